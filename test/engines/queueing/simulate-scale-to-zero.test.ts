import { describe, expect, it } from 'vitest';
import { simulateScaleToZero } from '../../../src/engines/queueing/simulate-scale-to-zero.ts';

describe('workers that rest at zero', () => {
  it('start with every request where none idles, and lambda (S + s) of them are paid: M/G/infinity (Mirasol 1963)', () => {
    const { coldShare, paidWorkers } = simulateScaleToZero({
      arrivalRate: 2,
      serviceTime: 1.5,
      coldStart: 3,
      idleWindow: 0,
    });
    expect(coldShare).toBe(1);
    expect(paidWorkers).toBeGreaterThan(8.8);
    expect(paidWorkers).toBeLessThan(9.2);
  });

  it.each([
    [0.01, 60],
    [0.01, 300],
    [0.002, 300],
  ])(
    'are cold for the share exp(-lambda T) of gaps longer than the window: %d requests/s, %d s (the exponential gap)',
    (arrivalRate, idleWindow) => {
      const { coldShare, paidWorkers } = simulateScaleToZero({
        arrivalRate,
        serviceTime: 0.001,
        coldStart: 0,
        idleWindow,
      });
      expect(coldShare).toBeCloseTo(Math.exp(-arrivalRate * idleWindow), 1.7);
      expect(paidWorkers).toBeCloseTo(1 - Math.exp(-arrivalRate * idleWindow), 1.7);
    },
  );

  it('hardly ever start where traffic keeps them warm', () => {
    const busy = simulateScaleToZero({ arrivalRate: 20, serviceTime: 0.2, coldStart: 10, idleWindow: 60 });
    expect(busy.coldShare).toBeLessThan(0.01);
    expect(busy.paidWorkers).toBeGreaterThan(4);
  });

  it('give the same answer each time', () => {
    const asked = { arrivalRate: 1, serviceTime: 0.3, coldStart: 5, idleWindow: 5 };
    expect(simulateScaleToZero(asked)).toEqual(simulateScaleToZero(asked));
  });

  it.each([
    { arrivalRate: 0, serviceTime: 1, coldStart: 1, idleWindow: 1 },
    { arrivalRate: 1, serviceTime: 1, coldStart: -1, idleWindow: 1 },
  ])('refuse %j', (asked) => {
    expect(() => simulateScaleToZero(asked)).toThrow(RangeError);
  });
});
