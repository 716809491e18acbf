import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quantileEdges } from '../../../src/engines/statistics/quantile-edges.ts';

// numpy 2.4.6: v = np.round(np.random.default_rng(7).normal(size=23), 3); np.quantile(v, np.arange(1, 10) / 10)
const VALUES = [
  0.001, 0.299, -0.274, -0.891, -0.455, -0.992, 0.06, 1.34, -0.492, -0.62, 0.49, 0.357, 0.105, -0.93, -0.029,
  0.695, -1.344, -0.458, -1.901, -1.29, -1.842, -0.235, -1.267,
];
const NUMPY = [-1.3332, -1.157, -0.9066, -0.5176, -0.455, -0.1938, 0.0246, 0.2214, 0.4634];

test('deciles are those of numpy', () => {
  const edges = quantileEdges(
    [...VALUES].sort((a, b) => a - b),
    10,
  );
  expect(edges).toHaveLength(9);
  for (const [index, edge] of edges.entries()) expect(edge).toBeCloseTo(NUMPY[index] ?? Number.NaN, 14);
});

test('equal edges are merged and the rest kept', () => {
  expect(quantileEdges([0, 0, 0, 0, 0, 0, 1, 2, 3, 4], 4)).toEqual([0, 1.75]);
  expect(quantileEdges([5, 5, 5], 10)).toEqual([5]);
});

test('edges ascend strictly and lie within the sample', () => {
  const sample = fc.array(fc.double({ min: -1e300, max: 1e300, noNaN: true }), {
    minLength: 1,
    maxLength: 60,
  });
  fc.assert(
    fc.property(sample, fc.integer({ min: 2, max: 100 }), (values, bins) => {
      const sorted = Float64Array.from(values).sort();
      const edges = quantileEdges(sorted, bins);
      expect(edges.length).toBeGreaterThanOrEqual(1);
      expect(edges.length).toBeLessThan(bins);
      edges.forEach((edge, index) => {
        if (index > 0) expect(edge).toBeGreaterThan(edges[index - 1] ?? Number.NaN);
        expect(edge >= (sorted[0] ?? 0) && edge <= (sorted.at(-1) ?? 0)).toBe(true);
      });
    }),
  );
});

test('fewer than two bins and half bins are refused', () => {
  expect(() => quantileEdges([1, 2], 1)).toThrow(RangeError);
  expect(() => quantileEdges([1, 2], 2.5)).toThrow(RangeError);
});
