import { inputError } from '../contract/input-error.ts';
import {
  type ColumnKind,
  DISTINCT_UP_TO,
  type LevelCounts,
  type TableReader,
  type TimeRange,
  type TimeWindows,
} from '../contract/table-port.ts';
import { binTally } from '../engines/statistics/bin-tally.ts';
import { pickPositions } from '../engines/statistics/pick-positions.ts';
import { runningMoments } from '../engines/statistics/running-moments.ts';

type Cell = number | string | boolean | null;
const TIME = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * A table out of lists that a caller sent, null where a value is missing. A column of numbers, of booleans, of ISO 8601 times or of text;
 * anything mixed is text.
 * @param field of the input, for errors. @throws InputError on unequal lengths or cells that are no plain value.
 */
export function inlineTable(field: string, given: Readonly<Record<string, readonly unknown[]>>): TableReader {
  const names = Object.keys(given);
  const rows = given[names[0] ?? '']?.length ?? 0;
  const cells = new Map<string, readonly Cell[]>();
  for (const name of names) {
    const column = given[name] ?? [];
    if (column.length !== rows)
      throw inputError(
        `${field}.${name}`,
        `has ${column.length} entries where ${names[0]} has ${rows}`,
        'Send one entry a row in each column, null where a value is missing',
      );
    cells.set(
      name,
      column.map((cell, row) => plainCell(`${field}.${name}.${row}`, cell)),
    );
  }
  const kinds = new Map(names.map((name) => [name, kindOf(cells.get(name) ?? [])]));
  const cellsOf = (column: string): readonly Cell[] => {
    const found = cells.get(column);
    if (found === undefined) throw new RangeError(`there is no column "${column}"`);
    return found;
  };
  const secondsOf = (column: string): Float64Array =>
    Float64Array.from(cellsOf(column), (cell) => (cell === null ? Number.NaN : timeOf(String(cell)) / 1000));
  const numbersOf = (column: string): Float64Array =>
    kinds.get(column) === 'time'
      ? secondsOf(column)
      : Float64Array.from(cellsOf(column), (cell) =>
          cell === null || typeof cell === 'string' ? Number.NaN : Number(cell),
        );
  /** For each row its window, -1 for none. */
  const windowsOf = ({ column, boundaries }: TimeWindows): Int32Array => {
    const bounds = boundaries.map((iso) => Date.parse(iso) / 1000);
    return Int32Array.from(secondsOf(column), (time) => {
      const next = bounds.findIndex((bound) => bound > time);
      return Number.isNaN(time) ? -1 : next - 1 < 0 ? -1 : next - 1;
    });
  };
  const inRange = (range: TimeRange | undefined): ((row: number) => boolean) => {
    if (range === undefined) return () => true;
    const times = secondsOf(range.column);
    const from = range.from === undefined ? Number.NEGATIVE_INFINITY : Date.parse(range.from) / 1000;
    const to = range.to === undefined ? Number.POSITIVE_INFINITY : Date.parse(range.to) / 1000;
    return (row) => (times[row] ?? Number.NaN) >= from && (times[row] ?? Number.NaN) < to;
  };
  const numbersIn = (column: string, range: TimeRange | undefined): Float64Array => {
    const inside = inRange(range);
    return numbersOf(column).filter((_, row) => inside(row));
  };
  const sorted = (column: string, range: TimeRange | undefined): Float64Array =>
    numbersIn(column, range)
      .filter((value) => !Number.isNaN(value))
      .sort();
  const positionsIn = (range: TimeRange | undefined): number[] => {
    const inside = inRange(range);
    return Array.from({ length: rows }, (_, row) => row).filter(inside);
  };

  return {
    name: `${rows} rows sent inline`,
    engine: 'inline',
    columns: names.map((name) => ({
      name,
      engineType: kinds.get(name) ?? 'text',
      kind: kinds.get(name) ?? 'text',
    })),
    valuesMayLeave: true,
    rowCount: async (range) => positionsIn(range).length,
    summarise: async (columns, range) =>
      columns.map((column) => {
        const moments = runningMoments();
        const values = numbersIn(column, range);
        moments.add(values);
        const distinct = new Set<number>();
        for (const value of values) {
          if (!Number.isNaN(value)) distinct.add(value);
          if (distinct.size > DISTINCT_UP_TO) break;
        }
        const { valid, missing, infinite, minimum, maximum, mean, populationStandardDeviation } = moments;
        return {
          valid,
          missing,
          infinite,
          ...(Number.isNaN(mean) ? {} : { minimum, maximum, mean, populationStandardDeviation }),
          distinctUpTo: distinct.size,
        };
      }),
    orderStatistics: async (requests, range) =>
      requests.map(({ column, ranks }) => {
        const values = sorted(column, range);
        return ranks.map((rank) => values[rank] ?? Number.NaN);
      }),
    countBins: async (requests, windows) =>
      requests.map(({ column, edges }) => {
        const count = windows === undefined ? 1 : windows.boundaries.length - 1;
        const tally = binTally(edges, count);
        tally.add(numbersOf(column), windows && windowsOf(windows));
        return tally.counts.map((counts, window) => ({
          counts: [...counts],
          missing: tally.missing[window] ?? 0,
        }));
      }),
    countLevels: async (requests, windows) =>
      requests.map((request) =>
        countLevels(request, cellsOf(request.column), windows && windowsOf(windows), windows),
      ),
    async timeSpan(column, range) {
      const values = sorted(column, range);
      const first = values[0];
      const last = values.at(-1);
      if (first === undefined || last === undefined) return undefined;
      const iso = (seconds: number) => new Date(Math.floor(seconds * 1000)).toISOString();
      return { from: iso(first), to: iso(last) };
    },
    async countGroups({ column, groupBy, mostGroups, edges, levels = [] }, range) {
      const groups = new Map<string, number[]>();
      const own = cellsOf(column);
      const numbers = edges === undefined ? undefined : numbersOf(column);
      const bins = (edges ?? levels).length + 1;
      for (const row of positionsIn(range)) {
        const group = cellsOf(groupBy)[row];
        if (group === null || group === undefined) continue;
        const counts = groups.get(String(group)) ?? new Array<number>(bins).fill(0);
        groups.set(String(group), counts);
        let bin: number;
        if (edges === undefined || numbers === undefined) {
          if (own[row] === null) continue;
          const level = levels.indexOf(String(own[row]));
          bin = level < 0 ? levels.length : level;
        } else {
          const value = numbers[row] ?? Number.NaN;
          if (Number.isNaN(value)) continue;
          const above = edges.findIndex((edge) => edge >= value);
          bin = above < 0 ? edges.length : above;
        }
        counts[bin] = (counts[bin] ?? 0) + 1;
      }
      if (groups.size > mostGroups)
        throw inputError(
          'groupBy',
          `"${groupBy}" has more than ${mostGroups} groups`,
          'Name a coarser column, such as the customer instead of the session',
        );
      return [...groups.values()];
    },
    values: async (columns, range) => columns.map((column) => sorted(column, range)),
    async *sortedBlocks(column, range) {
      yield sorted(column, range);
    },
    async sample(columns, most, seed, range) {
      const inside = positionsIn(range);
      const picked = pickPositions(inside.length, most, seed).map((at) => inside[at] ?? 0);
      return columns.map(({ column, as }) => {
        if (as === 'number') {
          const numbers = numbersOf(column);
          return Float64Array.from(picked, (row) => numbers[row] ?? Number.NaN);
        }
        const own = cellsOf(column);
        return picked.map((row) => {
          const cell = own[row];
          return cell === null || cell === undefined ? undefined : String(cell);
        });
      });
    },
    close: async () => {},
  };
}

