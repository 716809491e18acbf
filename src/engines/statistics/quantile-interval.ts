import { binomialTails } from './binomial-tails.ts';

/** 1-based ranks of the ascending sample; absent where the sample is too small to bound that side. */
export type QuantileInterval = {
  readonly lowRank?: number;
  readonly highRank?: number;
  /** Of the two-sided interval; of the side that is bounded where one is missing. */
  readonly coverage: number;
};

/**
 * Distribution-free interval of a quantile from two order statistics (Conover, Practical Nonparametric Statistics, section
 * 3.2): the value at lowRank to the value at highRank holds the quantile with at least the given confidence, whatever
 * the distribution. A 95th percentile is bounded above from 72 values on (0.95^72 <= 0.025).
 * @param quantile above 0 and below 1. @param count values in the sample, whole, at least 1.
 * @throws RangeError outside these.
 */
export function quantileInterval(count: number, quantile: number, confidence = 0.95): QuantileInterval {
  if (!(quantile > 0 && quantile < 1 && confidence > 0 && confidence < 1))
    throw new RangeError(`no interval of quantile ${quantile} at confidence ${confidence}`);
  const tail = (1 - confidence) / 2;
  const below = (rank: number): number => binomialTails(rank - 1, count, quantile).atMost;
  const lowRank = lastRank(count, (rank) => below(rank) <= tail);
  const beforeHigh = lastRank(count, (rank) => binomialTails(rank - 1, count, quantile).above > tail);
  const highRank = beforeHigh + 1 <= count ? beforeHigh + 1 : undefined;
  const under = lowRank === 0 ? 0 : below(lowRank);
  const upTo = highRank === undefined ? 1 : below(highRank);
  return {
    ...(lowRank === 0 ? {} : { lowRank }),
    ...(highRank === undefined ? {} : { highRank }),
    coverage: upTo - under,
  };
}

/** The last rank of 1 to count for which the condition, true first and then false, holds; 0 where none does. */
function lastRank(count: number, holds: (rank: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
