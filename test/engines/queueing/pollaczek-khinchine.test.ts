import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mmcMeanWait } from '../../../src/engines/queueing/mmc-mean-wait.ts';
import { pollaczekKhinchine } from '../../../src/engines/queueing/pollaczek-khinchine.ts';

describe("Pollaczek and Khinchine's mean wait", () => {
  // at 0.8: uniform on 0 to 2, Erlang-4, lognormal with CV 1.5, hyper-exponential with SCV 4
  test.each([
    [1 / 3, 2.666667],
    [1 / 4, 2.5],
    [2.25, 6.5],
    [4, 10],
  ])('a squared variation of %d at 0.8 waits %d services', (scv, expected) => {
    expect(pollaczekKhinchine({ arrivalRate: 0.8, serviceTime: 1 }, scv)).toBeCloseTo(expected, 6);
  });

  test('is that of M/M/1 for exponential and half of it for constant service', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), (rho) => {
        const load = { arrivalRate: rho * 4, serviceTime: 0.25 };
        const exponential = mmcMeanWait({ ...load, servers: 1 });
        expect(pollaczekKhinchine(load, 1) / exponential).toBeCloseTo(1, 11);
        expect(pollaczekKhinchine(load, 0) / exponential).toBeCloseTo(0.5, 11);
      }),
    );
  });

  test('refuses a negative variation and a full server', () => {
    expect(() => pollaczekKhinchine({ arrivalRate: 0.5, serviceTime: 1 }, -1)).toThrow(
      'a squared coefficient of variation of -1 is not finite and at least 0',
    );
    expect(() => pollaczekKhinchine({ arrivalRate: 1, serviceTime: 1 }, 0)).toThrow(/grows for ever/);
  });
});
