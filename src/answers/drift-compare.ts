import { benjaminiHochberg } from '../engines/statistics/benjamini-hochberg.ts';
import { type BinnedDrift, binnedDrift } from '../engines/statistics/binned-drift.ts';
import { bonferroni } from '../engines/statistics/bonferroni.ts';
import { driftVerdict } from '../engines/statistics/drift-verdict.ts';
import { hellinger } from '../engines/statistics/hellinger.ts';
import { holm } from '../engines/statistics/holm.ts';
import { intervalLabels } from '../engines/statistics/interval-labels.ts';
import { kolmogorovSmirnovBounds } from '../engines/statistics/kolmogorov-smirnov-bounds.ts';
import { lInfinity } from '../engines/statistics/l-infinity.ts';
import { nextDown } from '../engines/statistics/next-down.ts';
import { totalVariation } from '../engines/statistics/total-variation.ts';
import { twoProportionTest } from '../engines/statistics/two-proportion-test.ts';
import { wasserstein1Bounds } from '../engines/statistics/wasserstein-1-bounds.ts';
import type { ValueDistances } from './drift-distances.ts';
import {
  type ColumnProfile,
  type LevelProfile,
  type NumericProfile,
  type TableProfile,
  validRowsOf,
} from './drift-profile.ts';
import type { ColumnDrift } from './drift-report.ts';
import { exact, percent } from './figures.ts';

export const CORRECTIONS = {
  benjaminiHochberg,
  holm,
  bonferroni,
  none: (pValues: readonly number[]) => [...pValues],
};

export type CompareOptions = {
  readonly moderateFrom: number;
  readonly significantAbove: number;
  readonly alpha: number;
  readonly correction: keyof typeof CORRECTIONS;
  readonly weights?: Readonly<Record<string, number>> | undefined;
  readonly predictionColumn?: string | undefined;
  readonly labelColumn?: string | undefined;
};

/** What was found beside the profiles, by column. */
export type BesideProfiles = {
  readonly distances?: ReadonlyMap<string, ValueDistances>;
  /** Tests that deal whole groups; they take the place of the chi-square's p-value. */
  readonly groupTests?: ReadonlyMap<string, { readonly statistic: number; readonly pValue: number }>;
  /** Moments of the current side, where they were read. */
  readonly moments?: ReadonlyMap<
    string,
    { readonly minimum: number; readonly maximum: number; readonly mean: number }
  >;
};

type Binned = {
  readonly labels: readonly string[];
  readonly reference: readonly number[];
  readonly current: readonly number[];
  readonly ordered: boolean;
  readonly edges?: readonly number[];
  /** Names of the listed levels; absent for numbers. */
  readonly levels?: readonly string[];
  readonly note?: string;
};

/** Bins or levels that one column shows; the rest is summed. */
const MOST_BINS = 30;
const OTHER = 'other categories';
const ORDER = ['drift', 'real_but_small', 'cannot_tell', 'within_noise', 'no_drift'] as const;
const ROLES = ['prediction', 'label'] as const;

/**
 * Compares two profiles on the same edges column by column, the p-values corrected over them.
 * @returns prediction and label first, then worst first; columns without a value on both sides are left out.
 */
