/**
 * Native memory of one copy of an OpenSearch IVF index: `1.1 * (4 * dimensions * vectors + 4 * lists * dimensions)` bytes,
 * vectors and centroids. Source: OpenSearch documentation, "Methods and engines", IVF memory estimation.
 * @param vectors whole, 0 or more. @param dimensions 1 or more. @param lists nlist, 1 or more.
 */
export function opensearchIvfBytes(vectors: number, dimensions: number, lists: number): number {
  return 1.1 * (4 * dimensions * vectors + 4 * lists * dimensions);
}
