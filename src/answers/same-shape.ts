/** Fields of an architecture that say where it is from or what it is for, not what a step costs. */
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
export function modelsOfSameShape<Row extends { readonly model: string }>(
  model: string,
  architectures: readonly Row[],
): string[] {
  const own = architectures.find((row) => row.model === model);
  if (own === undefined) return [model];
  const shape = shapeKey(own);
  return [
    model,
    ...architectures.filter((row) => row !== own && shapeKey(row) === shape).map((row) => row.model),
  ];
}

function shapeKey(row: object): string {
  return JSON.stringify(
    Object.entries(row)
      .filter(([field]) => !NOT_SHAPE.has(field))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
