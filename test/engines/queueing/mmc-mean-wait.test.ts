import { describe, expect, test } from 'vitest';
import { mmcMeanWait } from '../../../src/engines/queueing/mmc-mean-wait.ts';

describe('the mean wait of M/M/c', () => {
  test("Bronson's example 24.6: 300 a year, 182.5 a year each of three: 0.001175 year, 0.352 waiting", () => {
    const wait = mmcMeanWait({ arrivalRate: 300, serviceTime: 1 / 182.5, servers: 3 });
    expect(wait).toBeCloseTo(0.001175, 6);
    expect(300 * wait).toBeCloseTo(0.352, 3);
  });

  test('the eye clinic of Gross and Harris: 4/27 hour', () => {
    expect(mmcMeanWait({ arrivalRate: 6, serviceTime: 1 / 3, servers: 3 })).toBeCloseTo(4 / 27, 14);
  });

  test('one server: rho S / (1 - rho); none without load', () => {
    expect(mmcMeanWait({ arrivalRate: 0.8, serviceTime: 1, servers: 1 })).toBeCloseTo(4, 13);
    expect(mmcMeanWait({ arrivalRate: 0, serviceTime: 1, servers: 2 })).toBe(0);
  });

  test('refuses a load of what the servers can do', () => {
    expect(() => mmcMeanWait({ arrivalRate: 2, serviceTime: 1, servers: 2 })).toThrow(/grows for ever/);
  });
});
