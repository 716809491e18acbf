import { describe, expect, it } from 'vitest';
import { parallelLayouts } from '../../../src/engines/serving/parallel-layouts.ts';

const sizes = (given: Parameters<typeof parallelLayouts>[0]): string[] =>
  parallelLayouts(given).map(({ tensorParallel, pipelineStages }) => `${tensorParallel}x${pipelineStages}`);

describe('parallelLayouts', () => {
  it('takes powers of two up to a node, then pipeline stages', () => {
    expect(sizes({ heads: 64, layers: 80, perNode: 8, most: 32 })).toEqual([
      '1x1',
      '2x1',
      '4x1',
      '8x1',
      '8x2',
      '8x3',
      '8x4',
    ]);
  });

  it('divides the heads', () => {
    expect(sizes({ heads: 28, layers: 28, perNode: 8, most: 8 })).toEqual(['1x1', '2x1', '4x1', '4x2']);
  });

  it('adds the layout that uses a given count', () => {
    expect(sizes({ heads: 64, layers: 80, perNode: 8, most: 6, count: 6 })).toEqual([
      '1x1',
      '2x1',
      '4x1',
      '2x3',
    ]);
    expect(sizes({ heads: 64, layers: 2, perNode: 8, most: 6, count: 6 })).toEqual(['1x1', '2x1', '4x1']);
  });
});
