import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/engines/random/seeded-random.ts';
import { chiSquareHomogeneity } from '../../../src/engines/statistics/chi-square-homogeneity.ts';
import { groupPermutationTest } from '../../../src/engines/statistics/group-permutation-test.ts';

const options = { ordered: true, deals: 199, seed: 5 };

/** Groups of 20 rows that all fall into the group's own bin of five. */
function clustered(
  groups: number,
  random: () => number,
  chance: readonly number[] = [0.2, 0.2, 0.2, 0.2, 0.2],
): number[][] {
  return Array.from({ length: groups }, () => {
    const counts = [0, 0, 0, 0, 0];
    let place = random();
    let bin = 0;
    while (bin < 4 && place >= (chance[bin] ?? 0)) place -= chance[bin++] ?? 0;
    counts[bin] = 20;
    return counts;
  });
}

function sum(groups: readonly (readonly number[])[]): number[] {
  return [0, 1, 2, 3, 4].map((bin) => groups.reduce((all, group) => all + (group[bin] ?? 0), 0));
}

describe('groupPermutationTest', () => {
  it('holds its size where rows of a group agree, and the plain chi-square does not', () => {
    const random = seededRandom(11);
    let byGroups = 0;
    let byRows = 0;
    const trials = 200;
    for (let trial = 0; trial < trials; trial++) {
      const [p, q] = [clustered(60, random), clustered(60, random)];
      if (groupPermutationTest(p, q, { ...options, seed: trial }).pValue <= 0.05) byGroups++;
      if (chiSquareHomogeneity(sum(p), sum(q)).pValue <= 0.05) byRows++;
    }
    // 99.9 % of draws of 200 at 5 % lie at or below 22
    expect(byGroups).toBeLessThanOrEqual(22);
    expect(byRows).toBeGreaterThan(150);
  });

  it('sees a change that is there', () => {
    const random = seededRandom(2);
    const p = clustered(100, random);
    const q = clustered(100, random, [0.6, 0.1, 0.1, 0.1, 0.1]);
    expect(groupPermutationTest(p, q, options).pValue).toBe(1 / 200);
  });

  it('gives 1 for two equal sides, the same for the same seed, and refuses a side without groups', () => {
    const p = [
      [3, 4],
      [5, 6],
    ];
    expect(groupPermutationTest(p, p, options).pValue).toBe(1);
    expect(() => groupPermutationTest([], p, options)).toThrow(RangeError);
  });
});
