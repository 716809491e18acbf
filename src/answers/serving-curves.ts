import { servingPoints } from '../catalog/tables/serving-points.ts';
import type { RowOf } from '../contract/catalog.ts';
import { CURVE_AXES } from '../engines/serving/measured-point.ts';

export type ServingPoint = RowOf<typeof servingPoints>;

/** What makes a curve one: everything that tells rows apart but the lengths and the amount of load. */
const CONFIGURATION = [
  ...servingPoints.key.filter((field) => !CURVE_AXES.some((axis) => axis === field)),
  'lengthsAreMeans',
];

/** Rows by curve: within one, lengths and load vary and nothing else. */
export function servingCurves(rows: readonly ServingPoint[]): ServingPoint[][] {
  const curves = new Map<string, ServingPoint[]>();
  for (const row of rows) {
    const cells: Readonly<Record<string, unknown>> = row;
    const key = CONFIGURATION.map((field) => cells[field] ?? '-').join('|');
    const curve = curves.get(key);
    if (curve === undefined) curves.set(key, [row]);
    else curve.push(row);
  }
  return [...curves.values()];
}
