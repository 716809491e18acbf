import { logGamma } from '../statistics/log-gamma.ts';
import { regularizedGamma } from '../statistics/regularized-gamma.ts';

/** Below it a term cannot change the sum any more. */
const NEGLIGIBLE = 1e-17;

export type WatchedWindows = {
  /** Failures arrive at random and independently, so many an hour. */
  readonly failuresPerHour: number;
  readonly requestsPerHour: number;
  readonly longHours: number;
  /** The last part of the long window. */
  readonly shortHours: number;
  /** The alert holds while the share of failures is above it in both windows. */
  readonly threshold: number;
};

/**
 * How often an hour a two-window alert begins to hold by chance alone. An alert begins when one more failure lifts both counts
 * over their limits; failures are a Poisson process, so the chance that a failure finds the counts just below is the
 * stationary one (the crossing rate of a sliding count), and the rate is failures an hour times that chance. Exact for
 * a constant number of requests and continuous evaluation; evaluation once a minute misses the shortest episodes.
 * @throws RangeError unless rates and windows are above 0, the short window is the shorter, and the threshold is 0 to 1.
 */
export function alarmEpisodes(watched: WatchedWindows): number {
  const { failuresPerHour, requestsPerHour, longHours, shortHours, threshold } = watched;
  if (
    !(requestsPerHour > 0 && failuresPerHour >= 0 && failuresPerHour <= requestsPerHour) ||
    !(shortHours > 0 && longHours > shortHours && threshold >= 0 && threshold < 1)
  )
    throw new RangeError(`no alarms to count for ${JSON.stringify(watched)}`);
  if (failuresPerHour === 0) return 0;
  const shortLimit = Math.floor(threshold * requestsPerHour * shortHours);
  const longLimit = Math.floor(threshold * requestsPerHour * longHours);
  const inShort = failuresPerHour * shortHours;
  const before = failuresPerHour * (longHours - shortHours);
  /** P(short >= s, long >= l), the two parts of the long window being independent. */
  const bothAtLeast = (s: number, l: number): number => {
    let sum = 0;
    for (let count = s; ; count++) {
      const chance = poissonDensity(count, inShort);
      sum += chance * poissonAtLeast(l - count, before);
      if (count > inShort && (chance < NEGLIGIBLE * sum || chance < Number.MIN_VALUE)) return sum;
    }
  };
  const start = bothAtLeast(shortLimit, longLimit) - bothAtLeast(shortLimit + 1, longLimit + 1);
  return failuresPerHour * Math.max(0, start);
}

function poissonDensity(count: number, mean: number): number {
  return Math.exp(count * Math.log(mean) - mean - logGamma(count + 1));
}

function poissonAtLeast(count: number, mean: number): number {
  return count <= 0 ? 1 : regularizedGamma(count, mean).lower;
}
