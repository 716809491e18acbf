import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { peakTrainingBytes } from '../../../src/engines/training/peak-training-bytes.ts';

const GIB = 1024 ** 3;

describe('peakTrainingBytes', () => {
  it('explains torchtune: checkpointing takes 3B from the turn to the step, 42.9 to 24.9 GiB', () => {
    const states = { weights: 6.43e9, gradients: 6.43e9, optimizer: 12.85e9, gathered: 0, logits: 2.63e9 };
    const kept = { ...states, activations: 20.7e9, workingLayer: 1.48e9 };
    const checkpointed = { ...states, activations: 1.41e9, workingLayer: 1.48e9 };
    expect(peakTrainingBytes(kept, { accumulates: false }).at).toBe('turn');
    const after = peakTrainingBytes(checkpointed, { accumulates: false });
    expect(after.at).toBe('step');
    expect(Math.abs(after.bytes / GIB - 24.9)).toBeLessThan(1);
  });

  it('is at least every part and at most the sum of all', () => {
    const size = fc.integer({ min: 0, max: 1e12 });
    fc.assert(
      fc.property(fc.tuple(size, size, size, size, size, size, size), fc.boolean(), (sizes, accumulates) => {
        const [weights, gradients, optimizer, activations, workingLayer, logits, gathered] = sizes;
        const parts = { weights, gradients, optimizer, activations, workingLayer, logits, gathered };
        const { bytes } = peakTrainingBytes(parts, { accumulates });
        expect(bytes).toBeLessThanOrEqual(sizes.reduce((sum, part) => sum + part, 0));
        for (const part of sizes) expect(bytes).toBeGreaterThanOrEqual(part);
      }),
    );
  });

  it('is the whole model at the start where that is more, and counts fewer gathered layers at the turn', () => {
    const parts = {
      weights: 2,
      gradients: 1,
      optimizer: 4,
      activations: 3,
      workingLayer: 1,
      logits: 9,
      gathered: 5,
    };
    expect(peakTrainingBytes(parts, { accumulates: false })).toEqual({ bytes: 23, at: 'turn' });
    expect(peakTrainingBytes(parts, { accumulates: false, gatheredAtTurn: 2 }).bytes).toBe(20);
    expect(peakTrainingBytes(parts, { accumulates: false, atStart: 40 })).toEqual({ bytes: 40, at: 'start' });
  });
});
