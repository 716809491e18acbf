import type { Catalog } from '../../contract/catalog.ts';
import { assumedDefault } from '../assumed-default.ts';

/** The value of an assumption about training, by its id without the prefix. @throws Error where the table lacks it. */
export function trainingDefault(catalog: Catalog, id: string): number {
  return assumedDefault(catalog, `training-${id}`).value;
}
