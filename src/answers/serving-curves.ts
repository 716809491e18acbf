import type { servingPoints } from '../catalog/tables/serving-points.ts';
import type { TableOf } from '../contract/catalog.ts';

type RowOf<T> = T extends TableOf<infer Row> ? Row : never;
export type ServingPoint = RowOf<typeof servingPoints>;

/** What makes a curve one: everything but the amount of load, the lengths and what was measured. */
const CONFIGURATION = [
  'model',
  'measuredAs',
  'accelerator',
  'engine',
  'version',
  'weights',
  'kvCache',
  'count',
  'tensorParallel',
  'pipelineStages',
  'attentionData',
  'experts',
  'load',
  'lengthsAreMeans',
  'source',
  'asOf',
] as const satisfies readonly (keyof ServingPoint)[];

/** Rows by curve: within one, lengths and load vary and nothing else. */
export function servingCurves(rows: readonly ServingPoint[]): ServingPoint[][] {
  const curves = new Map<string, ServingPoint[]>();
  for (const row of rows) {
    const key = CONFIGURATION.map((field) => row[field] ?? '-').join('|');
    const curve = curves.get(key);
    if (curve === undefined) curves.set(key, [row]);
    else curve.push(row);
  }
  return [...curves.values()];
}