export function compareProfiles(
  reference: TableProfile,
  current: TableProfile,
  options: CompareOptions,
  { distances, groupTests, moments }: BesideProfiles = {},
): ColumnDrift[] {
  const now = new Map(current.columns.map((column) => [column.column, column]));
  const pairs = reference.columns.flatMap((one) => {
    const other = now.get(one.column);
    if (other === undefined || rowsOf(one) === 0 || rowsOf(other) === 0) return [];
    if (validRowsOf(one) === 0 && validRowsOf(other) === 0) return [];
    const binned = binnedPair(one, other);
    const drift = binnedDrift(binned.reference, binned.current, binned.ordered, options);
    const missing = twoProportionTest(one.missing, rowsOf(one), other.missing, rowsOf(other));
    const groupTest = binned.note === undefined ? groupTests?.get(one.column) : undefined;
    return [
      { one, other, binned, drift, missing, groupTest, pValue: groupTest?.pValue ?? drift.test.pValue },
    ];
  });
  const correct = CORRECTIONS[options.correction];
  const adjusted = correct(pairs.map(({ pValue }) => pValue));
  const adjustedMissing = correct(pairs.map(({ missing }) => missing.pValue));
  const columns = pairs.map(({ one, other, binned, drift, missing, groupTest, pValue }, at): ColumnDrift => {
    const adjustedPValue = adjusted[at] ?? 1;
    const judged = driftVerdict({
      psi: drift.psi,
      ...options,
      levels: drift.test.levels,
      pValue: adjustedPValue,
      noise95: drift.noDrift.p95,
    });
    const role =
      one.column === options.predictionColumn
        ? ('prediction' as const)
        : one.column === options.labelColumn
          ? ('label' as const)
          : undefined;
    const weight = options.weights?.[one.column];
    const between = distances?.get(one.column);
    const seen = moments?.get(one.column);
    return {
      column: one.column,
      ...(role === undefined ? {} : { role }),
      type: one.type,
      result: judged.verdict,
      band: judged.band,
      evidence: judged.evidence,
      psi: exact(drift.psi),
      adjustedPValue: exact(adjustedPValue),
      ...(weight === undefined ? {} : { weight }),
      note: binned.note ?? largestChange(binned, drift),
      rows: { reference: drift.n, current: drift.m },
      missing: {
        referenceShare: exact(missing.referenceShare),
        currentShare: exact(missing.currentShare),
        adjustedPValue: exact(adjustedMissing[at] ?? 1),
      },
      ...outOfRange(other),
      ...newAndVanished(binned, one),
      statistics: {
        psiInterval: { low: exact(drift.interval.low), high: exact(drift.interval.high) },
        psiBiasCorrected: exact(drift.biasCorrected),
        psiHalfCount: exact(drift.halfCount),
        noDrift: {
          expected: exact(drift.noDrift.expected),
          p95: exact(drift.noDrift.p95),
          p99: exact(drift.noDrift.p99),
          pValue: exact(drift.noDrift.pValue),
        },
        test: {
          name: groupTest === undefined ? 'chi-square' : 'group permutation',
          statistic: exact(groupTest?.statistic ?? drift.test.statistic),
          df: drift.test.df,
          pValue: exact(pValue),
          cramersV: exact(drift.test.cramersV),
        },
        ...(judged.evidence === 'insufficient_data' && drift.rowsNeeded !== undefined
          ? { rowsNeeded: drift.rowsNeeded }
          : {}),
        jensenShannonDistance: exact(drift.jensenShannon.distance),
        jensenShannonDivergenceNats: exact(drift.jensenShannon.divergenceNats),
        hellinger: exact(hellinger(binned.reference, binned.current)),
        totalVariation: exact(totalVariation(binned.reference, binned.current)),
        lInfinity: exact(lInfinity(binned.reference, binned.current)),
        ...(one.type === 'numeric' && other.type === 'numeric' && binned.note === undefined
          ? distancesOf(one, other, between, seen)
          : {}),
      },
      histogram: histogramOf(binned, drift),
    };
  });
  return columns.sort((a, b) => roleOf(a) - roleOf(b) || worstFirst(a, b));
}

/** Orders columns by how grave their result is, then by PSI, then by name. */
export function worstFirst(a: ColumnDrift, b: ColumnDrift): number {
  return ORDER.indexOf(a.result) - ORDER.indexOf(b.result) || b.psi - a.psi || (a.column < b.column ? -1 : 1);
}

function roleOf({ role }: ColumnDrift): number {
  return role === undefined ? ROLES.length : ROLES.indexOf(role);
}

