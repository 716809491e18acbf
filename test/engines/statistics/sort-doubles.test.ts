import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/engines/random/seeded-random.ts';
import { sortDoubles } from '../../../src/engines/statistics/sort-doubles.ts';

const random = seededRandom(3);
const many = (of: () => number): Float64Array => Float64Array.from({ length: 5000 }, of);

describe('sortDoubles', () => {
  it.each([
    ['uniform', many(random)],
    ['of both signs', many(() => random() - 0.5)],
    ['of any magnitude', many(() => (random() < 0.5 ? -1 : 1) * Math.exp(1400 * random() - 700))],
    ['small whole numbers', many(() => Math.floor(random() * 9))],
    ['equal but for the last bits', many(() => 1 + Math.floor(random() * 4000) * Number.EPSILON)],
    [
      'negative and equal but for the last bits',
      many(() => -1 - Math.floor(random() * 40) * 2 * Number.EPSILON),
    ],
    [
      'with infinities and zeros of both signs',
      many(() => [Infinity, -Infinity, 0, -0, 1][Math.floor(random() * 5)] ?? 0),
    ],
    ['all one value', many(() => 7)],
  ])('sorts numbers %s as the engine does', (_, values) => {
    expect(Array.from(sortDoubles(values.slice()))).toEqual(Array.from(values.slice().sort()));
  });

  it('sorts anything, part of a longer buffer too', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true }), { maxLength: 40 }), (values) => {
        const padded = Float64Array.from([9, ...values, ...many(random), 9]);
        const part = padded.subarray(1, padded.length - 1);
        const expected = part.slice().sort();
        expect(sortDoubles(part)).toBe(part);
        expect(part).toEqual(expected);
        expect([padded[0], padded.at(-1)]).toEqual([9, 9]);
      }),
      { numRuns: 30 },
    );
  });
});
