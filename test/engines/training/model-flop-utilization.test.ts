import { describe, expect, it } from 'vitest';
import { flopPerToken } from '../../../src/engines/training/flop-per-token.ts';
import { modelFlopUtilization } from '../../../src/engines/training/model-flop-utilization.ts';

describe('modelFlopUtilization', () => {
  it('gives the 41.25 % that MosaicML prints for MPT-70B on 512 H100 at 1,007 tokens/s', () => {
    const flop = flopPerToken({
      parameters: 64_862_437_376,
      layers: 80,
      attentionWidth: 8192,
      sequenceLength: 2048,
    });
    const run = { tokensPerSecondPerAccelerator: 1007, flopPerToken: flop, peakFlopPerSecond: 989e12 };
    expect(100 * modelFlopUtilization(run)).toBeCloseTo(41.25, 1);
  });

  it('refuses a peak of 0', () => {
    const run = { tokensPerSecondPerAccelerator: 1, flopPerToken: 1, peakFlopPerSecond: 0 };
    expect(() => modelFlopUtilization(run)).toThrow(RangeError);
  });
});
