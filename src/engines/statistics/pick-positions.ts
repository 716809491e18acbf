import { seededRandom } from '../random/seeded-random.ts';

/**
 * A seeded simple random sample of positions without replacement, ascending: all of them when `sample` is not below `rows`. Floyd's algorithm
 * (Bentley and Floyd, Communications of the ACM 30, 1987).
 */
export function pickPositions(rows: number, sample: number, seed: number): number[] {
  if (sample >= rows) return Array.from({ length: rows }, (_, at) => at);
  const random = seededRandom(seed);
  const picked = new Set<number>();
  for (let last = rows - sample; last < rows; last++) {
    const at = Math.floor(random() * (last + 1));
    picked.add(picked.has(at) ? last : at);
  }
  return [...picked].sort((a, b) => a - b);
}
