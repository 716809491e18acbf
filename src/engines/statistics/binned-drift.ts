import { biasCorrectedPsi } from './bias-corrected-psi.ts';
import { chiSquareHomogeneity } from './chi-square-homogeneity.ts';
import { cramersV } from './cramers-v.ts';
import { type DriftVerdict, driftVerdict } from './drift-verdict.ts';
import { halfCountPsi } from './half-count-psi.ts';
import { type JensenShannon, jensenShannon } from './jensen-shannon.ts';
import { mergeSparseLevels } from './merge-sparse-levels.ts';
import { populationStabilityIndex } from './population-stability-index.ts';
import { type Interval, psiDeltaInterval } from './psi-delta-interval.ts';
import { type PsiExceedsTest, psiExceedsTest } from './psi-exceeds-test.ts';
import { type PsiNullDistribution, psiNullDistribution } from './psi-null-distribution.ts';
import { type RowsForPsi, rowsForPsi } from './rows-for-psi.ts';

export type DriftThresholds = {
  readonly moderateFrom: number;
  readonly significantAbove: number;
  readonly alpha: number;
};

export type BinnedDrift = DriftVerdict & {
  readonly n: number;
  readonly m: number;
  /** Bins that hold a row on either side. */
  readonly binsWithRows: number;
  readonly emptyInReference: number;
  readonly emptyInCurrent: number;
  readonly psi: number;
  readonly contributions: readonly number[];
  /** What the bins that are empty on one side contribute. */
  readonly fromEmptyBins: number;
  readonly halfCount: number;
  readonly biasCorrected: number;
  readonly interval: Interval;
  readonly noDrift: PsiNullDistribution;
  readonly jensenShannon: JensenShannon;
  readonly test: {
    readonly levels: number;
    readonly statistic: number;
    readonly df: number;
    readonly pValue: number;
    readonly cramersV: number;
  };
  /** Whether PSI is more than moderateFrom beyond noise; absent under 100 rows a bin. */
  readonly aboveModerateFrom?: PsiExceedsTest;
  /** Only where the evidence is insufficient because noise alone reaches the first band. */
  readonly rowsNeeded?: RowsForPsi;
};

/**
 * Everything that two histograms on the same bins say about drift.
 * @param ordered whether neighbouring bins belong together when sparse ones are merged for the test.
 * @throws RangeError on histograms of unequal length or without rows.
 */
export function binnedDrift(
  reference: readonly number[],
  current: readonly number[],
  ordered: boolean,
  { moderateFrom, significantAbove, alpha }: DriftThresholds,
): BinnedDrift {
  const { value: psi, contributions } = populationStabilityIndex(reference, current);
  const n = reference.reduce((sum, count) => sum + count, 0);
  const m = current.reduce((sum, count) => sum + count, 0);
  const isEmpty = (counts: readonly number[], others: readonly number[]) => (_: number, bin: number) =>
    counts[bin] === 0 && others[bin] !== 0;
  const lostInReference = reference.filter(isEmpty(reference, current)).length;
  const lostInCurrent = current.filter(isEmpty(current, reference)).length;
  const binsWithRows = reference.filter((count, bin) => count + (current[bin] ?? 0) > 0).length;
  const noDrift = psiNullDistribution(psi, binsWithRows, n, m);
  const merged = mergeSparseLevels(reference, current, ordered);
  const levels = merged.reference.length;
  const test = chiSquareHomogeneity(merged.reference, merged.current);
  const { pValue } = test;
  const noise95 = noDrift.p95;
  const judged = driftVerdict({ psi, moderateFrom, significantAbove, levels, pValue, alpha, noise95 });
  const aboveModerateFrom = psiExceedsTest(reference, current, moderateFrom);
  const tooFew = judged.evidence === 'insufficient_data' && noise95 > moderateFrom;
  return {
    ...judged,
    n,
    m,
    binsWithRows,
    emptyInReference: lostInReference,
    emptyInCurrent: lostInCurrent,
    psi,
    contributions,
    fromEmptyBins: contributions.reduce(
      (sum, part, bin) => (reference[bin] === 0 || current[bin] === 0 ? sum + part : sum),
      0,
    ),
    halfCount: halfCountPsi(reference, current),
    biasCorrected: biasCorrectedPsi(psi, binsWithRows, n, m),
    interval: psiDeltaInterval(reference, current),
    noDrift,
    jensenShannon: jensenShannon(reference, current),
    test: { levels, ...test, cramersV: cramersV(test.statistic, levels, n + m) },
    ...(aboveModerateFrom === undefined ? {} : { aboveModerateFrom }),
    ...(tooFew ? { rowsNeeded: rowsForPsi(binsWithRows, moderateFrom, n) } : {}),
  };
}
