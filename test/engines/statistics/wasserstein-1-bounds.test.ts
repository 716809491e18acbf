import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countBins } from '../../../src/engines/statistics/count-bins.ts';
import { wasserstein1 } from '../../../src/engines/statistics/wasserstein-1.ts';
import { wasserstein1Bounds } from '../../../src/engines/statistics/wasserstein-1-bounds.ts';

const sample = fc.array(fc.double({ noNaN: true, min: 0, max: 10 }), { minLength: 1, maxLength: 50 });

describe('wasserstein1Bounds', () => {
  it('holds the distance of the values behind the histograms', () => {
    fc.assert(
      fc.property(sample, sample, fc.integer({ min: 1, max: 9 }), (p, q, inner) => {
        const edges = Array.from({ length: inner }, (_, at) => ((at + 1) * 10) / (inner + 1));
        const bounds = wasserstein1Bounds(countBins(p, edges), countBins(q, edges), [0, ...edges, 10]);
        const exact = wasserstein1(Float64Array.from(p).sort(), Float64Array.from(q).sort());
        expect(bounds.low).toBeLessThanOrEqual(exact + 1e-9);
        expect(bounds.high).toBeGreaterThanOrEqual(exact - 1e-9);
      }),
    );
  });

  it('closes in as the bins become finer: a shift by 1 of 1,000 uniform values', () => {
    const p = Array.from({ length: 1000 }, (_, at) => at / 200);
    const q = p.map((value) => value + 1);
    const width = (bins: number) => {
      const edges = Array.from({ length: bins - 1 }, (_, at) => ((at + 1) * 6) / bins);
      const { low, high } = wasserstein1Bounds(countBins(p, edges), countBins(q, edges), [0, ...edges, 6]);
      expect(low).toBeLessThanOrEqual(1);
      expect(high).toBeGreaterThanOrEqual(1);
      return high - low;
    };
    expect(width(600)).toBeLessThan(width(60) / 5);
    expect(width(600)).toBeLessThan(0.03);
  });

  it('refuses ends that do not fit', () => {
    expect(() => wasserstein1Bounds([1, 1], [1, 1], [0, 1])).toThrow(RangeError);
  });
});
