import { describe, expect, it } from 'vitest';
import { servingConstants as table } from '../../../src/catalog/tables/serving-constants.ts';
import { CONSTANT_IDS } from '../../../src/engines/serving/serving-constants.ts';
import { realContext } from '../../support/read-catalog.ts';
import { published } from './published-constants.ts';

const rows = realContext().catalog.rows(table);

describe('the serving constants', () => {
  it('stand in the table, each once, and none that no law uses', () => {
    expect(rows.map(({ id }) => id).sort()).toEqual([...CONSTANT_IDS].sort());
    expect(Object.keys(published).sort()).toEqual([...CONSTANT_IDS].sort());
  });

  it('are physical: shares of a peak near or below 1, latencies and factors above 0', () => {
    for (const { id, value, unit } of rows) {
      expect(value, id).toBeGreaterThan(0);
      // experts may pass 1: coverage overstates what skewed routing touches
      if (unit === 'share') expect(value, id).toBeLessThanOrEqual(1.1);
    }
  });

  it('lie, where fitted, within what refits gave and within 30 % of the published earlier fit', () => {
    const fitted = rows.filter(({ basis }) => basis === 'fitted');
    expect(fitted.length).toBeGreaterThan(15);
    for (const { id, value, low = 0, high = 0 } of fitted) {
      expect(low, id).toBeLessThanOrEqual(high);
      expect(value, id).toBeGreaterThanOrEqual(low * 0.9);
      expect(value, id).toBeLessThanOrEqual(high * 1.1);
    }
    const same = fitted.filter(({ id }) =>
      /read-share|matmul-share|nvlink-share|^launch-|sequence-layer/.test(id),
    );
    expect(same.length).toBeGreaterThan(8);
    for (const { id, value } of same) {
      const earlier = published[id as keyof typeof published];
      expect(Math.abs(value / earlier - 1), id).toBeLessThan(0.3);
    }
  });
});
