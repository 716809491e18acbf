import { describe, expect, it } from 'vitest';
import { servingCurves } from '../../src/answers/serving-curves.ts';
import { servingPoints } from '../../src/catalog/tables/serving-points.ts';
import { realContext } from '../support/read-catalog.ts';

const rows = realContext().catalog.rows(servingPoints);

describe('servingCurves', () => {
  it('puts every measured row on one curve, and lets only load, lengths and figures vary along it', () => {
    const curves = servingCurves(rows);
    expect(rows.length).toBeGreaterThan(300);
    expect(curves.flat()).toHaveLength(rows.length);
    expect(new Set(curves.flat()).size).toBe(rows.length);
    for (const curve of curves)
      for (const field of ['model', 'accelerator', 'engine', 'weights', 'count', 'source'] as const)
        expect(new Set(curve.map((row) => row[field])).size).toBe(1);
  });

  it('never mixes hardware, software versions or sources', () => {
    const [first] = rows;
    if (first === undefined) throw new Error('no serving points');
    const changed = [
      first,
      { ...first, version: 'another' },
      { ...first, accelerator: 'T4' },
      { ...first, concurrency: 999 },
    ];
    expect(servingCurves(changed).map((curve) => curve.length)).toEqual([2, 1, 1]);
  });
});
