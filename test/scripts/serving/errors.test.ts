import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { summarise } from '../../../scripts/serving/errors.ts';

describe('summarise', () => {
  it('takes the median and 90th percentile of the absolute errors and the median of the signed ones', () => {
    const errors = [-0.5, -0.3, -0.1, 0, 0.1, 0.2, 0.2, 0.4, 0.6, 1];
    expect(summarise(errors)).toEqual({
      rows: 10,
      medianAbsoluteError: 0.3,
      p90AbsoluteError: 1,
      bias: 0.2,
    });
  });

  it('has nothing to say of no rows', () => {
    expect(summarise([])).toBeUndefined();
  });

  it('does not depend on order, bounds the bias by the worst error and orders its percentiles', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1, max: 10, noNaN: true }), { minLength: 1 }), (errors) => {
        const found = summarise(errors);
        expect(summarise(errors.toReversed())).toEqual(found);
        expect(found?.p90AbsoluteError).toBeGreaterThanOrEqual(found?.medianAbsoluteError ?? 0);
        expect(Math.abs(found?.bias ?? 0)).toBeLessThanOrEqual(Math.max(...errors.map(Math.abs)));
      }),
    );
  });
});
