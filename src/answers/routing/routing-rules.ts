import { gateways } from '../../catalog/tables/gateways.ts';
import { routingEvidence } from '../../catalog/tables/routing-evidence.ts';
import { semanticCacheEvidence } from '../../catalog/tables/semantic-cache-evidence.ts';
import type { Catalog } from '../../contract/catalog.ts';
import type { Citations } from '../../contract/citations.ts';
import { formatNumber } from '../../contract/markdown.ts';
import { assumedDefault } from '../assumed-default.ts';
import type { RoutingRules } from './routing-plan.ts';

/** The gateway whose measured overhead is added to latencies. */
const MEASURED_GATEWAY = 'litellm';

/** What a plan assumes, from the tables. */
export function routingRules(
  catalog: Catalog,
): RoutingRules & { readonly overheadSource: string; readonly wrongHitsSource: string } {
  const value = (id: string): number => assumedDefault(catalog, id).value;
  const gateway = catalog.rows(gateways).find(({ id }) => id === MEASURED_GATEWAY);
  if (gateway?.overheadP95Ms === undefined)
    throw new Error(`the gateways table lacks the overhead of ${MEASURED_GATEWAY}`);
  const [cleanest] = catalog
    .rows(semanticCacheEvidence)
    .flatMap(({ rightPercent, source }) =>
      rightPercent === undefined ? [] : [{ wrong: 1 - rightPercent / 100, source }],
    )
    .sort((a, b) => a.wrong - b.wrong);
  if (cleanest === undefined) throw new Error('no semantic cache has a measured share of right hits');
  return {
    wrongHits: cleanest.wrong,
    wrongHitsSource: cleanest.source,
    qualityLoss: value('routing-quality-loss'),
    overheadMs: gateway.overheadP95Ms,
    overheadSource: gateway.source,
    peakFactor: value('cost-peak-factor'),
    outputReserve: value('routing-output-reserve'),
    burstSeconds: value('routing-burst-seconds'),
    availability: value('routing-availability'),
    commonCause: value('routing-common-cause'),
  };
}

/** The spread of measured savings at 95 % of the strong model's quality, task by task. */
export function publishedSavings(catalog: Catalog, citations: Citations): string {
  const rows = catalog
    .rows(routingEvidence)
    .filter(
      ({ method, savingPercent, qualityPercent }) =>
        method === 'predictive' && savingPercent !== undefined && qualityPercent === 95,
    )
    .sort((a, b) => (a.savingPercent ?? 0) - (b.savingPercent ?? 0));
  for (const { source } of rows) citations.cite(source);
  return `${rows.map(({ savingPercent, task }) => `${formatNumber(savingPercent ?? 0)} % on ${task}`).join(', ')}, at 95 % of the strong model's quality and prices 100 to 1`;
}
