import { inputError } from '../contract/input-error.ts';
import type { TableReader, Work } from '../contract/table-port.ts';
import {
  confidenceBasedPerformance,
  type ExpectedPerformance,
} from '../engines/statistics/confidence-based-performance.ts';
import { domainClassifierTest } from '../engines/statistics/domain-classifier-test.ts';
import { groupPermutationTest } from '../engines/statistics/group-permutation-test.ts';
import { binnedPair } from './drift-compare.ts';
import type { Side } from './drift-distances.ts';
import { type ColumnProfile, rangeOf, type TableProfile } from './drift-profile.ts';
import type { DriftReport } from './drift-report.ts';
import { exact } from './figures.ts';

/** What is computed on request beside the columns. */

const MOST_GROUPS = 20_000;
const DEALS = 999;
const PERMUTATIONS = 999;
/** Probabilities nearer than this share a level, so that any number of rows fits. */
const PROBABILITY_GRID = 1e6;

/** Permutation tests over whole groups, by column. @throws InputError when a side lacks the column or its groups. */
export async function groupTests(
  sides: readonly [Side, Side],
  groupBy: string,
  profiles: readonly [TableProfile, TableProfile],
  seed: number,
  work: Work,
): Promise<Map<string, { readonly statistic: number; readonly pValue: number }>> {
  for (const { reader } of sides) requireColumn('groupBy', reader, groupBy);
  const tests = new Map<string, { statistic: number; pValue: number }>();
  const now = new Map(profiles[1].columns.map((column) => [column.column, column]));
  let done = 0;
  for (const profile of profiles[0].columns) {
    work.signal?.throwIfAborted();
    const other = now.get(profile.column);
    if (other === undefined || profile.column === groupBy) continue;
    const request = { column: profile.column, groupBy, mostGroups: MOST_GROUPS, ...binsOf(profile, other) };
    const [reference, current] = await Promise.all(
      sides.map(async ({ reader, window }) =>
        // the engine gives groups in any order: a fixed one makes the deals repeatable
        (await reader.countGroups(request, window && rangeOf(window))).sort(byCounts),
      ),
    );
    if (reference === undefined || current === undefined || reference.length === 0 || current.length === 0)
      throw inputError('groupBy', `"${groupBy}" holds no group on one side`);
    const rows = (groups: readonly (readonly number[])[]) =>
      groups.flat().reduce((sum, held) => sum + held, 0);
    if (rows(reference) > 0 && rows(current) > 0)
      tests.set(
        profile.column,
        groupPermutationTest(reference, current, { ordered: profile.type === 'numeric', deals: DEALS, seed }),
      );
    work.progress?.(++done, profiles[0].columns.length, 'dealing groups');
  }
  return tests;
}

function binsOf(
  reference: ColumnProfile,
  current: ColumnProfile,
): { edges?: readonly number[]; levels?: readonly string[] } {
  if (reference.type === 'numeric') return { edges: reference.edges };
  return { levels: binnedPair(reference, current).levels ?? [] };
}

function byCounts(one: readonly number[], other: readonly number[]): number {
  for (let bin = 0; bin < one.length; bin++) {
    const gap = (one[bin] ?? 0) - (other[bin] ?? 0);
    if (gap !== 0) return gap;
  }
  return 0;
}

/** Whether all columns together tell the sides apart, on a seeded sample of rows. */
export async function domainClassifier(
  [reference, current]: readonly [Side, Side],
  profile: TableProfile,
  { rows, seed }: { readonly rows: number; readonly seed: number },
): Promise<DriftReport['domainClassifier']> {
  const columns = profile.columns.map(({ column, type }) => ({
    column,
    as: type === 'numeric' ? ('number' as const) : ('level' as const),
  }));
  const [old, now] = await Promise.all(
    [reference, current].map(({ reader, window }, side) =>
      reader.sample(columns, rows, seed + side, window && rangeOf(window)),
    ),
  );
  if (old === undefined || now === undefined) throw new RangeError('a side was not sampled');
  const features = profile.columns.map((column, at) => encoded(column, old[at] ?? [], now[at] ?? []));
  const rowsOf = (side: 0 | 1): number[][] => {
    const length = features[0]?.[side].length ?? 0;
    return Array.from({ length }, (_, row) => features.flatMap((feature) => feature[side][row] ?? [0, 0]));
  };
  const [p, q] = [rowsOf(0), rowsOf(1)];
  const rowsEachSide = Math.min(p.length, q.length);
  if (rowsEachSide < 40)
    throw inputError(
      'domainClassifierRows',
      `${rowsEachSide} rows on the smaller side cannot train a classifier`,
      'Send at least 40 rows a side, or leave it out',
    );
  const { auc, pValue, importance } = domainClassifierTest(
    p.slice(0, rowsEachSide),
    q.slice(0, rowsEachSide),
    {
      seed,
      permutations: PERMUTATIONS,
    },
  );
  // two features a column: the value and whether it is missing
  const strongest = profile.columns
    .map(({ column }, at) => ({ column, share: (importance[2 * at] ?? 0) + (importance[2 * at + 1] ?? 0) }))
    .sort((a, b) => b.share - a.share || (a.column < b.column ? -1 : 1));
  return {
    auc: exact(auc),
    pValue: exact(pValue),
    rowsEachSide,
    permutations: PERMUTATIONS,
    seed,
    strongestColumns: strongest.slice(0, 3).map(({ column }) => column),
  };
}

