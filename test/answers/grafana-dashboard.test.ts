import { describe, expect, test } from 'vitest';
import * as z from 'zod/v4';
import { SERVING_RUNTIMES } from '../../src/catalog/tables/metric-names.ts';
import { planMonitoring } from '../../src/tools/plan-monitoring.ts';
import { realContext } from '../support/read-catalog.ts';

/**
 * What Grafana's published schema demands of a dashboard (grafana/grafana, kinds/dashboard/dashboard_kind.cue): fields without
 * a question mark and without a default, with their types and bounds.
 */
const gridPos = z.object({
  h: z.int().min(1),
  w: z.int().min(1).max(24),
  x: z.int().min(0).max(23),
  y: z.int().min(0),
});
const datasource = z.object({ type: z.string(), uid: z.string() });
const row = z.object({
  type: z.literal('row'),
  id: z.int().min(0),
  title: z.string(),
  collapsed: z.boolean(),
  panels: z.array(z.unknown()),
  gridPos,
});
const panel = z.object({
  type: z
    .string()
    .min(1)
    .refine((type) => type !== 'row'),
  id: z.int().min(0),
  title: z.string().min(1),
  datasource,
  gridPos,
  targets: z.array(z.object({ refId: z.string().length(1), expr: z.string().min(1), datasource })).min(1),
  transformations: z.array(z.unknown()),
  options: z.record(z.string(), z.unknown()),
  fieldConfig: z.object({
    defaults: z.object({
      unit: z.string(),
      thresholds: z.object({
        mode: z.enum(['absolute', 'percentage']),
        steps: z.array(z.object({ color: z.string(), value: z.number().nullable() })).min(1),
      }),
    }),
    overrides: z.array(z.unknown()),
  }),
});
const dashboard = z.object({
  uid: z.string().min(8).max(40),
  title: z.string().min(1),
  tags: z.array(z.string()),
  timezone: z.string(),
  editable: z.boolean(),
  graphTooltip: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  time: z.object({ from: z.string(), to: z.string() }),
  refresh: z.string(),
  schemaVersion: z.int().min(36),
  version: z.int().min(0),
  annotations: z.object({ list: z.array(z.unknown()) }),
  templating: z.object({
    list: z
      .array(
        z.object({
          type: z.enum([
            'query',
            'adhoc',
            'constant',
            'datasource',
            'interval',
            'textbox',
            'custom',
            'system',
          ]),
          name: z.string(),
          hide: z.union([z.literal(0), z.literal(1), z.literal(2)]),
          skipUrlSync: z.boolean(),
        }),
      )
      .min(1),
  }),
  panels: z.array(z.union([row, panel])).min(1),
});

const FACTS = {
  model: 'llm',
  service: 'chat',
  job: 'a "quoted" job',
  requestsPerSecond: 1,
  capacityPerSecond: 100,
  latencyP50Ms: 300,
  latencyP95Ms: 1000,
};

async function drawn(facts: object): Promise<z.output<typeof dashboard>> {
  const { structured } = await planMonitoring.execute(
    { ...FACTS, ...facts, artefact: 'grafana-dashboard' },
    realContext(),
  );
  const [file] = structured['files'] as { content: string }[];
  return dashboard.parse(JSON.parse(file?.content ?? ''));
}

describe('the dashboard', () => {
  test.each(SERVING_RUNTIMES)('%s: holds the fields that Grafana demands', async (runtime) => {
    const { panels } = await drawn({ runtime });
    expect(panels.filter(({ type }) => type === 'row')).toHaveLength(4);
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  });

  test('a service of which nothing is known has a sound one too', async () => {
    await drawn({
      runtime: 'torchserve',
      job: undefined,
      requestsPerSecond: undefined,
      capacityPerSecond: undefined,
      latencyP50Ms: undefined,
      latencyP95Ms: undefined,
    });
  });

  test('no two panels share a place', async () => {
    const { panels } = await drawn({ runtime: 'vllm' });
    for (const [at, one] of panels.entries())
      for (const other of panels.slice(at + 1)) {
        const [a, b] = [one.gridPos, other.gridPos];
        const apart = a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y;
        expect(apart, `${one.title} and ${other.title}`).toBe(true);
      }
  });

  test('thresholds ascend, the first without a value, and are those of the alerts', async () => {
    const { panels } = await drawn({ runtime: 'vllm' });
    const failed = panels.find(({ title }) => title === 'Failed requests');
    const steps =
      failed !== undefined && 'fieldConfig' in failed ? failed.fieldConfig.defaults.thresholds.steps : [];
    expect(steps.map(({ value }) => (value === null ? value : Number(value.toPrecision(6))))).toEqual([
      null,
      0.01,
      0.03,
      0.06,
      0.144,
    ]);
  });
});
