import { describe, expect, it } from 'vitest';
import { languageCoverage } from '../../../src/engines/selection/language-coverage.ts';

describe('languageCoverage', () => {
  it.each([
    [undefined, [], 1, 'yes'],
    [undefined, ['de'], 1, 'unknown'],
    ['en', ['de'], 1, 'no'],
    ['en, de, fr', ['de', 'fr'], 1, 'yes'],
    ['en, de, fr', [], 4, 'no'],
    ['100+', [], 40, 'yes'],
    ['25', [], 40, 'no'],
    ['100+', ['de'], 1, 'likely'],
    ['29+', ['de'], 1, 'unknown'],
    ['99', ['en'], 1, 'yes'],
  ] as const)('stated %s, wanted %j and at least %i: %s', (stated, codes, atLeast, covers) => {
    expect(languageCoverage(stated, { codes, atLeast })).toBe(covers);
  });
});
