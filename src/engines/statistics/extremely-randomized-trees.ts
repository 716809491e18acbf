import { seededRandom } from '../random/seeded-random.ts';

export type TreesClassifier = {
  /** Share of positive rows in the leaves that a row falls into, mean over the trees. */
  predict(row: readonly number[]): number;
  /** Decrease of Gini impurity a feature, summed over all splits, in shares of 1. */
  readonly importance: readonly number[];
};

type Tree =
  | number
  | { readonly feature: number; readonly threshold: number; readonly low: Tree; readonly high: Tree };

/**
 * Extremely randomised trees for two classes (Geurts, Ernst and Wehenkel, Machine Learning 63, 2006): at each node one random threshold for
 * each of sqrt(features) features, the split with the largest decrease of impurity is kept. All rows grow every tree.
 * @param rows features a row, finite. @param positives class a row.
 * @throws RangeError without rows.
 */
export function extremelyRandomizedTrees(
  rows: readonly (readonly number[])[],
  positives: readonly boolean[],
  {
    trees,
    deepest,
    smallestLeaf,
    seed,
  }: {
    readonly trees: number;
    readonly deepest: number;
    readonly smallestLeaf: number;
    readonly seed: number;
  },
): TreesClassifier {
  const features = rows[0]?.length ?? 0;
  if (rows.length === 0 || features === 0) throw new RangeError('trees need rows and features');
  const random = seededRandom(seed);
  const tried = Math.max(1, Math.round(Math.sqrt(features)));
  const gain = new Array<number>(features).fill(0);

  const grow = (members: readonly number[], depth: number): Tree => {
    const held = members.reduce((sum, at) => sum + Number(positives[at]), 0);
    const share = held / members.length;
    if (depth >= deepest || members.length < 2 * smallestLeaf || share === 0 || share === 1) return share;
    let best: { feature: number; threshold: number; decrease: number } | undefined;
    for (let attempt = 0; attempt < tried; attempt++) {
      const feature = Math.floor(random() * features);
      let low = Number.POSITIVE_INFINITY;
      let high = Number.NEGATIVE_INFINITY;
      for (const at of members) {
        const value = rows[at]?.[feature] ?? 0;
        if (value < low) low = value;
        if (value > high) high = value;
      }
      if (!(low < high)) continue;
      const threshold = low + random() * (high - low);
      let below = 0;
      let positivesBelow = 0;
      for (const at of members) {
        if ((rows[at]?.[feature] ?? 0) > threshold) continue;
        below++;
        positivesBelow += Number(positives[at]);
      }
      const above = members.length - below;
      if (below < smallestLeaf || above < smallestLeaf) continue;
      const decrease =
        impurity(held, members.length) -
        impurity(positivesBelow, below) -
        impurity(held - positivesBelow, above);
      if (best === undefined || decrease > best.decrease) best = { feature, threshold, decrease };
    }
    if (best === undefined) return share;
    const { feature, threshold, decrease } = best;
    gain[feature] = (gain[feature] ?? 0) + decrease;
    const isLow = (at: number): boolean => (rows[at]?.[feature] ?? 0) <= threshold;
    return {
      feature,
      threshold,
      low: grow(members.filter(isLow), depth + 1),
      high: grow(
        members.filter((at) => !isLow(at)),
        depth + 1,
      ),
    };
  };

  const all = rows.map((_, at) => at);
  const forest = Array.from({ length: trees }, () => grow(all, 0));
  const whole = gain.reduce((sum, part) => sum + part, 0);
  return {
    predict: (row) => forest.reduce<number>((sum, tree) => sum + leafOf(tree, row), 0) / forest.length,
    importance: gain.map((part) => (whole === 0 ? 0 : part / whole)),
  };
}

function leafOf(tree: Tree, row: readonly number[]): number {
  let node = tree;
  while (typeof node !== 'number') node = (row[node.feature] ?? 0) <= node.threshold ? node.low : node.high;
  return node;
}

/** Gini impurity times rows. */
function impurity(positives: number, rows: number): number {
  return rows === 0 ? 0 : (2 * positives * (rows - positives)) / rows;
}
