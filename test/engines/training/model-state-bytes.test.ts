import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modelStateBytes, ZERO_STAGES } from '../../../src/engines/training/model-state-bytes.ts';

const mixed = { weights: 2, gradients: 2, master: 4, optimizer: 8 };
const totalGb = (stage: 0 | 1 | 2 | 3, ranks: number): number => {
  const { weights, gradients, optimizer } = modelStateBytes(7.5e9, mixed, stage, ranks);
  return (weights + gradients + optimizer) / 1e9;
};

describe('modelStateBytes', () => {
  it('gives the figure of the ZeRO paper: 7.5B on 64 GPUs, 120, 31.4, 16.6 and 1.9 GB', () => {
    expect(ZERO_STAGES.map((stage) => Number(totalGb(stage, 64).toFixed(1)))).toEqual([120, 31.4, 16.6, 1.9]);
  });

  it('never grows with the stage or with the ranks', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4096 }), (ranks) => {
        const totals = ZERO_STAGES.map((stage) => totalGb(stage, ranks));
        expect(totals).toEqual([...totals].sort((a, b) => b - a));
        for (const stage of ZERO_STAGES)
          expect(totalGb(stage, 2 * ranks)).toBeLessThanOrEqual(totalGb(stage, ranks));
      }),
    );
  });

  it('refuses half a rank', () => {
    expect(() => modelStateBytes(1, mixed, 3, 0.5)).toThrow(RangeError);
  });
});