type Sampled = Float64Array | readonly (string | undefined)[];

/** For each side and row the value (levels by their frequency in the reference) and whether it is missing. */
function encoded(
  profile: ColumnProfile,
  old: Sampled,
  now: Sampled,
): readonly [[number, number][], [number, number][]] {
  if (profile.type === 'numeric') {
    const middle = profile.mean ?? 0;
    const numbers = (side: Sampled): [number, number][] =>
      Array.from(side as ArrayLike<number | string | undefined>, (cell) =>
        typeof cell === 'number' && Number.isFinite(cell) ? [cell, 0] : [middle, 1],
      );
    return [numbers(old), numbers(now)];
  }
  const codes = new Map(profile.levels.map(({ level }, at) => [level, at]));
  const levels = (side: Sampled): [number, number][] =>
    Array.from(side as ArrayLike<number | string | undefined>, (cell) => {
      if (cell === undefined) return [-1, 1];
      const level = String(cell);
      const code = codes.get(level) ?? codes.size;
      codes.set(level, code);
      return [code, 0];
    });
  return [levels(old), levels(now)];
}

/** Expected performance of both sides from calibrated probabilities. @throws InputError on a column that holds none. */
export async function estimatedPerformance(
  [reference, current]: readonly [Side, Side],
  probabilityColumn: string,
  decisionThreshold: number,
): Promise<DriftReport['estimatedPerformance']> {
  const of = async ({ reader, window }: Side) => {
    const column = requireColumn('probabilityColumn', reader, probabilityColumn);
    if (column.kind !== 'numeric')
      throw inputError(
        'probabilityColumn',
        `"${probabilityColumn}" is ${column.engineType} in ${reader.name}`,
        'Name a column of probabilities from 0 to 1',
      );
    const levels = new Map<string, { sum: number; rows: number; called: boolean }>();
    for await (const block of reader.sortedBlocks(probabilityColumn, window && rangeOf(window)))
      for (const probability of block) {
        if (!(probability >= 0 && probability <= 1))
          throw inputError(
            'probabilityColumn',
            `"${probabilityColumn}" holds ${probability} in ${reader.name}`,
            'Send calibrated probabilities from 0 to 1',
          );
        const called = probability >= decisionThreshold;
        const key = `${Math.round(probability * PROBABILITY_GRID)}${called ? '+' : '-'}`;
        const level = levels.get(key);
        if (level === undefined) levels.set(key, { sum: probability, rows: 1, called });
        else {
          level.sum += probability;
          level.rows++;
        }
      }
    if (levels.size === 0)
      throw inputError('probabilityColumn', `"${probabilityColumn}" holds no value in ${reader.name}`);
    return metrics(
      confidenceBasedPerformance(
        [...levels.values()].map(({ sum, rows, called }) => ({
          probability: Math.min(1, sum / rows),
          rows,
          calledPositive: called ? rows : 0,
        })),
      ),
    );
  };
  return {
    probabilityColumn,
    decisionThreshold,
    reference: await of(reference),
    current: await of(current),
    assumption: `${probabilityColumn} is calibrated on both sides and the relation of inputs to labels has not changed: concept drift is not seen.`,
  };
}

function metrics({ rows, accuracy, accuracyStandardError, precision, recall, f1, auc }: ExpectedPerformance) {
  return {
    rows,
    accuracy: exact(accuracy),
    accuracyStandardError: exact(accuracyStandardError),
    ...(precision === undefined ? {} : { precision: exact(precision) }),
    ...(recall === undefined ? {} : { recall: exact(recall) }),
    ...(f1 === undefined ? {} : { f1: exact(f1) }),
    ...(auc === undefined ? {} : { auc: exact(auc) }),
  };
}

function requireColumn(field: string, reader: TableReader, name: string) {
  const found = reader.columns.find((column) => column.name === name);
  if (found === undefined)
    throw inputError(
      field,
      `${reader.name} has no column ${JSON.stringify(name)}`,
      `It has ${reader.columns
        .slice(0, 12)
        .map((column) => column.name)
        .join(', ')}`,
    );
  return found;
}
