const VECTORS_PER_CLUSTER = 384;
/** Each vector is kept in two clusters. */
const COPIES = 2;
const CORRECTION = 16;
/** Below as many dimensions the clusters hold four bits a dimension instead of one. */
const ONE_BIT_FROM = 384;

/**
 * Bytes of one copy of Elastic's DiskBBQ: centroids, `ceil(vectors / 384) * (d + 16)`, always in memory; clusters,
 * `2 * vectors * (ceil(d / 8) + 16)` (`ceil(d / 2)` below 384 dimensions), of which 5 to 10 % should stay cached; the raw
 * floats beside them on disk. Source: Elastic's vector sizing calculator and its unit tests, 2026.
 * @param vectors whole, 0 or more. @param dimensions 1 to 4096.
 * @returns `index` without the raw vectors, as the calculator shows it.
 */
export function diskBbqBytes(
  vectors: number,
  dimensions: number,
): {
  readonly memoryLow: number;
  readonly memoryHigh: number;
  readonly index: number;
  readonly disk: number;
} {
  const centroids = Math.ceil(vectors / VECTORS_PER_CLUSTER) * (dimensions + CORRECTION);
  const code = Math.ceil(dimensions / (dimensions < ONE_BIT_FROM ? 2 : 8));
  const clusters = COPIES * vectors * (code + CORRECTION);
  return {
    memoryLow: centroids + 0.05 * clusters,
    memoryHigh: centroids + 0.1 * clusters,
    index: centroids + clusters,
    disk: centroids + clusters + 4 * vectors * dimensions,
  };
}
