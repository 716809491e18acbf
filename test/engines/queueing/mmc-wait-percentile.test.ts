import { describe, expect, test } from 'vitest';
import { mmcWaitPercentile } from '../../../src/engines/queueing/mmc-wait-percentile.ts';

const station = { arrivalRate: 7.2, serviceTime: 1, servers: 8 };

describe('a percentile of the wait of M/M/c', () => {
  test.each([
    [1.6, 1, 2, 10.660609],
    [3.2, 1, 4, 5.110476],
    [7.2, 1, 8, 5.313354],
    [14.4, 1, 16, 2.549882],
    [250, 0.01, 3, 0.085034],
    [45, 0.2, 10, 0.84056],
  ])('%d arrivals of %d on %i servers: P99 is %d', (arrivalRate, serviceTime, servers, expected) => {
    expect(mmcWaitPercentile({ arrivalRate, serviceTime, servers }, 0.99)).toBeCloseTo(expected, 6);
  });

  test('inverts the model that lindo.com prints: 0.83 calls a minute, 4 minutes, 4 agents, within 5 minutes', () => {
    // the printed model: load 3.3333, P(wait <= 5 min) = 1 - C e^(-5 (4/4 - 0.8333333))
    const load = { arrivalRate: 0.8333333, serviceTime: 4, servers: 4 };
    const offered = load.arrivalRate * load.serviceTime;
    const terms = [1, offered, offered ** 2 / 2, offered ** 3 / 6];
    const last = (offered ** 4 / 24) * (4 / (4 - offered));
    const waits = last / (terms.reduce((sum, term) => sum + term, 0) + last);
    const within = 1 - waits * Math.exp(-5 * (1 - load.arrivalRate));
    expect(mmcWaitPercentile(load, within)).toBeCloseTo(5, 10);
  });

  test('is 0 where fewer wait than the share leaves, and grows with the share', () => {
    expect(mmcWaitPercentile({ ...station, arrivalRate: 1 }, 0.99)).toBe(0);
    expect(mmcWaitPercentile(station, 0.999)).toBeGreaterThan(mmcWaitPercentile(station, 0.99));
  });

  test.each([0, 1, -0.5, Number.NaN])('refuses a share of %d', (share) => {
    expect(() => mmcWaitPercentile(station, share)).toThrow(RangeError);
  });
});
