import { seededRandom } from '../random/seeded-random.ts';
import { chiSquareHomogeneity } from './chi-square-homogeneity.ts';
import { mergeSparseLevels } from './merge-sparse-levels.ts';

export type GroupPermutationTest = {
  readonly statistic: number;
  readonly pValue: number;
  readonly groups: { readonly reference: number; readonly current: number };
};

/**
 * Test that two histograms come from one distribution when rows come in groups (sessions, customers) that belong together: whole groups are
 * dealt to the two sides anew, as many to each as before, and the chi-square of homogeneity is compared with those of the deals. p is
 * (1 + deals at or above) / (1 + deals), which is valid for any number of deals (Phipson and Smyth 2010). Exact where groups are exchangeable.
 * @param reference, current one histogram a group, all over the same bins.
 * @throws RangeError without groups on a side, or without rows.
 */
export function groupPermutationTest(
  reference: readonly (readonly number[])[],
  current: readonly (readonly number[])[],
  { ordered, deals, seed }: { readonly ordered: boolean; readonly deals: number; readonly seed: number },
): GroupPermutationTest {
  if (reference.length === 0 || current.length === 0) throw new RangeError('a side has no groups');
  const groups = [...reference, ...current];
  const bins = groups[0]?.length ?? 0;
  const all = totals(groups, bins);
  const statisticOf = (chosen: readonly (readonly number[])[]): number => {
    const one = totals(chosen, bins);
    const other = all.map((rows, bin) => rows - (one[bin] ?? 0));
    if (one.every((rows) => rows === 0) || other.every((rows) => rows === 0)) return 0;
    const merged = mergeSparseLevels(one, other, ordered);
    const { statistic, df } = chiSquareHomogeneity(merged.reference, merged.current);
    return df === 0 ? 0 : statistic / df;
  };
  const statistic = statisticOf(reference);
  const random = seededRandom(seed);
  const order = groups.map((_, at) => at);
  let atLeast = 0;
  for (let deal = 0; deal < deals; deal++) {
    for (let at = 0; at < reference.length; at++) {
      const other = at + Math.floor(random() * (order.length - at));
      [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
    }
    const chosen = order.slice(0, reference.length).map((at) => groups[at] ?? []);
    // a deal that equals the given one up to rounding counts as reaching it
    if (statisticOf(chosen) >= statistic * (1 - 1e-12)) atLeast++;
  }
  return {
    statistic,
    pValue: (1 + atLeast) / (1 + deals),
    groups: { reference: reference.length, current: current.length },
  };
}

function totals(groups: readonly (readonly number[])[], bins: number): number[] {
  const sums = new Array<number>(bins).fill(0);
  for (const group of groups)
    for (let bin = 0; bin < bins; bin++) sums[bin] = (sums[bin] ?? 0) + (group[bin] ?? 0);
  return sums;
}
