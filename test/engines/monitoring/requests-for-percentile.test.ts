import { describe, expect, test } from 'vitest';
import { requestsForPercentile } from '../../../src/engines/monitoring/requests-for-percentile.ts';

describe('requests for a percentile', () => {
  test.each([
    [0.95, 0.95, 59],
    [0.95, 0.975, 72],
    [0.99, 0.95, 299],
    [0.9, 0.95, 29],
  ])("as in Wilks's table: P%d at %d needs %i", (quantile, confidence, printed) => {
    expect(requestsForPercentile(quantile, confidence)).toBe(printed);
  });

  test.each([
    [0, 0.95],
    [1, 0.95],
    [0.95, 1],
  ])('refuses %d at %d', (quantile, confidence) => {
    expect(() => requestsForPercentile(quantile, confidence)).toThrow(RangeError);
  });
});
