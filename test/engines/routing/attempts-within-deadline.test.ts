import { describe, expect, test } from 'vitest';
import { attemptsWithinDeadline } from '../../../src/engines/routing/attempts-within-deadline.ts';

const backOff = { baseMs: 100, capMs: 10_000 };

describe('calls within a deadline', () => {
  // Full jitter of the AWS Architecture Blog (2015): sleep = random between 0 and min(cap, base 2^attempt), so 100, 200 at most.
  test('three of 3 s fit ten seconds with waits of at most 100 and 200 ms', () => {
    expect(attemptsWithinDeadline(10_000, [3000], backOff)).toEqual({
      attempts: 3,
      longestMs: 9300,
      meanWaitMs: 150,
    });
  });

  test('a slower fallback counts with its own time-out', () => {
    expect(attemptsWithinDeadline(10_000, [2000, 7900], backOff)).toEqual({
      attempts: 2,
      longestMs: 10_000,
      meanWaitMs: 50,
    });
  });

  test('not one call fits a deadline below its time-out', () => {
    expect(attemptsWithinDeadline(1000, [1500], backOff).attempts).toBe(0);
  });

  test('waits stop growing at the cap', () => {
    const { attempts, longestMs } = attemptsWithinDeadline(100, [1], { baseMs: 4, capMs: 8 });
    expect({ attempts, longestMs }).toEqual({ attempts: 12, longestMs: 12 + 4 + 10 * 8 });
  });

  test('refuses no time-out and a deadline of 0', () => {
    expect(() => attemptsWithinDeadline(1000, [], backOff)).toThrow(RangeError);
    expect(() => attemptsWithinDeadline(0, [1], backOff)).toThrow(RangeError);
  });
});
