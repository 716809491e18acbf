/** Weaviate says 8 to 10; its example reckons with 10. */
const BYTES_PER_CONNECTION = 10;

/**
 * Memory of a Weaviate HNSW index at rest: `4 * dimensions + 10 * connections` bytes a vector, without room for garbage
 * collection. Source: Weaviate, resource planning, "more accurate" calculation.
 * @param vectors whole, 0 or more. @param dimensions 1 or more. @param connections maxConnections, 1 or more.
 */
export function weaviateRestingBytes(vectors: number, dimensions: number, connections: number): number {
  return vectors * (4 * dimensions + BYTES_PER_CONNECTION * connections);
}