/** The gravest result of some columns. */
export function gravest(columns: readonly Pick<ColumnDrift, 'result'>[]): ColumnDrift['result'] {
  return ORDER.find((result) => columns.some((column) => column.result === result)) ?? 'cannot_tell';
}

/** The two histograms of a column on the same bins, as every test takes them. */
export function binnedPair(reference: ColumnProfile, current: ColumnProfile): Binned {
  const valid = [validRowsOf(reference), validRowsOf(current)];
  if (valid.includes(0)) {
    const presence = (profile: ColumnProfile) => [validRowsOf(profile), profile.missing];
    return {
      labels: ['with a value', 'missing'],
      reference: presence(reference),
      current: presence(current),
      ordered: false,
      note:
        valid[1] === 0
          ? 'every current value is missing'
          : `no value in the reference, ${percent(validRowsOf(current) / rowsOf(current))} filled now`,
    };
  }
  if (reference.type === 'numeric' && current.type === 'numeric')
    return {
      labels: intervalLabels(reference.edges),
      reference: reference.counts,
      current: current.counts,
      ordered: true,
      edges: reference.edges,
    };
  if (reference.type === 'numeric' || current.type === 'numeric')
    throw new RangeError(`${reference.column} is numeric on one side only`);
  return alignedLevels(reference, current);
}

function alignedLevels(reference: LevelProfile, current: LevelProfile): Binned {
  const then = new Map(reference.levels.map(({ level, rows }) => [level, rows]));
  const now = new Map(current.levels.map(({ level, rows }) => [level, rows]));
  // a level that an incomplete list lacks may be among its unlisted rows: it is not new
  const comparable = (level: string): boolean =>
    (then.has(level) || reference.otherRows === 0) && (now.has(level) || current.otherRows === 0);
  const levels = [...new Set([...then.keys(), ...now.keys()])]
    .filter((level) => (then.get(level) ?? 0) + (now.get(level) ?? 0) > 0)
    .filter(comparable);
  const p = levels.map((level) => then.get(level) ?? 0);
  const q = levels.map((level) => now.get(level) ?? 0);
  const rest = [validRowsOf(reference) - total(p), validRowsOf(current) - total(q)] as const;
  const open = rest[0] + rest[1] > 0;
  return {
    labels: open ? [...levels, OTHER] : levels,
    reference: open ? [...p, rest[0]] : p,
    current: open ? [...q, rest[1]] : q,
    ordered: false,
    levels,
  };
}

function newAndVanished(
  { levels, reference, current }: Binned,
  { type }: ColumnProfile,
): Pick<ColumnDrift, 'newCategories' | 'vanishedCategories'> {
  if (levels === undefined || type === 'numeric') return {};
  const only = (side: readonly number[], other: readonly number[]) => {
    const names = levels.filter((_, at) => (side[at] ?? 0) > 0 && other[at] === 0);
    const held = total(levels.map((_, at) => (other[at] === 0 ? (side[at] ?? 0) : 0)));
    return { count: names.length, share: exact(held / total(side)), names: names.slice(0, MOST_BINS) };
  };
  const fresh = only(current, reference);
  const gone = only(reference, current);
  return {
    ...(fresh.count > 0 ? { newCategories: fresh } : {}),
    ...(gone.count > 0 ? { vanishedCategories: gone } : {}),
  };
}

function outOfRange(current: ColumnProfile): Pick<ColumnDrift, 'outOfRange'> {
  if (current.type !== 'numeric' || current.outside === undefined) return {};
  const rows = current.outside.below + current.outside.above;
  const valid = validRowsOf(current);
  return rows === 0 || valid === 0 ? {} : { outOfRange: { rows, share: exact(rows / valid) } };
}

