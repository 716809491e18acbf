/** Million vectors of 1,024 dimensions that a GB of memory holds. */
const MILLION_PER_GB = 0.245;
const MEASURED_DIMENSIONS = 1024;

/**
 * Memory of a machine for single-node Chroma: the maker's rule, 0.245 million vectors of 1,024 dimensions a GB, solved for
 * memory and scaled by dimension (the scaling is ours: the rule was measured at 1,024). Source: Chroma, single-node
 * performance.
 * @param vectors whole, 0 or more. @param dimensions 1 or more.
 */
export function chromaMemoryBytes(vectors: number, dimensions: number): number {
  return (vectors / MILLION_PER_GB) * 1000 * (dimensions / MEASURED_DIMENSIONS);
}
