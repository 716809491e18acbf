import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { populationStandardDeviation } from '../../../src/engines/statistics/population-standard-deviation.ts';
import { runningMoments } from '../../../src/engines/statistics/running-moments.ts';

describe('runningMoments', () => {
  it('agrees with one pass over all values, however they are cut into blocks', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 100 }),
        fc.nat(),
        (values, cut) => {
          const moments = runningMoments();
          const middle = cut % (values.length + 1);
          moments.add(Float64Array.from(values.slice(0, middle)));
          moments.add(Float64Array.from(values.slice(middle)));
          const deviation = populationStandardDeviation(values);
          const scale = 1e-9 * (1 + Math.max(...values.map(Math.abs)));
          expect(Math.abs(moments.populationStandardDeviation - deviation)).toBeLessThan(scale);
          expect(moments.minimum).toBe(Math.min(...values));
          expect(moments.maximum).toBe(Math.max(...values));
          expect(moments.valid).toBe(values.length);
        },
      ),
    );
  });

  it('does not cancel far from zero: the NIST data set NumAcc4 has a sample deviation of 0.1', () => {
    // https://www.itl.nist.gov/div898/strd/univ/numacc4.html: 10000000.2, then 10000000.1 and 10000000.3 alternating, 1001 values
    const values = Float64Array.from({ length: 1001 }, (_, at) =>
      at === 0 ? 10_000_000.2 : at % 2 === 1 ? 10_000_000.1 : 10_000_000.3,
    );
    const moments = runningMoments();
    moments.add(values);
    expect(moments.mean).toBeCloseTo(10_000_000.2, 7);
    expect(moments.populationStandardDeviation * Math.sqrt(1001 / 1000)).toBeCloseTo(0.1, 8);
  });

  it('keeps NaN apart and infinities out of the moments', () => {
    const moments = runningMoments();
    moments.add(Float64Array.of(1, Number.NaN, Infinity, 3));
    expect(moments).toMatchObject({ valid: 3, missing: 1, infinite: 1, mean: 2, minimum: 1, maximum: 3 });
  });
});
