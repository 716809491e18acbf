import { describe, expect, it } from 'vitest';
import { shardingSeconds } from '../../../src/engines/training/sharding-seconds.ts';

describe('shardingSeconds', () => {
  it('moves three times the parameters, as the ZeRO paper counts, over many ranks', () => {
    const step = { weightBytes: 2e9, gradientBytes: 2e9, ranks: 1e9, linkBytesPerSecond: 1 };
    expect(shardingSeconds(step) / 2e9).toBeCloseTo(3, 6);
  });

  it('moves nothing alone, and only the weights where they are frozen', () => {
    const step = { weightBytes: 2e9, gradientBytes: 0, ranks: 2, linkBytesPerSecond: 1e9 };
    expect(shardingSeconds({ ...step, ranks: 1 })).toBe(0);
    expect(shardingSeconds(step)).toBe(2);
  });

  it('refuses a link of no width', () => {
    const step = { weightBytes: 1, gradientBytes: 1, ranks: 2, linkBytesPerSecond: 0 };
    expect(() => shardingSeconds(step)).toThrow(RangeError);
  });
});
