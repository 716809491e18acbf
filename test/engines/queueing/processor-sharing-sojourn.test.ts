import { describe, expect, test } from 'vitest';
import { processorSharingSojourn } from '../../../src/engines/queueing/processor-sharing-sojourn.ts';

describe('the sojourn under processor sharing', () => {
  test('is S / (1 - rho): 5 services at 0.8, that of M/M/1', () => {
    expect(processorSharingSojourn({ arrivalRate: 0.8, serviceTime: 1 })).toBeCloseTo(5, 13);
    expect(processorSharingSojourn({ arrivalRate: 0, serviceTime: 3 })).toBe(3);
  });

  test('refuses a full server', () => {
    expect(() => processorSharingSojourn({ arrivalRate: 2, serviceTime: 0.5 })).toThrow(/grows for ever/);
  });
});
