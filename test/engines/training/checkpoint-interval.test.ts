import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkpointInterval } from '../../../src/engines/training/checkpoint-interval.ts';
import { lostShare } from '../../../src/engines/training/lost-share.ts';

describe('checkpointInterval', () => {
  it("is Young's square root: 5 minutes of writing and 24 hours between failures, 120 minutes", () => {
    expect(checkpointInterval(300, 86_400).youngSeconds / 60).toBeCloseTo(120, 8);
  });

  it("is Daly's estimate a little below where writing is quick, and the time between failures where it is slow", () => {
    const { youngSeconds, dalySeconds } = checkpointInterval(300, 86_400);
    expect(dalySeconds).toBeLessThan(youngSeconds);
    expect(dalySeconds).toBeGreaterThan(0.9 * youngSeconds);
    expect(checkpointInterval(7200, 3000).dalySeconds).toBe(3000);
  });

  it('loses within a thousandth of the least that any interval loses', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 600 }),
        fc.integer({ min: 3600, max: 1_000_000 }),
        (write, mean) => {
          const run = { writeSeconds: write, restartSeconds: 600, meanSecondsBetweenFailures: mean };
          const lost = (intervalSeconds: number): number => lostShare({ ...run, intervalSeconds });
          const best = checkpointInterval(write, mean).dalySeconds;
          for (const factor of [0.5, 0.8, 1.25, 2])
            expect(lost(best)).toBeLessThanOrEqual(lost(best * factor) + 1e-3);
        },
      ),
    );
  });

  it('refuses a write that takes no time', () => {
    expect(() => checkpointInterval(0, 1)).toThrow(RangeError);
  });
});
