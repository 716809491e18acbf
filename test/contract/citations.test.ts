import { describe, expect, it } from 'vitest';
import { collectCitations, stalenessWarning } from '../../src/contract/citations.ts';

const sources = ['a', 'b'].map((id) => ({ id, title: id, url: `https://${id}.example`, asOf: '2026-01' }));

describe('collectCitations', () => {
  it('lists each cited source once, in the order of first use', () => {
    const { cite, list } = collectCitations(sources);
    for (const id of ['b', 'a', 'b']) expect(cite(id)).toBe(id);
    expect(list().map(({ id }) => id)).toEqual(['b', 'a']);
  });

  it('refuses a source that is not in the tables', () => {
    expect(() => collectCitations(sources).cite('c')).toThrow('no source is called "c"');
  });
});

describe('stalenessWarning', () => {
  it('speaks when a fact is older than its table allows, else not', () => {
    expect(stalenessWarning('The H100 price', '2026-01-01', 90, '2026-11-23')).toBe(
      'The H100 price is of 2026-01-01, 326 days old (stale after 90): check it before you rely on it.',
    );
    expect(stalenessWarning('x', '2026-11-01', 90, '2026-11-23')).toBeUndefined();
    expect(stalenessWarning('x', '2020', undefined, '2026-11-23')).toBeUndefined();
  });
});
