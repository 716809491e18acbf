import { architectures } from '../catalog/tables/architectures.ts';
import type { Catalog } from '../contract/catalog.ts';
import { shapeOfArchitecture } from './shape-of-architecture.ts';

/** What says where a row is from or what it is for, not what a step costs; at every level of a shape. */
const NOT_SHAPE = new Set([
  'model',
  'aliases',
  'maximumContext',
  'nativeFormat',
  'draftLayers',
  'note',
  'source',
  'asOf',
]);

/**
 * Models whose published configurations cost a step the same (Llama-3.1-70B and Llama-3.3-70B, DeepSeek-V3 and R1), the named
 * one first: what was measured on one holds for all. A model without a row is alone.
 */
export function modelsOfSameShape(model: string, catalog: Catalog): string[] {
  const shapes = new Map(
    catalog
      .rows(architectures)
      .map((row) => [
        row.model,
        JSON.stringify(shapeOfArchitecture(row, catalog), (key, value: unknown) =>
          NOT_SHAPE.has(key) ? undefined : value,
        ),
      ]),
  );
  const own = shapes.get(model);
  if (own === undefined) return [model];
  return [
    model,
    ...[...shapes].filter(([other, shape]) => other !== model && shape === own).map(([other]) => other),
  ];
}
