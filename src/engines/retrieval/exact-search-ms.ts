/**
 * Time to compare one query with every vector, without an index: the bytes of the vectors over the bandwidth at which they
 * are read, milliseconds. A dot product does two operations for each element read, so that reading bounds it; the least
 * time, before sorting and the network.
 * @param vectors 0 or more. @param bytesPerVector above 0. @param gbPerSecond decimal GB/s, above 0.
 */
export function exactSearchMs(vectors: number, bytesPerVector: number, gbPerSecond: number): number {
  return (vectors * bytesPerVector) / (gbPerSecond * 1e6);
}
