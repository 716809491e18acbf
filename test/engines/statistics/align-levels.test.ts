import { expect, test } from 'vitest';
import { alignLevels } from '../../../src/engines/statistics/align-levels.ts';

test('the union is counted on both sides, and names of object members are names like any other', () => {
  expect(alignLevels(['a', 'constructor', 'a'], ['__proto__', 'a'])).toEqual({
    levels: ['a', 'constructor', '__proto__'],
    reference: [2, 1, 0],
    current: [1, 0, 1],
  });
});
