import { describe, expect, it } from 'vitest';
import { servingConstantsOf } from '../../src/answers/serving-constants-of.ts';
import type { Catalog } from '../../src/contract/catalog.ts';
import { CONSTANT_IDS } from '../../src/engines/serving/serving-constants.ts';
import { realContext } from '../support/read-catalog.ts';

describe('servingConstantsOf', () => {
  it('reads every constant of the table by its id', () => {
    const constants = servingConstantsOf(realContext().catalog);
    expect(Object.keys(constants)).toEqual([...CONSTANT_IDS]);
    expect(Object.values(constants).every((value) => value > 0)).toBe(true);
  });

  it('names the first that a table lacks', () => {
    const empty: Catalog = { ...realContext().catalog, rows: () => [] };
    expect(() => servingConstantsOf(empty)).toThrow('the table of serving constants lacks dense-read-share');
  });
});
