/**
 * Bytes of an HNSW graph over float vectors at rest: `vectors * (4 * dimensions + 8 * links)`. Convention of hnswlib and of
 * FAISS IndexHNSWFlat: the bottom layer holds twice the links of four bytes each; higher layers are neglected. Source:
 * FAISS wiki, "Guidelines to choose an index".
 * @param vectors whole, 0 or more. @param dimensions 1 or more. @param links M, 1 or more.
 */
export function hnswFlatBytes(vectors: number, dimensions: number, links: number): number {
  return vectors * (4 * dimensions + 8 * links);
}
