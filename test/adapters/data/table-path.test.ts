import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tablePath } from '../../../src/adapters/data/table-path.ts';

test.each([
  ['scores', ['scores']],
  ['public.scores', ['public', 'scores']],
  ['a b; DROP TABLE c', ['a b; DROP TABLE c']],
  ['public."odd.name"', ['public', 'odd.name']],
  ['"say ""hi""".t', ['say "hi"', 't']],
])('%s is %j', (written, parts) => {
  expect(tablePath(written)).toEqual(parts);
});

test.each(['', '.', 'a.', '.a', 'a..b', '"open', '""', '"a"b', 'a."b"c'])('%j is refused', (written) => {
  expect(() => tablePath(written)).toThrow(RangeError);
});

test('any parts written in quotes come back', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ minLength: 1, unit: 'binary' }), { minLength: 1, maxLength: 3 }),
      (parts) => {
        expect(tablePath(parts.map((part) => `"${part.replaceAll('"', '""')}"`).join('.'))).toEqual(parts);
      },
    ),
  );
});
