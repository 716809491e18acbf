import { populationStabilityIndex } from './population-stability-index.ts';

/**
 * PSI after half a row is added to every bin of both sides (the Jeffreys prior for a multinomial), no floor. Bins that
 * are empty on both sides are left out. Far from the floored PSI means that empty bins decide the value.
 * @throws RangeError on histograms of unequal length or without rows.
 */
export function halfCountPsi(reference: readonly number[], current: readonly number[]): number {
  if (reference.length !== current.length)
    throw new RangeError(`${reference.length} bins cannot be compared with ${current.length}`);
  const held = reference.map((count, bin) => count + (current[bin] ?? 0) > 0);
  const withHalf = (counts: readonly number[]): number[] =>
    counts.filter((_, bin) => held[bin]).map((count) => count + 0.5);
  return populationStabilityIndex(withHalf(reference), withHalf(current), 0).value;
}
