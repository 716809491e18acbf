import { describe, expect, it } from 'vitest';
import { lostShare } from '../../../src/engines/training/lost-share.ts';
import { meanTimeBetweenFailures } from '../../../src/engines/training/mean-time-between-failures.ts';

describe('lostShare', () => {
  it('keeps Llama 3 above 90 % effective with a checkpoint every 20 minutes and restarts of 5', () => {
    const mean = meanTimeBetweenFailures({ interruptions: 419, accelerators: 16_384, days: 54 }, 16_384);
    const lost = lostShare({
      intervalSeconds: 1200,
      writeSeconds: 10,
      restartSeconds: 300,
      meanSecondsBetweenFailures: mean,
    });
    expect(lost).toBeGreaterThan(0.05);
    expect(lost).toBeLessThan(0.1);
  });

  it('is first-order C / t + t / 2M + R / M where failures are rare', () => {
    const run = {
      intervalSeconds: 1000,
      writeSeconds: 10,
      restartSeconds: 60,
      meanSecondsBetweenFailures: 1e6,
    };
    expect(lostShare(run)).toBeCloseTo(10 / 1010 + 1000 / 2e6 + 60 / 1e6, 4);
  });

  it('is everything where no interval is ever completed', () => {
    const run = { intervalSeconds: 1e6, writeSeconds: 1, restartSeconds: 1, meanSecondsBetweenFailures: 1 };
    expect(lostShare(run)).toBe(1);
  });
});
