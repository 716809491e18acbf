import { describe, expect, it } from 'vitest';
import { chiSquareHomogeneity } from '../../../src/engines/statistics/chi-square-homogeneity.ts';
import { pickPositions } from '../../../src/engines/statistics/pick-positions.ts';
import { seededRandom } from '../../../src/engines/statistics/seeded-random.ts';

describe('seededRandom', () => {
  it('repeats itself for a seed and differs for another', () => {
    const draw = (seed: number) => Array.from({ length: 5 }, seededRandom(seed));
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
    expect(draw(7).every((value) => value >= 0 && value < 1)).toBe(true);
  });

  it('fills twenty equal cells evenly', () => {
    const random = seededRandom(1);
    const cells = new Array<number>(20).fill(0);
    for (let at = 0; at < 200_000; at++) {
      const cell = Math.floor(random() * 20);
      cells[cell] = (cells[cell] ?? 0) + 1;
    }
    expect(chiSquareHomogeneity(cells, new Array<number>(20).fill(1e9)).pValue).toBeGreaterThan(0.001);
  });
});

describe('pickPositions', () => {
  it('gives distinct ascending positions, all of them when the sample is not smaller', () => {
    const picked = pickPositions(1000, 50, 3);
    expect(new Set(picked).size).toBe(50);
    expect(picked).toEqual(picked.toSorted((a, b) => a - b));
    expect(picked).toEqual(pickPositions(1000, 50, 3));
    expect(pickPositions(3, 5, 1)).toEqual([0, 1, 2]);
  });

  it('reaches every position equally often', () => {
    const hits = new Array<number>(10).fill(0);
    for (let seed = 0; seed < 4000; seed++)
      for (const at of pickPositions(10, 3, seed)) hits[at] = (hits[at] ?? 0) + 1;
    expect(chiSquareHomogeneity(hits, new Array<number>(10).fill(1e9)).pValue).toBeGreaterThan(0.001);
  });
});
