import type { gatewayProviders } from '../../catalog/tables/gateway-providers.ts';
import type { RowOf } from '../../contract/catalog.ts';
import type { LatencyCurve } from '../../engines/monitoring/log-normal-latency.ts';
import { modelSlugs } from './model-slugs.ts';
import { type RoutedModel, SELF_HOSTED } from './routed-models.ts';
import type { PlannedClass, RoutingPlan } from './routing-plan.ts';
import { ORDINARY_DATA } from './routing-question.ts';

type Addresses = ReadonlyMap<string, RowOf<typeof gatewayProviders>>;

const MINUTES_PER_MONTH = 730 * 60;
const BUDGET_PERIOD = '30d';
const LEAST_BUDGET = 0.01;

/** Under which name a client calls each model of a class; the class's own name is the first. */
export function routeNames({
  asked,
  chosen,
  fallbacks,
}: PlannedClass): readonly { readonly name: string; readonly model: RoutedModel }[] {
  const models = chosen?.models ?? [];
  return [
    ...models.map((model, at) => ({ name: at === 0 ? asked.name : `${asked.name}-strong`, model })),
    ...fallbacks
      .filter((model) => !models.includes(model))
      .map((model, at) => ({ name: `${asked.name}-fallback-${at + 1}`, model })),
  ];
}

/** Classes that no model may answer. */
export function refusedNames(classes: readonly PlannedClass[]): readonly string[] {
  return classes.filter(({ chosen }) => chosen === undefined).map(({ asked }) => asked.name);
}

/**
 * The proxy's config.yaml as an object. A class has names of its own, so that no fallback leads out of it; there is no
 * default fallback, and a refused class has no name at all: calls to it fail. Each name may bear its class's whole peak,
 * for it may have to stand in; a fallback on replicas of one's own only what they can spare.
 */
export function litellmConfig(
  plan: RoutingPlan,
  addresses: Addresses,
  peakFactor: number,
): Record<string, unknown> {
  const { question } = plan;
  const served = plan.classes.filter(({ chosen }) => chosen !== undefined);
  const routes = served.map((entry) => ({ entry, names: routeNames(entry) }));
  const slugs = modelSlugs([...new Set(routes.flatMap(({ names }) => names.map(({ model }) => model)))]);
  const fallbacks = routes.flatMap(({ names }) =>
    names
      .filter(({ name }, at) => at === 0 || name.endsWith('-strong'))
      .map(({ name }, at) => ({ [name]: names.slice(at + 1).map((next) => next.name) }))
      .filter((row) => Object.values(row).some((next) => next.length > 0)),
  );
  const sensitive = served.some(({ asked }) => !ORDINARY_DATA.includes(asked.data));
  return {
    model_list: routes.flatMap(({ entry, names }) => {
      const peak = (entry.asked.perMonth * peakFactor) / MINUTES_PER_MONTH;
      return names.map(({ name, model }) => {
        const spare = entry.chosen?.models.includes(model) ? undefined : plan.spare.get(model);
        const requests = Math.max(
          1,
          spare === undefined ? Math.ceil(peak) : Math.floor(Math.min(peak, spare)),
        );
        return {
          model_name: name,
          litellm_params: {
            ...address(model, slugs.get(model) ?? '', addresses),
            rpm: requests,
            ...(model.latency === undefined ? {} : { timeout: timeoutSeconds(model.latency) }),
            tpm: Math.ceil(requests * (entry.asked.inputTokens + entry.asked.outputTokens)),
          },
          model_info: { mode: 'chat' },
        };
      });
    }),
    router_settings: {
      routing_strategy: 'simple-shuffle',
      optional_pre_call_checks: ['enforce_model_rate_limits'],
      num_retries: 1,
      max_fallbacks: 2,
      allowed_fails: 3,
      cooldown_time: 30,
      ...(fallbacks.length === 0 ? {} : { fallbacks }),
    },
    litellm_settings: {
      ...(sensitive ? { turn_off_message_logging: true } : {}),
      ...(question.budgetUsd === undefined
        ? {}
        : { max_budget: proxyBudget(plan, question.budgetUsd), budget_duration: BUDGET_PERIOD }),
    },
    general_settings: {
      master_key: 'os.environ/LITELLM_MASTER_KEY',
      database_url: 'os.environ/DATABASE_URL',
    },
  };
}

/** What is left for tokens once the replicas are paid. LiteLLM takes 0 for no limit at all: never that. */
function proxyBudget({ replicasUsd }: RoutingPlan, budgetUsd: number): number {
  return Math.max(LEAST_BUDGET, Math.floor((budgetUsd - replicasUsd) * 100) / 100);
}

/** One call in a thousand takes longer: LiteLLM's own default is 6,000 s. */
export function timeoutSeconds({ atShare }: LatencyCurve): number {
  return Math.max(1, Math.ceil(atShare(0.999) / 1000));
}

/** What the file cannot enforce, as a comment at its head. */
export function litellmNotes(plan: RoutingPlan): readonly string[] {
  const refused = refusedNames(plan.classes);
  const { question, replicasUsd } = plan;
  return [
    'A client calls a class by its name. Restrict every key to the names of its classes (models: [...] in /key/generate): a key without that list may call all.',
    'Never add default_fallbacks: it would lead requests out of their class.',
    ...(question.budgetUsd === undefined
      ? []
      : [
          replicasUsd === 0
            ? 'max_budget counts what LiteLLM has a price for: check that it knows each model.'
            : `max_budget is the budget of ${question.budgetUsd} USD less ${Math.ceil(replicasUsd)} USD for replicas of your own${replicasUsd < question.budgetUsd ? '' : ', which leaves nothing: hosted calls stop with the first cent'}. It counts what LiteLLM has a price for: check that it knows each hosted model.`,
        ]),
    ...(refused.length === 0 ? [] : [`Refused, without a route on purpose: ${refused.join(', ')}.`]),
    ...(plan.classes.some(({ chosen }) => chosen?.strategy === 'cascade')
      ? ['Cascade: the application judges the first answer and calls NAME-strong itself.']
      : []),
    ...(plan.classes.some(({ chosen }) => chosen?.strategy === 'predictive')
      ? ['Router: the application picks NAME or NAME-strong before the call.']
      : []),
  ];
}

function address(model: RoutedModel, slug: string, addresses: Addresses): Record<string, string> {
  const row = addresses.get(model.provider);
  if (row === undefined) throw new RangeError(`no gateway address is known for ${model.provider}`);
  if (model.provider !== SELF_HOSTED)
    return { model: `${row.litellmPrefix}/${model.name}`, api_key: `os.environ/${row.keyVariable}` };
  // OWN_ keeps a model called "openai" off the variables that LiteLLM reads for that provider.
  const variable = `OWN_${slug.toUpperCase().replaceAll('-', '_')}`;
  return {
    model: `${row.litellmPrefix}/${model.name}`,
    api_base: `os.environ/${variable}_API_BASE`,
    api_key: `os.environ/${variable}_API_KEY`,
  };
}
