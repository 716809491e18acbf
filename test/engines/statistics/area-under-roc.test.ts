import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaUnderRoc } from '../../../src/engines/statistics/area-under-roc.ts';

describe('areaUnderRoc', () => {
  it('gives 0.75 for the example of the documentation of scikit-learn roc_auc_score', () => {
    expect(areaUnderRoc([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1])).toBe(0.75);
  });

  it('is the share of ordered pairs, ties half, by counting them all', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.boolean()), { minLength: 2, maxLength: 40 }),
        (rows) => {
          const up = rows.filter(([, positive]) => positive);
          const down = rows.filter(([, positive]) => !positive);
          fc.pre(up.length > 0 && down.length > 0);
          const won = up.flatMap(([a]) => down.map(([b]): number => (a > b ? 1 : a === b ? 0.5 : 0)));
          const counted = won.reduce((sum, one) => sum + one, 0) / won.length;
          expect(
            areaUnderRoc(
              rows.map(([score]) => score),
              rows.map(([, positive]) => positive),
            ),
          ).toBeCloseTo(counted, 12);
        },
      ),
    );
  });

  it('refuses rows of one kind', () => {
    expect(() => areaUnderRoc([1, 2], [true, true])).toThrow(RangeError);
  });
});
