import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trainingLayouts } from '../../../src/engines/training/training-layouts.ts';

const limits = { perNode: 8, heads: 128, layers: 126, checkpointing: ['none', 'full'] as const };

describe('trainingLayouts', () => {
  it('holds the layout of Llama 3 405B: TP 8, PP 16, DP 128 on 16,384 (arXiv:2407.21783, table 4)', () => {
    const found = trainingLayouts({ ...limits, accelerators: 16_384 });
    expect(
      found.some(
        ({ tensorParallel, pipelineParallel, dataParallel }) =>
          tensorParallel === 8 && pipelineParallel === 16 && dataParallel === 128,
      ),
    ).toBe(true);
  });

  it('tries plain data parallelism first and a pipeline last', () => {
    const found = trainingLayouts({ ...limits, accelerators: 64 });
    expect(found[0]).toEqual({
      dataParallel: 64,
      tensorParallel: 1,
      pipelineParallel: 1,
      stage: 0,
      checkpointing: 'none',
    });
    expect(found.at(-1)?.pipelineParallel).toBe(64);
  });

  it('uses every accelerator, whole heads, and no stage above 1 in a pipeline', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4096 }), fc.constantFrom(1, 4, 8), (accelerators, perNode) => {
        const found = trainingLayouts({ ...limits, accelerators, perNode });
        expect(found.length).toBeGreaterThan(0);
        for (const { dataParallel, tensorParallel, pipelineParallel, stage } of found) {
          expect(dataParallel * tensorParallel * pipelineParallel).toBe(accelerators);
          expect(tensorParallel).toBeLessThanOrEqual(perNode);
          if (pipelineParallel > 1) expect(stage).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
