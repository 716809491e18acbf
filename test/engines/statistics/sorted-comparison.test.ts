import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kolmogorovSmirnov } from '../../../src/engines/statistics/kolmogorov-smirnov.ts';
import { sortedComparison } from '../../../src/engines/statistics/sorted-comparison.ts';
import { wasserstein1 } from '../../../src/engines/statistics/wasserstein-1.ts';

async function* blocks(values: Float64Array, size: number): AsyncGenerator<Float64Array> {
  for (let at = 0; at < values.length; at += size) yield values.slice(at, at + size);
  yield new Float64Array(0);
}

const sample = fc
  .array(fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ noNaN: true, min: -9, max: 9 })), {
    minLength: 1,
    maxLength: 60,
  })
  .map((values) => Float64Array.from(values).sort());

describe('sortedComparison', () => {
  it('gives the statistics that whole samples give, whatever the blocks', async () => {
    await fc.assert(
      fc.asyncProperty(sample, sample, fc.integer({ min: 1, max: 9 }), async (p, q, size) => {
        const streamed = await sortedComparison(blocks(p, size), p.length, blocks(q, size + 1), q.length);
        const whole = kolmogorovSmirnov(p, q);
        expect(streamed.ks.statistic).toBeCloseTo(whole.statistic, 12);
        expect(streamed.ks.ties).toBe(whole.ties);
        expect(streamed.wasserstein1).toBeCloseTo(wasserstein1(p, q), 10);
      }),
    );
  });

  it('refuses blocks that descend or hold another number of values', async () => {
    const up = Float64Array.of(1, 2, 3);
    await expect(sortedComparison(blocks(Float64Array.of(3, 1), 1), 2, blocks(up, 2), 3)).rejects.toThrow(
      'not ascending',
    );
    await expect(sortedComparison(blocks(up, 2), 4, blocks(up, 2), 3)).rejects.toThrow(
      '3 and 3 values came where 4 and 3 were due',
    );
  });
});
