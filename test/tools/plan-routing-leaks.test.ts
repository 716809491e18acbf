import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { InputError } from '../../src/contract/input-error.ts';
import { planRouting } from '../../src/tools/plan-routing.ts';
import { realContext } from '../support/read-catalog.ts';

/**
 * Sensitive data never leaves the models that list it, whatever the names look like: judged by where a request ends that
 * follows the parsed files (address, model, key), not by what the plan says of itself.
 */
const CLASS_NAMES = [
  ...['a', 'no', 'null', 'true', 'on', 'chat', 'chat-2', 'strong', 'fallback-1', 'callers', 'openai', 'n0-1'],
  ...[
    'Chat',
    'chat-strong',
    'x-fallback-1',
    'chat\n  - model_name: x',
    'chat"',
    '*',
    '',
    'a: &b',
    'chat-',
    '1e3',
    '../x',
  ],
];
const LABELS = ['public', 'internal', 'phi', 'regulated', 'null', '0'];
const ODD_LABELS = [...LABELS, 'PHI', 'phi ', 'ph"i', 'phi\ninternal', 'phi, public'];
const HOSTED = [
  ...['claude-opus-5', 'claude-haiku-4-5', 'gpt-5.6-luna', 'gpt-5.6-sol', 'gemini-3.5-flash'],
  ...['groq:llama-3.3-70b-versatile', 'gpt-4'],
];
const OWN = [
  ...[
    'a.b',
    'a-b',
    'a_b',
    'A.B',
    'a-b-2',
    'openai',
    'OPENAI',
    'anthropic',
    'gpt-5.6-terra',
    'null',
    '1e3',
    '...',
    '@x',
  ],
  ...[
    'os.environ/OPENAI_API_KEY',
    '../../etc',
    '-',
    'Qwen/Qwen3:32b',
    'x'.repeat(80),
    'claude-opus-5-api-key',
  ],
  ...['a b', 'x\n- y', 'm: *a', '{a}'],
];
const rare = <Value>(usual: readonly Value[], all: readonly Value[]) =>
  fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...usual) },
    { weight: 1, arbitrary: fc.constantFrom(...all) },
  );
