import { describe, expect, it } from 'vitest';
import { meanTimeBetweenFailures } from '../../../src/engines/training/mean-time-between-failures.ts';

const llama3 = { interruptions: 419, accelerators: 16_384, days: 54 };

describe('meanTimeBetweenFailures', () => {
  it('is the three hours that were reported of Llama 3 on 16,384 H100', () => {
    expect(meanTimeBetweenFailures(llama3, 16_384) / 3600).toBeCloseTo(3.09, 2);
  });

  it('falls with the accelerators: 264 days for eight', () => {
    expect(meanTimeBetweenFailures(llama3, 8) / 86_400).toBeCloseTo(264, 0);
  });

  it('refuses a run without interruptions', () => {
    expect(() => meanTimeBetweenFailures({ ...llama3, interruptions: 0 }, 8)).toThrow(RangeError);
  });
});
