import { describe, expect, test } from 'vitest';
import { cachedContextUsd } from '../../../src/engines/retrieval/cached-context-usd.ts';

const MONTH = 730 * 3600;

describe('a corpus sent with every question', () => {
  test('costs the cached price where questions come all the time, the full one where the cache is always cold', () => {
    expect(cachedContextUsd(1e7, 0.06, 0.6, 300, MONTH)).toBeCloseTo(1e7 * 0.06, -1);
    expect(cachedContextUsd(10, 0.06, 0.6, 300, MONTH)).toBeCloseTo(10 * 0.6, 1);
  });

  test('finds the cache cold once in e questions at one question a lifetime', () => {
    const questions = MONTH / 300;
    const cold = (cachedContextUsd(questions, 0, 1, 300, MONTH) / questions) * Math.E;
    expect(cold).toBeCloseTo(1, 9);
  });
});
