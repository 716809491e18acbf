import { vectorSpeed } from '../../catalog/tables/vector-speed.ts';
import type { Catalog, RowOf } from '../../contract/catalog.ts';

/** The recall, in percent, at which rows are read where there are several. */
const RECALL = 95;

export type VectorSpeedRow = RowOf<typeof vectorSpeed>;

/** The measured row of a product whose data set is nearest in size, and of those the one nearest to 95 % recall. */
export function nearestSpeed(catalog: Catalog, product: string, vectors: number): VectorSpeedRow | undefined {
  const away = (row: VectorSpeedRow): number => Math.abs(Math.log(row.vectors / Math.max(1, vectors)));
  const off = (row: VectorSpeedRow): number => Math.abs((row.recallPercent ?? 0) - RECALL);
  return catalog
    .rows(vectorSpeed)
    .filter((row) => row.product === product)
    .toSorted((a, b) => away(a) - away(b) || off(a) - off(b))[0];
}
