import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { planRouting } from '../../src/tools/plan-routing.ts';
import { realContext } from '../support/read-catalog.ts';

/** Files against what their readers publish: test/evidence/README.md says where each list is from. */
const evidence = (name: string): string[][] =>
  readFileSync(new URL(`../evidence/${name}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));

const EXAMPLE = planRouting.examples[0]?.input ?? {};
const ALL_PROVIDERS = {
  classes: [
    {
      name: 'chat',
      perMonth: 3_000_000,
      inputTokens: 800,
      outputTokens: 200,
      data: 'public',
      hardShare: 0.1,
    },
    {
      name: 'secret',
      perMonth: 1000,
      inputTokens: 800,
      outputTokens: 200,
      data: 'patients',
      hardShare: 0.3,
      p95Ms: 9000,
    },
    { name: 'nobody', perMonth: 1000, inputTokens: 800, outputTokens: 200, data: 'state-secret' },
  ],
  models: [
    { name: 'claude-opus-5', p50Ms: 3000, p95Ms: 7000 },
    { name: 'openai:gpt-5.6-luna' },
    { name: 'gemini-3.5-flash' },
    { name: 'groq:llama-3.3-70b-versatile' },
    { name: 'Qwen/Qwen3-32B.v1', usdPerHour: 4, perMinute: 200, data: ['patients'], p50Ms: 900, p95Ms: 2500 },
    { name: 'qwen-qwen3-32b-v1', usdPerHour: 2, perMinute: 200, data: ['patients'], p50Ms: 400, p95Ms: 900 },
  ],
  escalationRate: 0.3,
  wrongUsd: 0.0001,
  budgetUsd: 500,
};
const QUESTIONS: [string, object][] = [
  ['the first example', EXAMPLE],
  ['five providers, two models of our own, one class refused', ALL_PROVIDERS],
  [
    'proposed models',
    { classes: [{ name: 'chat', perMonth: 5000, inputTokens: 500, outputTokens: 100, data: 'public' }] },
  ],
];

const fileOf = async (question: object, artefact: string): Promise<string> => {
  const { structured } = await planRouting.execute({ ...question, artefact }, realContext('2026-11-25'));
  const [file] = structured['files'] as { content: string }[];
  return file?.content ?? '';
};

describe.each(QUESTIONS)('LiteLLM for %s', (_, question) => {
  const keys = new Map<string, Set<string>>();
  for (const [section = '', key = ''] of evidence('litellm-keys.csv'))
    keys.set(section, (keys.get(section) ?? new Set()).add(key));
  const documented = (section: string, part: object): void => {
    for (const key of Object.keys(part)) expect(keys.get(section), `${section}.${key}`).toContain(key);
  };

  test('uses documented keys alone', async () => {
    const file = parse(await fileOf(question, 'litellm')) as Record<string, unknown> & {
      model_list: { litellm_params: object; model_info: object }[];
    };
    documented('root', file);
    for (const entry of file.model_list) {
      documented('model_list', entry);
      documented('litellm_params', entry.litellm_params);
      documented('model_info', entry.model_info);
    }
    for (const section of ['router_settings', 'litellm_settings', 'general_settings'])
      documented(section, file[section] as object);
  });

  test('holds no secret: each key is a reference to the environment', async () => {
    const content = await fileOf(question, 'litellm');
    const values = [...content.matchAll(/(?:api_key|api_base|master_key|database_url): (.*)/g)].map(
      ([, value]) => value,
    );
    expect(values.length).toBeGreaterThan(2);
    for (const value of values) expect(value).toMatch(/^os\.environ\/[A-Z0-9_]+$/);
  });

  test('falls back to names that exist, inside the class', async () => {
    const file = parse(await fileOf(question, 'litellm')) as {
      model_list: { model_name: string }[];
      router_settings: { fallbacks?: Record<string, string[]>[] };
    };
    const names = new Set(file.model_list.map(({ model_name }) => model_name));
    expect(names.size).toBe(file.model_list.length);
    for (const [name, targets] of (file.router_settings.fallbacks ?? []).flatMap((row) =>
      Object.entries(row),
    ))
      for (const target of targets) {
        expect(names).toContain(target);
        expect(target.startsWith(name.replace(/-strong$/, ''))).toBe(true);
      }
  });
});

type Field = {
  type: string;
  required: boolean;
  values: string[];
  maxItems: number;
  maxLength: number;
  itemType: string;
};
const FIELDS = new Map<string, Map<string, Field>>();
for (const [
  kind = '',
  path = '',
  type = '',
  required,
  values = '',
  maxItems,
  maxLength,
  itemType = '',
] of evidence('envoy-gateway-fields.csv'))
  FIELDS.set(
    kind,
    (FIELDS.get(kind) ?? new Map()).set(path, {
      type,
      required: required === 'yes',
      values: values === '-' ? [] : values.split('|'),
      maxItems: maxItems === '-' ? Number.POSITIVE_INFINITY : Number(maxItems),
      maxLength: maxLength === '-' ? Number.POSITIVE_INFINITY : Number(maxLength),
      itemType,
    }),
  );

const typeOf = (value: unknown): string =>
  Array.isArray(value)
    ? 'array'
    : typeof value === 'number'
      ? Number.isInteger(value)
        ? 'integer'
        : 'number'
      : typeof value;

/** Faults of a value against the published fields of its kind. */
function faults(fields: ReadonlyMap<string, Field>, path: string, value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((entry) => faults(fields, `${path}[]`, entry));
  const missing = [...fields]
    .filter(
      ([name, { required }]) =>
        required && name.startsWith(`${path}.`) && !/[.[]/.test(name.slice(path.length + 1)),
    )
    .filter(([name]) => !Object.hasOwn(value, name.slice(path.length + 1)))
    .map(([name]) => `${name} is missing`);
  return [
    ...missing,
    ...Object.entries(value).flatMap(([key, part]) => {
      const name = `${path}.${key}`;
      const field = fields.get(name);
      if (field === undefined) return [`${name} is no field`];
      const given = typeOf(part);
      const found = [
        ...(field.type !== 'any' && field.type !== given ? [`${name} is ${given}, not ${field.type}`] : []),
        ...(field.values.length > 0 && !field.values.includes(String(part)) ? [`${name} is ${part}`] : []),
        ...(Array.isArray(part) && part.length > field.maxItems
          ? [`${name} has ${part.length} entries`]
          : []),
        ...(Array.isArray(part) &&
        field.itemType !== '-' &&
        part.some((entry) => typeOf(entry) !== field.itemType)
          ? [`${name} holds other than ${field.itemType}`]
          : []),
        ...(typeof part === 'string' && part.length > field.maxLength ? [`${name} is too long`] : []),
      ];
      return [...found, ...faults(fields, name, part)];
    }),
  ];
}

type Resource = {
  apiVersion: string;
  kind: string;
  metadata: { name: string };
  spec: Record<string, unknown>;
};

/** The version that the definitions serve; v1alpha3 of BackendTLSPolicy is not served by the standard channel of Gateway API 1.6. */
const SERVED: Readonly<Record<string, string>> = {
  AIGatewayRoute: 'aigateway.envoyproxy.io/v1beta1',
  AIServiceBackend: 'aigateway.envoyproxy.io/v1beta1',
  BackendSecurityPolicy: 'aigateway.envoyproxy.io/v1beta1',
  Backend: 'gateway.envoyproxy.io/v1alpha1',
  BackendTrafficPolicy: 'gateway.envoyproxy.io/v1alpha1',
  SecurityPolicy: 'gateway.envoyproxy.io/v1alpha1',
  BackendTLSPolicy: 'gateway.networking.k8s.io/v1',
};

describe.each(QUESTIONS)('Envoy AI Gateway for %s', (_, question) => {
  const resourcesOf = async (): Promise<Resource[]> =>
    parseAllDocuments(await fileOf(question, 'envoy')).map((document) => document.toJS() as Resource);

  test('has the fields, types and values of the published resource definitions', async () => {
    const seen = new Set<string>();
    for (const { apiVersion, kind, spec, metadata } of await resourcesOf()) {
      const fields = FIELDS.get(kind);
      expect(fields, kind).toBeDefined();
      expect(faults(fields ?? new Map(), 'spec', spec), `${kind} ${metadata.name}`).toEqual([]);
      expect(apiVersion, kind).toBe(SERVED[kind]);
      seen.add(kind);
    }
    expect([...seen].sort()).toEqual([
      'AIGatewayRoute',
      'AIServiceBackend',
      'Backend',
      'BackendSecurityPolicy',
      'BackendTLSPolicy',
      'BackendTrafficPolicy',
      'SecurityPolicy',
    ]);
  });

  test('refers only to resources of the file, has unique names that Kubernetes takes, and no secret', async () => {
    const resources = await resourcesOf();
    const names = resources.map(({ kind, metadata }) => `${kind}/${metadata.name}`);
    expect(new Set(names).size).toBe(names.length);
    for (const { metadata } of resources)
      expect(metadata.name).toMatch(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
    expect(names.some((name) => name.startsWith('Secret/'))).toBe(false);
    for (const { kind, spec } of resources) {
      const targets = (spec['targetRefs'] ?? []) as { kind: string; name: string }[];
      for (const target of targets)
        expect(names).toContain(
          `${target.kind === 'HTTPRoute' ? 'AIGatewayRoute' : target.kind}/${target.name}`,
        );
      if (kind === 'AIServiceBackend')
        expect(names).toContain(`Backend/${(spec['backendRef'] as { name: string }).name}`);
      if (kind === 'AIGatewayRoute')
        for (const rule of spec['rules'] as { backendRefs: { name: string; priority: number }[] }[]) {
          expect(rule.backendRefs.map(({ priority }) => priority)).toEqual(
            rule.backendRefs.map((__, at) => at),
          );
          for (const { name } of rule.backendRefs) expect(names).toContain(`AIServiceBackend/${name}`);
        }
    }
  });
});

test('the check of fields finds what is wrong', () => {
  const fields = FIELDS.get('AIServiceBackend') ?? new Map();
  expect(
    faults(fields, 'spec', { schema: { name: 'OpenAi' }, backendRef: { kind: 'Backend' }, tls: {} }),
  ).toEqual(['spec.schema.name is OpenAi', 'spec.backendRef.name is missing', 'spec.tls is no field']);
});
