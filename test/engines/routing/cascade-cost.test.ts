import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cascadeCost } from '../../../src/engines/routing/cascade-cost.ts';

const usd = fc.double({ min: 0, max: 100, noNaN: true });
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('the cost of a cascade', () => {
  test('is c_cheap + c_score + e c_strong for two levels: $0.80 + $0.10 + 0.3 x $10 a thousand', () => {
    expect(
      cascadeCost([
        { callUsd: 0.8, scoreUsd: 0.1, passedOnShare: 0.3 },
        { callUsd: 10, scoreUsd: 0, passedOnShare: 0 },
      ]),
    ).toBeCloseTo(3.9, 12);
  });

  // LMSYS's prices of 2024 a million tokens (GPT-4 $24.7, Mixtral 8x7B $0.24) and 14 % to the strong one.
  test('at RouteLLM prices is one cheap call dearer than a router of the same share', () => {
    const cascade = cascadeCost([
      { callUsd: 0.24, scoreUsd: 0, passedOnShare: 0.14 },
      { callUsd: 24.7, scoreUsd: 0, passedOnShare: 0 },
    ]);
    expect(cascade).toBeCloseTo(3.698, 10);
    expect(1 - cascade / 24.7).toBeCloseTo(0.85, 2);
  });

  test('of three levels pays the third for those that pass both', () => {
    expect(
      cascadeCost([
        { callUsd: 1, scoreUsd: 0, passedOnShare: 0.5 },
        { callUsd: 4, scoreUsd: 1, passedOnShare: 0.2 },
        { callUsd: 20, scoreUsd: 0, passedOnShare: 1 },
      ]),
    ).toBeCloseTo(1 + 0.5 * 5 + 0.1 * 20, 12);
  });

  test('never falls when more is passed on, and lies between the first level and the sum of all', () => {
    fc.assert(
      fc.property(usd, usd, usd, share, share, (cheap, score, strong, a, b) => {
        const of = (passedOnShare: number): number =>
          cascadeCost([
            { callUsd: cheap, scoreUsd: score, passedOnShare },
            { callUsd: strong, scoreUsd: 0, passedOnShare: 0 },
          ]);
        expect(of(Math.max(a, b))).toBeGreaterThanOrEqual(of(Math.min(a, b)));
        expect(of(a)).toBeGreaterThanOrEqual(cheap + score);
        expect(of(a)).toBeLessThanOrEqual(cheap + score + strong + 1e-9);
      }),
    );
  });

  test('refuses nothing, debts and shares that are none', () => {
    expect(() => cascadeCost([])).toThrow(RangeError);
    expect(() => cascadeCost([{ callUsd: -1, scoreUsd: 0, passedOnShare: 0 }])).toThrow(RangeError);
    expect(() => cascadeCost([{ callUsd: 1, scoreUsd: 0, passedOnShare: 1.1 }])).toThrow(RangeError);
  });
});
