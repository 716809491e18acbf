import { gatewayProviders } from '../../catalog/tables/gateway-providers.ts';
import type { Catalog } from '../../contract/catalog.ts';
import type { TextFile } from '../drift-check.ts';
import { envoyNotes, envoyResources } from './envoy-resources.ts';
import { litellmConfig, litellmNotes, routeNames } from './litellm-config.ts';
import type { RoutingPlan } from './routing-plan.ts';

/** The files that a routing plan is deployed with. */
export const ROUTING_ARTEFACTS = ['litellm', 'envoy'] as const;
export type RoutingArtefact = (typeof ROUTING_ARTEFACTS)[number];

/** Providers of the plan that no gateway address is known for: files cannot be written for them. */
export function providersWithoutAddress(plan: RoutingPlan, catalog: Catalog): readonly string[] {
  const known = new Set(catalog.rows(gatewayProviders).map(({ provider }) => provider));
  const used = plan.classes.flatMap((entry) => routeNames(entry).map(({ model }) => model.provider));
  return [...new Set(used)].filter((provider) => !known.has(provider));
}

/** One artefact, whole. */
export async function routingFile(
  artefact: RoutingArtefact,
  plan: RoutingPlan,
  catalog: Catalog,
  peakFactor: number,
): Promise<TextFile> {
  const { stringify } = await import('yaml');
  const addresses = new Map(catalog.rows(gatewayProviders).map((row) => [row.provider, row]));
  const written = (value: unknown): string =>
    stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });
  const head = (notes: readonly string[]): string => notes.map((note) => `# ${note}\n`).join('');
  if (artefact === 'litellm')
    return {
      path: 'litellm-config.yaml',
      content: `${head(litellmNotes(plan))}${written(litellmConfig(plan, addresses, peakFactor))}`,
    };
  return {
    path: 'envoy-ai-gateway.yaml',
    content: `${head(envoyNotes(plan))}${envoyResources(plan, addresses, peakFactor).map(written).join('---\n')}`,
  };
}
