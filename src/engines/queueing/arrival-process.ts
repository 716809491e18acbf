import { exponential } from '../random/exponential.ts';

/** When requests come that do not wait for answers, in seconds. */
export type ArrivalProcess =
  | { readonly kind: 'poisson'; readonly perSecond: number; readonly burst?: BurstSize | undefined }
  | {
      readonly kind: 'bursty';
      /** Rates of the two states and how long each lasts in the mean. */
      readonly perSecond: readonly [number, number];
      readonly meanSeconds: readonly [number, number];
      readonly burst?: BurstSize | undefined;
    }
  | {
      readonly kind: 'trace';
      readonly seconds: readonly number[];
      /** After so long the trace begins again, and again. */
      readonly repeatEverySeconds?: number | undefined;
    };

/** Requests that come at once: always so many, or a geometric number of that mean. */
export type BurstSize = { readonly kind: 'fixed' | 'geometric'; readonly mean: number };

/**
 * Gives arrival times in order; infinite after the end of a trace. `bursty` is a Poisson process whose rate jumps between two
 * values after exponential times, the two-state Markov-modulated Poisson process (Fischer and Meier-Hellstern, 1993,
 * doi:10.1016/0166-5316(93)90035-S).
 * @param uniform numbers in [0, 1).
 * @throws RangeError when no request would ever come, or a trace goes back in time.
 */
export function arrivalProcess(process: ArrivalProcess, uniform: () => number): () => number {
  if (process.kind === 'trace') {
    const { seconds } = process;
    for (const [index, at] of seconds.entries())
      if (!(at >= (seconds[index - 1] ?? 0)))
        throw new RangeError(`entry ${index} of the trace, ${at}, is before ${seconds[index - 1] ?? 0}`);
    const { repeatEverySeconds: period } = process;
    if (period !== undefined && !(period >= (seconds.at(-1) ?? Number.POSITIVE_INFINITY) && period > 0))
      throw new RangeError(`a trace that repeats every ${period} s ends at ${seconds.at(-1)} s`);
    let next = 0;
    let from = 0;
    return () => {
      if (next === seconds.length && period !== undefined) {
        next = 0;
        from += period;
      }
      next += 1;
      return from + (seconds[next - 1] ?? Number.POSITIVE_INFINITY);
    };
  }
  let now = 0;
  if (process.kind === 'poisson') {
    const { perSecond } = process;
    if (!(perSecond > 0)) throw new RangeError(`${perSecond} arrivals a second are not above 0`);
    const mean = 1 / perSecond;
    return () => {
      now += exponential(mean, uniform());
      return now;
    };
  }
  const { perSecond, meanSeconds } = process;
  if (!(Math.min(...perSecond) >= 0 && Math.max(...perSecond) > 0))
    throw new RangeError(`rates of ${perSecond.join(' and ')}: none below 0, one above it`);
  if (!(Math.min(...meanSeconds) > 0))
    throw new RangeError(`states of ${meanSeconds.join(' and ')} s: both must last`);
  const share = meanSeconds[0] / (meanSeconds[0] + meanSeconds[1]);
  let state: 0 | 1 = uniform() < share ? 0 : 1;
  let until = exponential(meanSeconds[state], uniform());
  return () => {
    for (;;) {
      const rate = perSecond[state];
      const at = rate === 0 ? Number.POSITIVE_INFINITY : now + exponential(1 / rate, uniform());
      if (at <= until) {
        now = at;
        return now;
      }
      now = until;
      state = state === 0 ? 1 : 0;
      until = now + exponential(meanSeconds[state], uniform());
    }
  };
}
