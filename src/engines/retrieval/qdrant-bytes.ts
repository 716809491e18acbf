/** For indexes, versions of points and the segments that an optimisation writes beside the old ones. */
const GROWTH = 1.5;

/**
 * Memory that Qdrant plans for with all vectors in memory: `1.5 * 4 * dimensions` bytes a vector; payloads kept in memory
 * take 1.5 times their size. Headroom for growth and optimisation, not the index at rest. Source: Qdrant, capacity planning
 * (whose own payload example is wrong: 1M x 5 KB x 1.5 is 7.5 GB, not 4.77).
 * @param vectors whole, 0 or more. @param dimensions 1 or more. @param payloadBytes a vector, in memory; 0 or more.
 */
export function qdrantBytes(vectors: number, dimensions: number, payloadBytes = 0): number {
  return GROWTH * vectors * (4 * dimensions + payloadBytes);
}
