import { describe, expect, test } from 'vitest';
import { mdcWaitPercentile } from '../../../src/engines/queueing/mdc-wait-percentile.ts';

describe('a percentile of the wait of M/D/c', () => {
  // Erlang's alternating series at 400 digits; doubles lose it past some 20 D
  test.each([
    [0.5, 0.99, 3.336255957002],
    [0.8, 0.99, 10.355886791995],
    [0.9, 0.99, 21.898237349541],
    [0.95, 0.95, 29.116204359857],
    [0.95, 0.99, 44.937765508381],
    [0.98, 0.95, 74.05732875],
    [0.98, 0.99, 114.0232317],
  ])('one server at %d: share %d waits at most %d D, to 1e-9', (arrivalRate, share, expected) => {
    const found = mdcWaitPercentile({ arrivalRate, serviceTime: 1, servers: 1 }, share);
    expect(Math.abs(found / expected - 1)).toBeLessThan(1e-9);
  });

  test('follows the unit of time', () => {
    const inMs = mdcWaitPercentile({ arrivalRate: 0.04, serviceTime: 20, servers: 1 }, 0.99);
    expect(inMs).toBeCloseTo(20 * 10.355887, 4);
  });

  test('a 20 ms model with 200 ms for the slowest in a hundred runs one server at 0.78, not 0.9', () => {
    const sojourn = (rho: number) =>
      20 + mdcWaitPercentile({ arrivalRate: rho / 20, serviceTime: 20, servers: 1 }, 0.99);
    expect(sojourn(0.77)).toBeLessThan(200);
    expect(sojourn(0.79)).toBeGreaterThan(200);
    expect(sojourn(0.9)).toBeGreaterThan(450);
  });

  test('refuses a share of 1', () => {
    expect(() => mdcWaitPercentile({ arrivalRate: 0.5, serviceTime: 1, servers: 1 }, 1)).toThrow(RangeError);
  });
});
