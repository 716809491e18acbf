import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/engines/random/seeded-random.ts';
import { domainClassifierTest } from '../../../src/engines/statistics/domain-classifier-test.ts';
import { extremelyRandomizedTrees } from '../../../src/engines/statistics/extremely-randomized-trees.ts';
import { normalQuantile } from '../../../src/engines/statistics/normal-quantile.ts';

const random = seededRandom(20);
const normal = () => normalQuantile(Math.max(1e-12, random()));
const rows = (count: number, make: () => number[]) => Array.from({ length: count }, make);
const independent = () => [normal(), normal(), normal()];

describe('domainClassifierTest', () => {
  it('finds a change of the correlation of two columns, each of which stays as it was', () => {
    const correlated = () => {
      const shared = normal();
      return [shared, 0.9 * shared + Math.sqrt(1 - 0.81) * normal(), normal()];
    };
    const { auc, pValue, importance } = domainClassifierTest(
      rows(1000, independent),
      rows(1000, correlated),
      {
        seed: 1,
        permutations: 199,
      },
    );
    expect(auc).toBeGreaterThan(0.7);
    expect(pValue).toBe(1 / 200);
    expect((importance[0] ?? 0) + (importance[1] ?? 0)).toBeGreaterThan(0.7);
  });

  it('alarms in 5 % of cases where nothing changed', () => {
    let alarms = 0;
    for (let seed = 0; seed < 100; seed++)
      if (
        domainClassifierTest(rows(60, independent), rows(60, independent), { seed, permutations: 99 })
          .pValue <= 0.05
      )
        alarms++;
    // 99.9 % of draws of 100 at 5 % lie at or below 13
    expect(alarms).toBeLessThanOrEqual(13);
  });

  it('refuses too few rows', () => {
    expect(() =>
      domainClassifierTest(rows(19, independent), rows(50, independent), { seed: 1, permutations: 9 }),
    ).toThrow(RangeError);
  });
});

describe('extremelyRandomizedTrees', () => {
  it('learns exclusive or, which no line divides', () => {
    const corners = rows(400, () => [random(), random()]);
    const positives = corners.map(([a = 0, b = 0]) => a > 0.5 !== b > 0.5);
    const { predict } = extremelyRandomizedTrees(corners, positives, {
      trees: 60,
      deepest: 8,
      smallestLeaf: 2,
      seed: 4,
    });
    expect(predict([0.9, 0.1])).toBeGreaterThan(0.7);
    expect(predict([0.1, 0.1])).toBeLessThan(0.3);
  });

  it('repeats itself for a seed and refuses to grow on nothing', () => {
    const some = rows(50, independent);
    const sides = some.map((_, at) => at % 2 === 0);
    const grow = () =>
      extremelyRandomizedTrees(some, sides, { trees: 3, deepest: 4, smallestLeaf: 2, seed: 9 }).predict([
        0, 0, 0,
      ]);
    expect(grow()).toBe(grow());
    expect(() =>
      extremelyRandomizedTrees([], [], { trees: 1, deepest: 1, smallestLeaf: 1, seed: 1 }),
    ).toThrow(RangeError);
  });
});
