import fc from 'fast-check';
import { expect, test } from 'vitest';
import { regularizedGamma } from '../../../src/engines/statistics/regularized-gamma.ts';

// mpmath 1.4.1 at 40 digits: gammainc(a, 0, x, regularized=True), gammainc(a, x, inf, regularized=True)
test.each([
  [0.5, 0.25, 0.5204998778130465, 0.4795001221869535],
  [0.5, 18, 0.9999999980268247, 1.973175290075396e-9],
  [4.5, 0.01, 1.8949179608035428e-11, 0.9999999999810508],
  [4.5, 4.5, 0.562725811086133, 0.43727418891386705],
  [4.5, 50, 1, 1.5735176303753944e-17],
  [15.9, 40, 0.9999950501034975, 4.949896502509073e-6],
  [16, 10, 0.048740403303978705, 0.9512595966960213],
  [16, 200, 1, 3.7473485946363863e-65],
  [49.5, 50, 0.5470414886790687, 0.45295851132093135],
  [49.5, 300, 1, 9.781170421206751e-73],
  [499.5, 400, 9.102229414251632e-7, 0.9999990897770585],
  [499.5, 800, 1, 1.3739194940744141e-30],
  [5000, 5500, 0.9999999999963817, 3.618329558096479e-12],
  [5000, 4500, 1.269773170520442e-13, 0.999999999999873],
  [10_000, 10_000, 0.5013298083399552, 0.4986701916600448],
])('both tails at a = %d, x = %d agree with mpmath to 1e-12', (a, x, lower, upper) => {
  const tails = regularizedGamma(a, x);
  expect(Math.abs(tails.lower / lower - 1)).toBeLessThan(1e-12);
  expect(Math.abs(tails.upper / upper - 1)).toBeLessThan(1e-12);
});

test('the tails add up to 1 and stay within 0..1', () => {
  const domain = fc.double({ min: 1e-3, max: 3000, noNaN: true });
  fc.assert(
    fc.property(domain, domain, (a, x) => {
      const { lower, upper } = regularizedGamma(a, x);
      expect(lower + upper).toBeCloseTo(1, 12);
      expect(Math.min(lower, upper)).toBeGreaterThanOrEqual(-1e-14);
    }),
  );
});

test('the ends of the domain are exact and the outside is refused', () => {
  expect(regularizedGamma(3, 0)).toEqual({ lower: 0, upper: 1 });
  expect(regularizedGamma(3, Number.POSITIVE_INFINITY)).toEqual({ lower: 1, upper: 0 });
  expect(() => regularizedGamma(0, 1)).toThrow(RangeError);
  expect(() => regularizedGamma(1, -1)).toThrow(RangeError);
});