const share = fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined });
const model = fc.record({
  own: fc.boolean(),
  hostedAs: fc.constantFrom(...HOSTED),
  ownAs: rare(OWN.slice(0, 19), OWN),
  data: fc.option(fc.array(rare(LABELS, ODD_LABELS), { maxLength: 4 }), { nil: undefined }),
  timed: fc.boolean(),
  perMinute: fc.constantFrom(1, 60, 9999),
});
const question = fc.record({
  classes: fc.uniqueArray(
    fc.record({
      name: rare(CLASS_NAMES.slice(0, 12), CLASS_NAMES),
      perMonth: fc.constantFrom(0, 1, 5000, 3_000_000, 999_999_999),
      inputTokens: fc.constantFrom(0, 300, 20_000, 600_000),
      outputTokens: fc.constantFrom(1, 500),
      data: rare(LABELS, ODD_LABELS),
      hardShare: share,
      p95Ms: fc.option(fc.constantFrom(1, 900, 9000), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 5, selector: ({ name }) => name },
  ),
  models: fc.array(model, { minLength: 1, maxLength: 7 }),
  escalationRate: share,
  falseCheap: share,
  cacheHitShare: share,
  wrongUsd: fc.option(fc.constantFrom(0, 0.001, 5), { nil: undefined }),
  budgetUsd: fc.option(fc.constantFrom(0, 0.01, 100, 50_000), { nil: undefined }),
});

type Model = { name: string; data?: string[]; usdPerHour?: number };
type Reached = { readonly host: string; readonly model: string };

test('nasty names, labels, sets and budgets end in a fault or where the data may be', async () => {
  const seen = { faults: 0, answers: 0, ends: 0, refused: 0, caches: 0 };
  await fc.assert(
    fc.asyncProperty(question, async ({ classes, models: drawn, ...rest }) => {
      const models: Model[] = drawn.map(({ own, hostedAs, ownAs, data, timed, perMinute }) => ({
        name: own ? ownAs : hostedAs,
        ...(own ? { usdPerHour: 3, perMinute } : {}),
        ...(data === undefined ? {} : { data }),
        ...(timed ? { p50Ms: 400, p95Ms: 2000 } : {}),
      }));
      const given = JSON.parse(JSON.stringify({ classes, models, ...rest }));
      const answers: Record<string, Answer> = {};
      for (const artefact of ['litellm', 'envoy'])
        try {
          const { structured } = await planRouting.execute({ ...given, artefact }, realContext('2026-11-25'));
          answers[artefact] = structured as Answer;
        } catch (error) {
          if (!(error instanceof InputError)) throw error;
          seen.faults++;
          return;
        }
      seen.answers++;
      const ownName = (entry: Model): boolean => entry.usdPerHour !== undefined;
      /** Whether a class may end at an address under a name, by the question alone. */
      const may = (data: string, { host, model: called }: Reached): boolean =>
        models.some(
          (entry) =>
            entry.name.replace(/^groq:/, '') === called &&
            entry.name !== 'gpt-4' &&
            ownName(entry) === host.startsWith('own:') &&
            (entry.data === undefined
              ? ownName(entry) || ['public', 'internal'].includes(data)
              : entry.data.includes(data)),
        );
      const { litellm, envoy } = answers;
      if (litellm === undefined || envoy === undefined) throw new Error('no answer');
      const ends = { litellm: litellmEnds(litellm, rest.budgetUsd), envoy: envoyEnds(envoy) };
      for (const { name, data } of classes)
        for (const [file, reached] of Object.entries(ends)) {
          const route = litellm.routes.find((entry) => entry.class === name);
          const targets = reached.get(name) ?? [];
          expect(targets.length > 0, `${file}: ${name}`).toBe(route?.strategy !== 'refuse');
          if (targets.length === 0) seen.refused++;
          for (const target of targets) {
            expect(may(data, target), `${file}: ${name} (${data}) at ${JSON.stringify(target)}`).toBe(true);
            seen.ends++;
          }
          const planned = [...(route?.models ?? []), ...(route?.fallbacks ?? [])];
          expect(new Set(targets.map((target) => target.model)), `${file}: ${name}`).toEqual(
            new Set(planned),
          );
        }
      for (const cached of litellm.cache?.classes ?? []) {
        seen.caches++;
        const data = classes.find(({ name }) => name === cached)?.data ?? '';
        const hosted = models.filter((entry) => !ownName(entry) && entry.name !== 'gpt-4');
        expect(
          data === 'public' ||
            (data === 'internal' &&
              hosted.some(
                (entry) =>
                  entry.data === undefined || (entry.name.startsWith('gpt-') && entry.data.includes(data)),
              )),
          `semantic cache of ${cached} (${data})`,
        ).toBe(true);
      }
    }),
    { numRuns: 400 },
  );
  expect(seen.answers).toBeGreaterThan(60);
  expect(seen.faults).toBeGreaterThan(60);
  expect(seen.ends).toBeGreaterThan(200);
  expect(seen.refused).toBeGreaterThan(20);
  expect(seen.caches).toBeGreaterThan(5);
}, 120_000);

type Answer = {
  routes: { class: string; strategy: string; models: string[]; fallbacks: string[] }[];
  cache?: { classes: string[] };
  files?: { content: string }[];
};

/** Addresses that a caller of each class ends at, strong names and fallbacks of fallbacks included. */
function litellmEnds({ files, routes }: Answer, budgetUsd: number | undefined): Map<string, Reached[]> {
  const file = parse(files?.[0]?.content ?? '', { uniqueKeys: true }) as {
    model_list: {
      model_name: string;
      litellm_params: { model: string; api_base?: string; api_key: string };
    }[];
    router_settings: { fallbacks?: Record<string, string[]>[] };
    litellm_settings: { max_budget?: number };
  };
  expect(Object.keys(file)).toEqual([
    'model_list',
    'router_settings',
    'litellm_settings',
    'general_settings',
  ]);
  expect(JSON.stringify(file)).not.toMatch(/default_fallbacks|model_group_alias/);
  if (budgetUsd !== undefined) {
    expect(file.litellm_settings.max_budget).toBeGreaterThan(0);
    expect(file.litellm_settings.max_budget).toBeLessThanOrEqual(budgetUsd);
  }
  const deployments = new Map<string, Reached>();
  const modelOfBase = new Map<string, string>();
  for (const { model_name: name, litellm_params: params } of file.model_list) {
    expect(deployments.has(name), `${name} is there twice`).toBe(false);
    expect(name).toMatch(/^[a-z][a-z0-9-]*$/);
    const [prefix = '', ...called] = params.model.split('/');
    const variable = params.api_base?.replace('os.environ/', '');
    if (variable !== undefined) {
      expect(variable).toMatch(/^OWN_[A-Z0-9_]+_API_BASE$/);
      expect(params.api_key).toBe(`os.environ/${variable.replace(/BASE$/, 'KEY')}`);
      expect(modelOfBase.get(variable) ?? params.model, `${variable} serves two models`).toBe(params.model);
      modelOfBase.set(variable, params.model);
    } else expect(params.api_key).not.toMatch(/OWN_/);
    expect(prefix === 'hosted_vllm').toBe(variable !== undefined);
    deployments.set(name, {
      host: variable === undefined ? `hosted:${prefix}` : `own:${variable}`,
      model: called.join('/'),
    });
  }
  const onwards = new Map((file.router_settings.fallbacks ?? []).flatMap((row) => Object.entries(row)));
  return new Map(
    routes.map(({ class: name }) => {
      const reached = new Set<string>();
      const visit = (at: string): void => {
        if (reached.has(at) || !deployments.has(at)) return;
        reached.add(at);
        for (const next of onwards.get(at) ?? []) visit(next);
      };
      for (const entry of [name, `${name}-strong`]) visit(entry);
      return [name, [...reached].flatMap((at) => deployments.get(at) ?? [])];
    }),
  );
}

/** The same by the gateway's resources: the model header a caller sends, then backends by priority, then their hosts. */
function envoyEnds({ files, routes }: Answer): Map<string, Reached[]> {
  const documents = parseAllDocuments(files?.[0]?.content ?? '', { uniqueKeys: true });
  for (const { errors } of documents) expect(errors).toEqual([]);
  const resources = documents.flatMap((document) => {
    const value = document.toJS() as Resource | null;
    return value === null ? [] : [value];
  });
  const of = (kind: string): Resource[] => resources.filter((entry) => entry.kind === kind);
  const hostOf = new Map(
    of('Backend').map(({ metadata, spec }) => [metadata.name, spec.endpoints?.[0]?.fqdn.hostname ?? '']),
  );
  expect(new Set(resources.map(({ kind, metadata }) => `${kind}/${metadata.name}`)).size).toBe(
    resources.length,
  );
  const modelOfHost = new Map<string, string>();
  const headers = new Set<string>();
  const ends = new Map<string, Reached[]>(routes.map(({ class: name }) => [name, []]));
  for (const { metadata, spec } of of('AIGatewayRoute')) {
    expect(
      of('SecurityPolicy').filter(({ spec: policy }) => policy.targetRefs?.[0]?.name === metadata.name),
    ).toHaveLength(1);
    for (const { matches, backendRefs } of spec.rules ?? []) {
      const header = matches[0]?.headers[0]?.value ?? '';
      expect(headers.has(header), `two rules take ${header}`).toBe(false);
      headers.add(header);
      expect([metadata.name, `${metadata.name}-strong`]).toContain(header);
      for (const { name, modelNameOverride } of backendRefs) {
        const backend = of('AIServiceBackend').find((entry) => entry.metadata.name === name);
        const host = hostOf.get(backend?.spec.backendRef?.name ?? '') ?? '';
        const own = host.endsWith('.models.svc.cluster.local');
        if (own) {
          expect(modelOfHost.get(host) ?? modelNameOverride, `${host} serves two models`).toBe(
            modelNameOverride,
          );
          modelOfHost.set(host, modelNameOverride);
        }
        ends
          .get(metadata.name)
          ?.push({ host: `${own ? 'own' : 'hosted'}:${host}`, model: modelNameOverride });
      }
    }
  }
  const secrets = of('BackendSecurityPolicy').map(
    ({ spec }) => (spec.apiKey ?? spec.anthropicAPIKey)?.secretRef.name,
  );
  expect(new Set(secrets).size).toBe(secrets.length);
  return ends;
}

type Resource = {
  kind: string;
  metadata: { name: string };
  spec: {
    rules?: {
      matches: { headers: { value: string }[] }[];
      backendRefs: { name: string; modelNameOverride: string }[];
    }[];
    targetRefs?: { name: string }[];
    endpoints?: { fqdn: { hostname: string } }[];
    backendRef?: { name: string };
    apiKey?: { secretRef: { name: string } };
    anthropicAPIKey?: { secretRef: { name: string } };
  };
};
