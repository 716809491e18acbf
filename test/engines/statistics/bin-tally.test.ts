import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binTally } from '../../../src/engines/statistics/bin-tally.ts';
import { countBins } from '../../../src/engines/statistics/count-bins.ts';

const value = fc.double({ noNaN: true });
const edges = fc
  .uniqueArray(fc.double({ noNaN: true, noDefaultInfinity: true }), {
    maxLength: 40,
    comparator: 'SameValueZero',
  })
  .map((some) => some.sort((a, b) => a - b));

describe('binTally', () => {
  it('counts as countBins does, whatever the values, the edges and the blocks', () => {
    fc.assert(
      fc.property(
        edges,
        fc.array(value, { maxLength: 200 }),
        fc.nat(),
        fc.boolean(),
        (bounds, values, cut, few) => {
          const all = [...values, ...bounds, ...bounds.map((edge) => -edge)];
          const tally = binTally(bounds, 1, few);
          const middle = cut % (all.length + 1);
          tally.add(Float64Array.from(all.slice(0, middle)));
          tally.add(Float64Array.from(all.slice(middle)));
          expect(Array.from(tally.counts[0] ?? [])).toEqual(countBins(all, bounds));
          expect(tally.missing[0]).toBe(0);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('closes bins on the right, keeps infinities in the outer bins and NaN apart', () => {
    const tally = binTally([-0, 1]);
    tally.add(
      Float64Array.from([0, -0, 1, 1 + Number.EPSILON, Number.NaN, Infinity, -Infinity, -Number.MIN_VALUE]),
    );
    expect(Array.from(tally.counts[0] ?? [])).toEqual([4, 1, 2]);
    expect(tally.missing[0]).toBe(1);
  });

  it('counts windows apart, and rows outside all of them nowhere', () => {
    const tally = binTally([0], 2);
    tally.add(Float64Array.from([-1, 1, 1, Number.NaN, 5]), Int32Array.from([0, 0, 1, 1, -1]));
    expect(tally.counts.map((counts) => [...counts])).toEqual([
      [1, 1],
      [0, 1],
    ]);
    expect([...tally.missing]).toEqual([0, 1]);
  });

  it.each([[[1, 1]], [[2, 1]], [[Number.NaN]], [[Infinity]]])('refuses edges %j', (bounds) => {
    expect(() => binTally(bounds)).toThrow(RangeError);
  });
});