function countLevels(
  { most, named = [] }: { readonly most: number; readonly named?: readonly string[] },
  cells: readonly Cell[],
  windowOf: Int32Array | undefined,
  windows: TimeWindows | undefined,
): LevelCounts[] {
  const count = windows === undefined ? 1 : windows.boundaries.length - 1;
  const tallies = Array.from({ length: count }, () => new Map<string, number>());
  const missing = new Array<number>(count).fill(0);
  const characters = new Array<number>(count).fill(0);
  const all = new Map<string, number>();
  cells.forEach((cell, row) => {
    const window = windowOf === undefined ? 0 : (windowOf[row] ?? -1);
    const tally = tallies[window];
    if (tally === undefined) return;
    if (cell === null) {
      missing[window] = (missing[window] ?? 0) + 1;
      return;
    }
    const level = String(cell);
    tally.set(level, (tally.get(level) ?? 0) + 1);
    all.set(level, (all.get(level) ?? 0) + 1);
    if (typeof cell !== 'number') characters[window] = (characters[window] ?? 0) + level.length;
  });
  const top = [...all].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).slice(0, most);
  const listed = [...new Set([...top.map(([level]) => level), ...named])];
  return tallies.map((tally, window) => {
    const levels = listed.map((level) => ({ level, rows: tally.get(level) ?? 0 }));
    const valid = [...tally.values()].reduce((sum, held) => sum + held, 0);
    return {
      levels: levels.sort((a, b) => b.rows - a.rows || (a.level < b.level ? -1 : 1)),
      distinct: tally.size,
      otherRows: valid - levels.reduce((sum, { rows: held }) => sum + held, 0),
      missing: missing[window] ?? 0,
      meanLength: valid === 0 ? 0 : (characters[window] ?? 0) / valid,
    };
  });
}

function plainCell(field: string, cell: unknown): Cell {
  if (cell === null || typeof cell === 'string' || typeof cell === 'boolean') return cell;
  if (typeof cell === 'number' && Number.isFinite(cell)) return cell;
  throw inputError(field, `is no number, text, boolean or null`, 'Send one plain value a row');
}

function kindOf(cells: readonly Cell[]): ColumnKind {
  const held = cells.filter((cell) => cell !== null);
  if (held.length === 0) return 'text';
  if (held.every((cell) => typeof cell === 'number')) return 'numeric';
  if (held.every((cell) => typeof cell === 'boolean')) return 'boolean';
  if (held.every((cell) => typeof cell === 'string' && TIME.test(cell) && !Number.isNaN(timeOf(cell))))
    return 'time';
  return 'text';
}

/** Milliseconds since 1970; UTC where no offset is written. */
function timeOf(written: string): number {
  const bare = written.replace(' ', 'T');
  return Date.parse(/(Z|[+-]\d{2}:?\d{2})$/.test(bare) || bare.length === 10 ? bare : `${bare}Z`);
}
