import { defaults } from '../catalog/tables/defaults.ts';
import type { Catalog, RowOf } from '../contract/catalog.ts';

/** A row of the defaults that an answer relies on. @throws Error where the tables lack it, which is a defect of ours. */
export function assumedDefault(catalog: Catalog, id: string): RowOf<typeof defaults> {
  const row = catalog.rows(defaults).find((entry) => entry.id === id);
  if (row === undefined) throw new Error(`the defaults table has no row "${id}"`);
  return row;
}
