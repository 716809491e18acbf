import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cosmetatosRatio } from '../../../src/engines/queueing/cosmetatos-ratio.ts';
import { mdcQueue } from '../../../src/engines/queueing/mdc-queue.ts';
import { mmcMeanWait } from '../../../src/engines/queueing/mmc-mean-wait.ts';
import { pollaczekKhinchine } from '../../../src/engines/queueing/pollaczek-khinchine.ts';
import { regularizedGamma } from '../../../src/engines/statistics/regularized-gamma.ts';

/** Erlang's series for P(wait <= t) in M/D/1, which alternates and so serves doubles up to a few D alone. */
function alternating(rho: number, time: number): number {
  let sum = 0;
  for (let k = 0, factorial = 1; k <= time; factorial *= ++k)
    sum += ((rho * (k - time)) ** k / factorial) * Math.exp(-rho * (k - time));
  return (1 - rho) * sum;
}

describe('M/D/c', () => {
  test.each([
    [2, 1.6, 0.903284],
    [4, 3.2, 0.386095],
    [8, 7.2, 0.449973],
  ])(
    '%i servers, %d erlang: a mean wait of %d D, as an independent chain found',
    (servers, offered, expected) => {
      expect(mdcQueue({ arrivalRate: offered, serviceTime: 1, servers }).meanWait).toBeCloseTo(expected, 6);
    },
  );

  test("one server waits as Pollaczek and Khinchine say, and as Erlang's series while that holds", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.02, max: 0.98, noNaN: true }),
        fc.double({ min: 0, max: 6, noNaN: true }),
        (rho, time) => {
          const { meanWait, waitExceeds } = mdcQueue({ arrivalRate: rho, serviceTime: 1, servers: 1 });
          expect(meanWait / pollaczekKhinchine({ arrivalRate: rho, serviceTime: 1 }, 0)).toBeCloseTo(1, 9);
          expect(waitExceeds(time)).toBeCloseTo(1 - alternating(rho, time), 10);
        },
      ),
    );
  });

  test("the mean is Spitzer's: the sum over k of E[(Poisson(k a) - k c)^+] / k over arrivals, at any load", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 0.9, noNaN: true }),
        fc.integer({ min: 1, max: 24 }),
        (rho, servers) => {
          const offered = rho * servers;
          let sum = 0;
          for (let k = 1, term = 1; term > 1e-17 * Math.max(sum, 1e-3); k++) {
            const [mean, taken] = [k * offered, k * servers];
            // P(Poisson(mean) >= n) is the lower incomplete gamma function at n
            const atLeast = (n: number): number => (n <= 0 ? 1 : regularizedGamma(n, mean).lower);
            term = (mean * atLeast(taken) - taken * atLeast(taken + 1)) / k;
            sum += term;
          }
          const { meanWait } = mdcQueue({ arrivalRate: offered, serviceTime: 1, servers });
          expect(Math.abs(meanWait * offered - sum)).toBeLessThan(1e-9 * Math.max(sum, 1));
        },
      ),
    );
  });

  test('the wait integrates to its mean', () => {
    for (const [servers, rho] of [
      [1, 0.9],
      [2, 0.9],
      [6, 0.7],
      [16, 0.95],
    ] as const) {
      const { meanWait, waitExceeds } = mdcQueue({ arrivalRate: rho * servers, serviceTime: 1, servers });
      // Simpson within each D, where the function is smooth
      let integral = 0;
      const parts = 40;
      for (let step = 0; waitExceeds(step) > 1e-12; step++)
        for (let part = 0; part < parts; part++) {
          const width = 1 / parts;
          const from = step + part * width;
          // the value just before the next D, not at it
          const to = part === parts - 1 ? from + width * (1 - 1e-12) : from + width;
          integral += (width / 6) * (waitExceeds(from) + 4 * waitExceeds(from + width / 2) + waitExceeds(to));
        }
      expect(integral / meanWait).toBeCloseTo(1, 6);
    }
  });

  test('keeps its digits where few wait: 100 servers at half load', () => {
    const load = { arrivalRate: 50, serviceTime: 1, servers: 100 };
    const { meanWait, waitExceeds } = mdcQueue(load);
    expect(meanWait).toBeGreaterThan(0);
    // Spitzer's first term decides: E[(Poisson(50) - 100)^+] / 50
    const first = 50 * regularizedGamma(100, 50).lower - 100 * regularizedGamma(101, 50).lower;
    expect((meanWait * 50) / first).toBeCloseTo(1, 5);
    expect(waitExceeds(0)).toBeLessThan(1e-9);
  });

  test("Cosmetatos's damped ratio errs by at most 0.6 % from 0.8 on up to 20 servers, by 6.5 % below", () => {
    let worst = 0;
    for (const servers of [2, 3, 5, 8, 10, 16, 20])
      for (const rho of [0.2, 0.3, 0.5, 0.7, 0.8, 0.9, 0.98]) {
        const load = { arrivalRate: rho * servers, serviceTime: 1, servers };
        const error = Math.abs(
          (cosmetatosRatio(servers, rho) * mmcMeanWait(load)) / mdcQueue(load).meanWait - 1,
        );
        if (rho >= 0.8) expect(error, `${servers} at ${rho}`).toBeLessThan(0.006);
        worst = Math.max(worst, error);
      }
    expect(worst).toBeGreaterThan(0.06);
    expect(worst).toBeLessThan(0.065);
  });

  test('nobody waits without load; a wait below 0 and a load of all servers are refused', () => {
    const idle = mdcQueue({ arrivalRate: 0, serviceTime: 1, servers: 2 });
    expect(idle.meanWait).toBe(0);
    expect(idle.waitExceeds(0)).toBe(0);
    const { waitExceeds } = mdcQueue({ arrivalRate: 1, serviceTime: 1, servers: 2 });
    expect(() => waitExceeds(-1)).toThrow('a wait of -1 is below 0');
    expect(() => mdcQueue({ arrivalRate: 2, serviceTime: 1, servers: 2 })).toThrow(/grows for ever/);
    expect(() => mdcQueue({ arrivalRate: 1 - 1e-7, serviceTime: 1, servers: 1 })).toThrow(/too near/);
  });
});
