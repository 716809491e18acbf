import { seededRandom } from '../random/seeded-random.ts';
import { areaUnderRoc } from './area-under-roc.ts';
import { extremelyRandomizedTrees } from './extremely-randomized-trees.ts';

export type DomainClassifierTest = {
  /** On the rows that did not train: 0.5 when the sides cannot be told apart, 1 when they always can. */
  readonly auc: number;
  readonly pValue: number;
  readonly permutations: number;
  /** Share of the classifier's splits' worth a feature. */
  readonly importance: readonly number[];
};

const TREES = 60;
const DEEPEST = 8;
const SMALLEST_LEAF = 5;

/**
 * Whether two samples of rows differ in any way that trees can find, over all columns together: half of the rows train a classifier of the
 * side, the other half is scored. Under no difference the sides of the held-out rows are exchangeable whatever was trained, so their
 * permutation gives an exact p-value (the classifier two-sample test of Lopez-Paz and Oquab, ICLR 2017, with permuted labels).
 * @param reference, current rows of finite features, at least 20 each.
 * @throws RangeError on fewer.
 */
export function domainClassifierTest(
  reference: readonly (readonly number[])[],
  current: readonly (readonly number[])[],
  { seed, permutations }: { readonly seed: number; readonly permutations: number },
): DomainClassifierTest {
  if (Math.min(reference.length, current.length) < 20)
    throw new RangeError(`${reference.length} and ${current.length} rows cannot train a classifier`);
  const random = seededRandom(seed);
  const [trainOld, testOld] = halves(reference, random);
  const [trainNew, testNew] = halves(current, random);
  const { predict, importance } = extremelyRandomizedTrees(
    [...trainOld, ...trainNew],
    [...trainOld.map(() => false), ...trainNew.map(() => true)],
    { trees: TREES, deepest: DEEPEST, smallestLeaf: SMALLEST_LEAF, seed: seed + 1 },
  );
  const scores = [...testOld, ...testNew].map(predict);
  const sides = scores.map((_, at) => at >= testOld.length);
  const auc = areaUnderRoc(scores, sides);
  let atLeast = 0;
  for (let round = 0; round < permutations; round++) {
    shuffle(sides, random);
    if (areaUnderRoc(scores, sides) >= auc) atLeast++;
  }
  return { auc, pValue: (1 + atLeast) / (1 + permutations), permutations, importance };
}

function halves<Row>(rows: readonly Row[], random: () => number): [Row[], Row[]] {
  const shuffled = [...rows];
  shuffle(shuffled, random);
  const middle = Math.floor(shuffled.length / 2);
  return [shuffled.slice(0, middle), shuffled.slice(middle)];
}

function shuffle<Entry>(entries: Entry[], random: () => number): void {
  for (let last = entries.length - 1; last > 0; last--) {
    const at = Math.floor(random() * (last + 1));
    const moved = entries[last] as Entry;
    entries[last] = entries[at] as Entry;
    entries[at] = moved;
  }
}