function distancesOf(
  reference: NumericProfile,
  current: NumericProfile,
  between: ValueDistances | undefined,
  seen: { readonly minimum: number; readonly maximum: number; readonly mean: number } | undefined,
): Partial<NonNullable<ColumnDrift['statistics']>> {
  const {
    minimum,
    maximum,
    mean,
    populationStandardDeviation: deviation = 0,
    interquartileRange: spread = 0,
  } = reference;
  const both =
    seen === undefined || minimum === undefined || maximum === undefined || mean === undefined
      ? {}
      : {
          mean: { reference: exact(mean), current: exact(seen.mean) },
          minimum: { reference: minimum, current: seen.minimum },
          maximum: { reference: maximum, current: seen.maximum },
        };
  if (between !== undefined) {
    const { ks, wasserstein1: distance } = between;
    return {
      ks: { ...ks, statistic: exact(ks.statistic), pValue: exact(ks.pValue) },
      ...(Number.isFinite(distance)
        ? {
            wasserstein1: {
              distance: exact(distance),
              ...(deviation > 0 ? { overStandardDeviation: exact(distance / deviation) } : {}),
              ...(spread > 0 ? { overInterquartileRange: exact(distance / spread) } : {}),
            },
          }
        : {}),
      ...both,
    };
  }
  const fine = reference.fineEdges.length > 0 && reference.fineCounts.length === current.fineCounts.length;
  const [p, q] = fine ? [reference.fineCounts, current.fineCounts] : [reference.counts, current.counts];
  const edges = fine ? reference.fineEdges : reference.edges;
  const isPoint = (bin: number) =>
    bin > 0 && bin < edges.length && nextDown(edges[bin] ?? 0) === edges[bin - 1];
  const ks = kolmogorovSmirnovBounds(p, q, isPoint);
  const inside = current.outside !== undefined && current.outside.below + current.outside.above === 0;
  const ends =
    inside && minimum !== undefined && maximum !== undefined
      ? [minimum, ...edges, maximum]
      : seen !== undefined && minimum !== undefined && maximum !== undefined
        ? [Math.min(minimum, seen.minimum), ...edges, Math.max(maximum, seen.maximum)]
        : undefined;
  const area = ends && wasserstein1Bounds(p, q, ends);
  return {
    ksBounds: { low: exact(ks.low), high: exact(ks.high) },
    ...(area === undefined ? {} : { wasserstein1Bounds: { low: exact(area.low), high: exact(area.high) } }),
    ...both,
  };
}

function histogramOf(
  { labels, reference, current, edges }: Binned,
  drift: BinnedDrift,
): ColumnDrift['histogram'] {
  const bins = labels.map((bin, at) => ({
    bin,
    reference: reference[at] ?? 0,
    current: current[at] ?? 0,
    contribution: exact(drift.contributions[at] ?? 0),
  }));
  if (bins.length <= MOST_BINS || edges !== undefined)
    return { ...(edges === undefined ? {} : { edges: [...edges] }), bins };
  const worst = bins.toSorted((a, b) => b.contribution - a.contribution);
  const shown = new Set(worst.slice(0, MOST_BINS));
  const rest = worst.slice(MOST_BINS);
  return {
    bins: [
      ...bins.filter((bin) => shown.has(bin)),
      {
        bin: `${rest.length} more`,
        reference: total(rest.map((bin) => bin.reference)),
        current: total(rest.map((bin) => bin.current)),
        contribution: exact(total(rest.map((bin) => bin.contribution))),
      },
    ],
  };
}

/** `(1.5, 2]: 10 % to 18 %` of the bin that contributes most. */
function largestChange({ labels, reference, current }: Binned, { contributions, n, m }: BinnedDrift): string {
  const at = contributions.reduce((best, part, bin) => (part > (contributions[best] ?? 0) ? bin : best), 0);
  const name = labels[at] ?? '';
  return `${name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name}: ${percent((reference[at] ?? 0) / n)} to ${percent((current[at] ?? 0) / m)}`;
}
const LONGEST_NAME = 40;

function rowsOf(profile: ColumnProfile): number {
  return validRowsOf(profile) + profile.missing;
}

function total(entries: readonly number[]): number {
  return entries.reduce((sum, entry) => sum + entry, 0);
}
