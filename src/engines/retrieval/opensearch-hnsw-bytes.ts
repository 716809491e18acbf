/**
 * Native memory of one copy of an OpenSearch HNSW index: `1.1 * (4 * dimensions + 8 * links)` bytes a vector. At rest;
 * each replica holds as much again, and the plugin may use half of the memory beside the heap. Source: OpenSearch
 * documentation, "Methods and engines", HNSW memory estimation.
 * @param vectors whole, 0 or more. @param dimensions 1 or more. @param links m, 1 or more.
 */
export function opensearchHnswBytes(vectors: number, dimensions: number, links: number): number {
  return 1.1 * vectors * (4 * dimensions + 8 * links);
}
