import { describe, expect, test } from 'vitest';
import { type ArrivalProcess, arrivalProcess } from '../../../src/engines/queueing/arrival-process.ts';
import { seededRandom } from '../../../src/engines/random/seeded-random.ts';

/** Mean and variance-to-mean ratio of the counts in windows of one length. */
const counts = (process: ArrivalProcess, window: number, windows: number) => {
  const next = arrivalProcess(process, seededRandom(7));
  const seen = new Float64Array(windows);
  for (let at = next(); at < window * windows; at = next()) {
    const place = Math.floor(at / window);
    seen[place] = (seen[place] ?? 0) + 1;
  }
  const mean = seen.reduce((sum, count) => sum + count, 0) / windows;
  const variance = seen.reduce((sum, count) => sum + (count - mean) ** 2, 0) / windows;
  return { mean, dispersion: variance / mean };
};

describe('counts in windows', () => {
  test('Poisson: variance over mean is 1', () => {
    const { mean, dispersion } = counts({ kind: 'poisson', perSecond: 20 }, 1, 20_000);
    expect(mean).toBeCloseTo(20, 0);
    expect(dispersion).toBeCloseTo(1, 1);
  });
  test('two states, for long windows: 1 + 2 (r1 - r2)^2 p1 p2 t / r, the relaxation time t = d1 d2 / (d1 + d2) (Fischer and Meier-Hellstern, 1993)', () => {
    const process = { kind: 'bursty', perSecond: [30, 5], meanSeconds: [1, 4] } as const;
    // p1 = 0.2, p2 = 0.8, t = 0.8, rate 10: 1 + 2 * 625 * 0.16 * 0.8 / 10 = 17
    const { mean, dispersion } = counts(process, 100, 20_000);
    expect(mean / 100).toBeCloseTo(10, 0);
    expect(dispersion).toBeGreaterThan(16);
    expect(dispersion).toBeLessThan(18);
  });
  test('a trace comes as it is and then no more', () => {
    const next = arrivalProcess({ kind: 'trace', seconds: [0, 0, 2] }, seededRandom(1));
    expect([next(), next(), next(), next()]).toEqual([0, 0, 2, Number.POSITIVE_INFINITY]);
  });
  test('a trace that repeats comes again a period later', () => {
    const next = arrivalProcess({ kind: 'trace', seconds: [0, 2], repeatEverySeconds: 3 }, seededRandom(1));
    expect([next(), next(), next(), next(), next()]).toEqual([0, 2, 3, 5, 6]);
  });
});

test.each<readonly [ArrivalProcess, string]>([
  [{ kind: 'poisson', perSecond: 0 }, '0 arrivals a second are not above 0'],
  [{ kind: 'trace', seconds: [0, 2], repeatEverySeconds: 1 }, 'a trace that repeats every 1 s ends at 2 s'],
  [{ kind: 'trace', seconds: [2, 1] }, 'entry 1 of the trace, 1, is before 2'],
  [
    { kind: 'bursty', perSecond: [0, 0], meanSeconds: [1, 1] },
    'rates of 0 and 0: none below 0, one above it',
  ],
  [{ kind: 'bursty', perSecond: [1, 2], meanSeconds: [1, 0] }, 'states of 1 and 0 s: both must last'],
])('%o is refused', (process, message) => {
  expect(() => arrivalProcess(process, seededRandom(1))).toThrow(new RangeError(message));
});
