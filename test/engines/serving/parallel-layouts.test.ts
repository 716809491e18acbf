import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acceleratorsOf, parallelLayouts } from '../../../src/engines/serving/parallel-layouts.ts';

const names = (given: Parameters<typeof parallelLayouts>[0]): string[] =>
  parallelLayouts(given).map(
    ({ tensorParallel, pipelineStages, attentionData }) =>
      `${tensorParallel}x${pipelineStages}${attentionData === true ? ' data' : ''}`,
  );

describe('parallelLayouts', () => {
  it('takes powers of two up to a node, then pipeline stages (the rule that Megatron-LM recommends, arXiv:2104.04473)', () => {
    expect(names({ heads: 64, layers: 80, perNode: 8, most: 32 })).toEqual([
      '1x1',
      '2x1',
      '4x1',
      '8x1',
      '8x2',
      '8x3',
      '8x4',
    ]);
    expect(names({ heads: 64, layers: 80, perNode: 8, most: 32, mostStages: 2 }).at(-1)).toBe('8x2');
  });

  it('divides the heads: 28 of Qwen2.5-7B go over four cards, not eight', () => {
    expect(names({ heads: 28, layers: 28, perNode: 8, most: 8 })).toEqual(['1x1', '2x1', '4x1', '4x2']);
  });

  it('adds the layout that uses a given count', () => {
    expect(names({ heads: 64, layers: 80, perNode: 8, most: 6, count: 6 })).toEqual([
      '1x1',
      '2x1',
      '4x1',
      '2x3',
    ]);
    expect(names({ heads: 64, layers: 2, perNode: 8, most: 6, count: 6 })).toEqual(['1x1', '2x1', '4x1']);
  });

  it('tries attention-data parallelism from the width where the cache would repeat', () => {
    expect(names({ heads: 128, layers: 61, perNode: 8, most: 8, dataFrom: 4 })).toEqual([
      '1x1',
      '2x1',
      '4x1',
      '8x1',
      '4x1 data',
      '8x1 data',
    ]);
  });

  it('never takes more cards than there are, nor more stages than layers, and always divides the heads', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 256 }),
        fc.integer({ min: 1, max: 130 }),
        fc.integer({ min: 1, max: 72 }),
        fc.integer({ min: 1, max: 128 }),
        (heads, layers, perNode, most) => {
          const layouts = parallelLayouts({ heads, layers, perNode, most, dataFrom: 2 });
          expect(layouts.length).toBeGreaterThan(0);
          for (const layout of layouts) {
            expect(acceleratorsOf(layout)).toBeLessThanOrEqual(most);
            expect(layout.tensorParallel).toBeLessThanOrEqual(perNode);
            expect(layout.pipelineStages).toBeLessThanOrEqual(layers);
            expect(heads % layout.tensorParallel).toBe(0);
          }
        },
      ),
    );
  });
});
