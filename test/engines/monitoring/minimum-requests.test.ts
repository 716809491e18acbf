import { describe, expect, test } from 'vitest';
import { minimumRequests } from '../../../src/engines/monitoring/minimum-requests.ts';
import { binomialTails } from '../../../src/engines/statistics/binomial-tails.ts';

describe('the requests that a share needs to mean something', () => {
  test.each([
    [0.005, 0.144, 0.01],
    [0.005, 0.06, 0.01],
    [0.005, 0.01, 0.01],
    [0.02, 0.05, 0.05],
    [0.001, 0.3, 0.01],
  ])(
    'are the fewest from which chance stays below alpha: usual %d, threshold %d, alpha %d',
    (usual, threshold, alpha) => {
      const found = minimumRequests(usual, threshold, alpha) ?? 0;
      const passes = (requests: number): boolean =>
        binomialTails(Math.floor(threshold * requests + 1e-9), requests, usual).above <= alpha;
      for (let requests = found; requests < found + 3000; requests++) expect(passes(requests)).toBe(true);
      expect(
        Array.from({ length: Math.ceil(1 / threshold) + 1 }, (_, i) => found - 1 - i)
          .filter((n) => n > 0)
          .every(passes),
      ).toBe(found <= 1);
    },
  );

  test('are unknown where the usual share reaches the threshold', () => {
    expect(minimumRequests(0.05, 0.05, 0.01)).toBeUndefined();
    expect(minimumRequests(0.2, 0.05, 0.01)).toBeUndefined();
  });

  test('refuse what is no share', () => {
    expect(() => minimumRequests(-0.1, 0.05, 0.01)).toThrow(RangeError);
    expect(() => minimumRequests(0.1, 1, 0.01)).toThrow(RangeError);
  });
});
