import fc from 'fast-check';
import { expect, test } from 'vitest';
import { benjaminiHochberg } from '../../../src/engines/statistics/benjamini-hochberg.ts';
import { bonferroni } from '../../../src/engines/statistics/bonferroni.ts';
import { holm } from '../../../src/engines/statistics/holm.ts';

// The documentation of scipy.stats.false_discovery_control, on the fifteen p-values of Benjamini and Hochberg (1995)
test("scipy's documented example, the thrombolysis study", () => {
  const published = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
    0.759, 1,
  ];
  const corrected = [
    0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.06385714, 0.06385714, 0.0645, 0.0765, 0.486, 0.58118182,
    0.714875, 0.75323077, 0.81321429, 1,
  ];
  benjaminiHochberg(published).forEach((p, test) => {
    expect(p).toBeCloseTo(corrected[test] ?? Number.NaN, 8);
  });
});

// statsmodels 0.13.5: multipletests(P, method='fdr_bh' | 'holm' | 'bonferroni')
const P = [0.01, 0.04, 0.03, 0.005, 0.55, 0.02, 0.0499, 0.04, 1, 0];
test.each([
  [
    benjaminiHochberg,
    [
      0.03333333333333333, 0.05714285714285715, 0.05714285714285715, 0.024999999999999998, 0.6111111111111112,
      0.049999999999999996, 0.062375, 0.05714285714285715, 1, 0,
    ],
  ],
  [holm, [0.08, 0.2, 0.18, 0.045, 1, 0.14, 0.2, 0.2, 1, 0]],
  [bonferroni, [0.1, 0.4, 0.3, 0.05, 1, 0.2, 0.499, 0.4, 1, 0]],
])('statsmodels gives the same in the same order: $name', (correct, expected) => {
  correct(P).forEach((p, test) => {
    expect(p).toBeCloseTo(expected[test] ?? Number.NaN, 14);
  });
});

test('no p-value shrinks or passes 1, order among them stays, and Bonferroni >= Holm >= Benjamini-Hochberg', () => {
  const many = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(many, (given) => {
      const [bh, h, b] = [benjaminiHochberg(given), holm(given), bonferroni(given)];
      given.forEach((p, test) => {
        const chain = [p, bh[test] ?? 0, h[test] ?? 0, b[test] ?? 0, 1];
        chain.forEach((step, at) => {
          expect(step).toBeGreaterThanOrEqual((chain[at - 1] ?? 0) - 1e-15);
        });
      });
      for (const corrected of [bh, h, b])
        given.forEach((p, test) => {
          given.forEach((other, at) => {
            if (p < other) expect(corrected[test]).toBeLessThanOrEqual(corrected[at] ?? 0);
          });
        });
    }),
  );
});

test.each([benjaminiHochberg, holm, bonferroni])(
  '$name: one test is left as it is, none gives none',
  (correct) => {
    expect(correct([0.03])).toEqual([0.03]);
    expect(correct([])).toEqual([]);
  },
);

test.each([benjaminiHochberg, holm, bonferroni])(
  '$name refuses what is no probability, by name',
  (correct) => {
    expect(() => correct([0.1, Number.NaN])).toThrow('p-value 1 is NaN, not a probability');
    expect(() => correct([1.1])).toThrow('p-value 0 is 1.1, not a probability');
  },
);
