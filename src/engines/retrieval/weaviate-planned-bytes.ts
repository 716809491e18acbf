/**
 * Memory that Weaviate plans for: twice the float vectors, `2 * 4 * dimensions` bytes a vector. The second half is room for
 * the garbage collector while vectors are imported. Source: Weaviate, resource planning, rule of thumb.
 * @param vectors whole, 0 or more. @param dimensions 1 or more.
 */
export function weaviatePlannedBytes(vectors: number, dimensions: number): number {
  return 2 * 4 * vectors * dimensions;
}
