import { servingConstants } from '../catalog/tables/serving-constants.ts';
import type { Catalog } from '../contract/catalog.ts';
import { CONSTANT_IDS, type ServingConstants } from '../engines/serving/serving-constants.ts';

/**
 * The constants of the serving-time model as the table holds them.
 * @throws Error when the table lacks one: a defect of the table.
 */
export function servingConstantsOf(catalog: Catalog): ServingConstants {
  const values = new Map(catalog.rows(servingConstants).map(({ id, value }) => [id, value]));
  const entries = CONSTANT_IDS.map((id) => {
    const value = values.get(id);
    if (value === undefined) throw new Error(`the table of serving constants lacks ${id}`);
    return [id, value] as const;
  });
  return Object.fromEntries(entries) as ServingConstants;
}
