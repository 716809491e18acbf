import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kolmogorovSmirnov } from '../../../src/engines/statistics/kolmogorov-smirnov.ts';
import example from './frouros-example.json' with { type: 'json' };

const sorted = (values: readonly number[]): Float64Array => Float64Array.from(values).sort();

// numpy: random.seed(31); normal(0, 1, 100); normal(1, 1, 100), the samples of the docstrings of frouros
test("frouros' documented KSTest: 0.55, p 3.0406585087050305e-14", () => {
  const ks = kolmogorovSmirnov(sorted(example.reference), sorted(example.current));
  expect(ks).toMatchObject({ statistic: 0.55, method: 'exact', ties: false });
  expect(ks.pValue / 3.0406585087050305e-14).toBeCloseTo(1, 10);
});

// The example in the documentation of R's ks.test and of scipy's tutorial are random; this one is scipy 1.17.1:
// ks_2samp(range(100), range(120) + 20.5); kolmogorov((s + 0.12 + 0.11 / s) * D) with s = sqrt(100 * 120 / 220)
test('the exact p-value of a larger pair is that of scipy, and a tie switches to the corrected limit', () => {
  const reference = Array.from({ length: 100 }, (_, k) => k);
  const current = Array.from({ length: 120 }, (_, k) => k + 20.5);
  const exact = kolmogorovSmirnov(reference, current);
  expect(exact.statistic).toBeCloseTo(41 / 120, 15);
  expect(exact.pValue / 3.7775899267253932e-6).toBeCloseTo(1, 10);
  const tied = kolmogorovSmirnov(reference, [...current.slice(0, 119), 138.5]);
  expect(tied).toMatchObject({ statistic: exact.statistic, method: 'asymptotic-stephens', ties: true });
  expect(tied.pValue / 3.6853423160639585e-6).toBeCloseTo(1, 10);
});

test('a tie within one sample, in its tail, is seen', () => {
  expect(kolmogorovSmirnov([1, 2], [3, 4, 4]).ties).toBe(true);
  expect(kolmogorovSmirnov([1, 5, 5], [3, 4]).ties).toBe(true);
  expect(kolmogorovSmirnov([1, 5], [3, 4]).ties).toBe(false);
});

test('more than 1e5 pairs switch to the limit', () => {
  const many = (rows: number, by: number): number[] => Array.from({ length: rows }, (_, k) => k + by);
  expect(kolmogorovSmirnov(many(316, 0), many(316, 0.5)).method).toBe('exact');
  expect(kolmogorovSmirnov(many(317, 0), many(317, 0.5)).method).toBe('asymptotic-stephens');
});

test('it is 0 with p 1 for one sample twice, symmetric, and bounded', () => {
  const samples = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 40 }).map(sorted);
  fc.assert(
    fc.property(samples, samples, (a, b) => {
      expect(kolmogorovSmirnov(a, a)).toMatchObject({ statistic: 0, pValue: 1 });
      const there = kolmogorovSmirnov(a, b);
      const back = kolmogorovSmirnov(b, a);
      expect(back.statistic).toBe(there.statistic);
      expect(back.pValue).toBeCloseTo(there.pValue, 12);
      expect(there.pValue).toBeGreaterThanOrEqual(0);
      expect(there.pValue).toBeLessThanOrEqual(1);
      const gaps = [...a, ...b].map((x) =>
        Math.abs(a.filter((v) => v <= x).length / a.length - b.filter((v) => v <= x).length / b.length),
      );
      expect(there.statistic).toBeCloseTo(Math.max(...gaps), 13);
    }),
  );
});

test('an empty sample is refused', () => {
  expect(() => kolmogorovSmirnov([], [1])).toThrow(RangeError);
});
