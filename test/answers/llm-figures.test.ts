import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fourDigits } from '../../src/answers/figures.ts';
import { modelled, rangedFigure } from '../../src/answers/llm-figures.ts';

describe('modelled', () => {
  it('ranges over what was measured where predictions err by 25 %: 10 ms means 8 to 13.3', () => {
    expect(modelled(10, 0.25)).toEqual({ value: 10, basis: 'modelled', low: 8, high: 13.33 });
  });

  it('gives no range without an error, or with one of 100 % and more', () => {
    for (const p90 of [undefined, 1, 1.5, Number.NaN])
      expect(modelled(10, p90)).toEqual({ value: 10, basis: 'modelled' });
  });

  it('holds its value between low and high, wider for a larger error, and fits its schema', () => {
    const share = fc.double({ min: 0.01, max: 0.95, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), share, share, (value, a, b) => {
        const [narrow, wide] = [Math.min(a, b), Math.max(a, b)].map((p90) => modelled(value, p90));
        expect(narrow?.low).toBeLessThanOrEqual(narrow?.value ?? 0);
        expect(narrow?.high).toBeGreaterThanOrEqual(narrow?.value ?? 0);
        expect(wide?.low).toBeLessThanOrEqual(narrow?.low ?? 0);
        expect(wide?.high).toBeGreaterThanOrEqual(narrow?.high ?? 0);
        expect(rangedFigure.safeParse(narrow).success).toBe(true);
      }),
    );
  });
});

describe('fourDigits', () => {
  it('keeps four digits', () => {
    expect([12.34567, 123_456, 0.00012346].map(fourDigits)).toEqual([12.35, 123_500, 0.0001235]);
  });
});
