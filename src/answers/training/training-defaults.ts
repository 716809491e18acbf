import { defaults } from '../../catalog/tables/defaults.ts';
import type { Catalog } from '../../contract/catalog.ts';

/** The value of an assumption about training, by its id without the prefix. @throws Error where the table lacks it. */
export function trainingDefault(catalog: Catalog, id: string): number {
  const row = catalog.rows(defaults).find((entry) => entry.id === `training-${id}`);
  if (row === undefined) throw new Error(`the defaults table has no row "training-${id}"`);
  return row.value;
}
