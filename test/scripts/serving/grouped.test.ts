import { expect, it } from 'vitest';
import { grouped } from '../../../scripts/serving/grouped.ts';

it('groups members in order of first appearance and loses none', () => {
  const groups = grouped(['bb', 'a', 'cc', 'd'], (word) => String(word.length));
  expect([...groups]).toEqual([
    ['2', ['bb', 'cc']],
    ['1', ['a', 'd']],
  ]);
});
