import type { gatewayProviders } from '../../catalog/tables/gateway-providers.ts';
import type { RowOf } from '../../contract/catalog.ts';
import { refusedNames, routeNames } from './litellm-config.ts';
import { modelSlugs } from './model-slugs.ts';
import { type RoutedModel, SELF_HOSTED } from './routed-models.ts';
import type { PlannedClass, RoutingPlan } from './routing-plan.ts';

type Addresses = ReadonlyMap<string, RowOf<typeof gatewayProviders>>;
type Resource = Readonly<Record<string, unknown>>;

const AI = 'aigateway.envoyproxy.io';
const GATEWAY = 'gateway.envoyproxy.io';
const KUBERNETES_GATEWAY = 'gateway.networking.k8s.io';
const TOKENS = 'llm_total_token';
const MINUTES_PER_MONTH = 730 * 60;
const OWN_PORT = 8000;

/**
 * Resources of Envoy AI Gateway: a route a class with its own callers, limits and retries; a backend a model. A route lists
 * only models that its class may see, in order of priority; a class without one has no route, and the gateway answers 404.
 */
export function envoyResources(
  plan: RoutingPlan,
  addresses: Addresses,
  peakFactor: number,
): readonly Resource[] {
  const served = plan.classes.filter(({ chosen }) => chosen !== undefined);
  const used = [...new Set(served.flatMap((entry) => routeNames(entry).map(({ model }) => model)))];
  const names = modelSlugs(used);
  return [
    ...served.flatMap((entry) => routeResources(entry, names, peakFactor)),
    ...used.flatMap((model) => backendResources(model, names.get(model) ?? '', addresses)),
  ];
}

/** What the files leave to the reader, as a comment at their head. */
export function envoyNotes({ question, classes }: RoutingPlan): readonly string[] {
  const refused = refusedNames(classes);
  return [
    'For Agent Router (Envoy AI Gateway until September 2026; its API group kept that name) on Envoy Gateway.',
    'Yours: the Gateway "llm-gateway", a Secret CLASS-callers with the API keys of each class, a Secret MODEL-api-key with key apiKey, Redis for limits.',
    'Clients name the class as the model. Tokens are charged after the answer: an admitted request is served whole.',
    ...(question.budgetUsd === undefined
      ? []
      : [
          `No limit here is in dollars: the budget of ${question.budgetUsd} USD a month is not enforced. A QuotaPolicy counts tokens by the month from v1.3.0 on.`,
        ]),
    ...(refused.length === 0 ? [] : [`Refused, without a route on purpose: ${refused.join(', ')}.`]),
  ];
}

function routeResources(
  entry: PlannedClass,
  backends: ReadonlyMap<RoutedModel, string>,
  peakFactor: number,
): readonly Resource[] {
  const { asked, chosen } = entry;
  const routes = routeNames(entry);
  const rules = routes
    .filter((_, at) => at < (chosen?.models.length ?? 0))
    .map(({ name }, at) => ({
      matches: [{ headers: [{ type: 'Exact', name: 'x-ai-eg-model', value: name }] }],
      backendRefs: routes.slice(at).map(({ model }, priority) => ({
        name: backends.get(model) ?? '',
        modelNameOverride: model.name,
        priority,
      })),
    }));
  const calls = (chosen?.calls ?? []).reduce((sum, share) => sum + share, 0);
  const perMinute = Math.max(1, Math.ceil((asked.perMonth * peakFactor * calls) / MINUTES_PER_MONTH));
  const target = { targetRefs: [{ group: KUBERNETES_GATEWAY, kind: 'HTTPRoute', name: asked.name }] };
  const tokens = Math.ceil(perMinute * (asked.inputTokens + asked.outputTokens));
  return [
    {
      apiVersion: `${AI}/v1beta1`,
      kind: 'AIGatewayRoute',
      metadata: { name: asked.name, annotations: { 'data-class': asked.data } },
      spec: {
        parentRefs: [{ name: 'llm-gateway', kind: 'Gateway', group: KUBERNETES_GATEWAY }],
        rules,
        llmRequestCosts: [{ metadataKey: TOKENS, type: 'TotalToken' }],
      },
    },
    {
      apiVersion: `${GATEWAY}/v1alpha1`,
      kind: 'SecurityPolicy',
      metadata: { name: `${asked.name}-callers` },
      spec: {
        ...target,
        apiKeyAuth: {
          credentialRefs: [{ group: '', kind: 'Secret', name: `${asked.name}-callers` }],
          extractFrom: [{ headers: ['x-api-key'] }],
        },
      },
    },
    {
      apiVersion: `${GATEWAY}/v1alpha1`,
      kind: 'BackendTrafficPolicy',
      metadata: { name: `${asked.name}-limits` },
      spec: {
        ...target,
        rateLimit: {
          type: 'Global',
          global: {
            rules: [
              { limit: { requests: perMinute, unit: 'Minute' } },
              {
                limit: { requests: tokens, unit: 'Minute' },
                cost: {
                  request: { from: 'Number', number: 0 },
                  response: { from: 'Metadata', metadata: { namespace: 'io.envoy.ai_gateway', key: TOKENS } },
                },
              },
            ],
          },
        },
        retry: {
          numAttemptsPerPriority: 1,
          numRetries: Math.max(1, routes.length - 1),
          perRetry: { backOff: { baseInterval: '250ms', maxInterval: '10s' } },
          retryOn: {
            httpStatusCodes: [500, 502, 503, 504],
            triggers: ['connect-failure', 'retriable-status-codes'],
          },
        },
      },
    },
  ];
}

function backendResources(model: RoutedModel, name: string, addresses: Addresses): readonly Resource[] {
  const row = addresses.get(model.provider);
  if (row === undefined) throw new RangeError(`no gateway address is known for ${model.provider}`);
  const own = model.provider === SELF_HOSTED;
  const hostname = own ? `${name}.models.svc.cluster.local` : (row.host ?? '');
  const secretRef = { secretRef: { name: `${name}-api-key` } };
  const metadata = { name };
  return [
    {
      apiVersion: `${AI}/v1beta1`,
      kind: 'AIServiceBackend',
      metadata,
      spec: {
        schema: {
          name: row.envoySchema,
          ...(row.envoyPrefix === undefined ? {} : { prefix: `/${row.envoyPrefix}` }),
        },
        backendRef: { name, kind: 'Backend', group: GATEWAY },
      },
    },
    {
      apiVersion: `${GATEWAY}/v1alpha1`,
      kind: 'Backend',
      metadata,
      spec: { endpoints: [{ fqdn: { hostname, port: own ? OWN_PORT : 443 } }] },
    },
    {
      apiVersion: `${AI}/v1beta1`,
      kind: 'BackendSecurityPolicy',
      metadata: { name: `${name}-api-key` },
      spec: {
        targetRefs: [{ group: AI, kind: 'AIServiceBackend', name }],
        type: row.envoySecurity,
        ...(row.envoySecurity === 'APIKey' ? { apiKey: secretRef } : { anthropicAPIKey: secretRef }),
      },
    },
    ...(own
      ? []
      : [
          {
            apiVersion: `${KUBERNETES_GATEWAY}/v1`,
            kind: 'BackendTLSPolicy',
            metadata: { name: `${name}-tls` },
            spec: {
              targetRefs: [{ group: GATEWAY, kind: 'Backend', name }],
              validation: { wellKnownCACertificates: 'System', hostname },
            },
          },
        ]),
  ];
}
