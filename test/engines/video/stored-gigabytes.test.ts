import { describe, expect, it } from 'vitest';
import { storedGigabytes } from '../../../src/engines/video/stored-gigabytes.ts';

describe('stored gigabytes', () => {
  it.each([
    [1, 1, 10.8],
    [4, 1, 43.2],
    [16, 1, 172.8],
    [4, 30, 1296],
  ])('of %d Mbit/s over %d days are the %d of surveillance calculators', (rate, days, published) => {
    expect(storedGigabytes(rate, days)).toBeCloseTo(published, 9);
  });

  it.each([
    [-1, 1],
    [1, -1],
  ])('refuse %d Mbit/s over %d days', (rate, days) => {
    expect(() => storedGigabytes(rate, days)).toThrow(RangeError);
  });
});
