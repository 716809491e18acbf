import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backlogOfBurst } from '../../../src/engines/queueing/backlog-of-burst.ts';

describe('the backlog of a burst', () => {
  it('is the triangle of the fluid queue (Newell, Applications of Queueing Theory): 10 in, 8 out for an hour leave 7,200', () => {
    expect(
      backlogOfBurst({ meanRate: 2, burstRate: 10, burstSeconds: 3600, serviceSeconds: 0.5, workers: 4 }),
    ).toEqual({ waiting: 7200, waitSeconds: 900, drainSeconds: 1200 });
  });

  it('never drains where the mean alone fills the workers', () => {
    expect(
      backlogOfBurst({ meanRate: 2, burstRate: 4, burstSeconds: 10, serviceSeconds: 1, workers: 2 })
        .drainSeconds,
    ).toBe(Number.POSITIVE_INFINITY);
  });

  it('shrinks with workers', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.double({ min: 0.1, max: 60, noNaN: true }),
        (workers, s) => {
          const burst = { meanRate: 0.5, burstRate: 5, burstSeconds: 600, serviceSeconds: s };
          const few = backlogOfBurst({ ...burst, workers });
          const more = backlogOfBurst({ ...burst, workers: workers + 1 });
          expect(more.waiting).toBeLessThanOrEqual(few.waiting);
          expect(more.waitSeconds).toBeLessThanOrEqual(few.waitSeconds);
        },
      ),
    );
  });

  it('refuses no workers', () => {
    expect(() =>
      backlogOfBurst({ meanRate: 1, burstRate: 1, burstSeconds: 1, serviceSeconds: 1, workers: 0 }),
    ).toThrow(RangeError);
  });
});
