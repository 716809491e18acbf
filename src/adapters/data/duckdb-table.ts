import {
  DISTINCT_UP_TO,
  type NumericSummary,
  type TableReader,
  type TimeRange,
  type TimeWindows,
  type Work,
} from '../../contract/table-port.ts';
import { binTally } from '../../engines/statistics/bin-tally.ts';
import {
  type OrderStatisticSearch,
  orderStatisticSearch,
} from '../../engines/statistics/order-statistic-search.ts';
import { pickPositions } from '../../engines/statistics/pick-positions.ts';
import { runningMoments } from '../../engines/statistics/running-moments.ts';
import { sortDoubles } from '../../engines/statistics/sort-doubles.ts';
import { type DuckdbSession, duckdbDialect } from './duckdb.ts';
import { sqlTable } from './sql-table.ts';

/** Columns read together: each takes up to 5 MB of counters. */
const COLUMNS_A_PASS = 64;
/** Up to it a column is sorted in memory, which costs less than counters for any range. */
const FEW_ROWS = 50_000;

/**
 * A table in DuckDB. Levels and groups are counted in SQL; numbers are streamed past our own counters, several columns a pass, which cost
 * a fraction of the engine's exact quantiles and take any number of bins.
 */
export async function duckdbTable(
  session: DuckdbSession,
  { table, name }: { readonly table: string; readonly name: string },
  work: Work,
): Promise<TableReader> {
  const aggregates = await sqlTable(duckdbDialect, session, { table, name, namesMayLeave: true }, work);
  const columnsByName = new Map(aggregates.columns.map((column) => [column.name, column]));
  const quoted = duckdbDialect.quoteIdentifier;
  const columnOf = (column: string) => {
    const known = columnsByName.get(column);
    if (known === undefined) throw new RangeError(`${name} has no column "${column}"`);
    return known;
  };
  /** DOUBLE; NULL and NaN are both missing to the counters. */
  const asDouble = (column: string): string => {
    const { kind, engineType } = columnOf(column);
    return kind === 'numeric'
      ? `${quoted(column)}::DOUBLE`
      : duckdbDialect.asDouble(quoted(column), kind, engineType);
  };
  const tail = (range: TimeRange | undefined): string => {
    if (range === undefined) return table;
    const { engineType } = columnOf(range.column);
    const time = quoted(range.column);
    const conditions = [
      ...(range.from === undefined ? [] : [duckdbDialect.timeAtLeast(time, range.from, engineType)]),
      ...(range.to === undefined ? [] : [duckdbDialect.timeBefore(time, range.to, engineType)]),
    ];
    return conditions.length === 0 ? table : `${table} WHERE ${conditions.join(' AND ')}`;
  };
  const rowsInAll = await aggregates.rowCount();
  const fewRows = rowsInAll <= FEW_ROWS;
  const sortedValues = async (
    columns: readonly string[],
    range: TimeRange | undefined,
  ): Promise<Float64Array[]> => {
    const rows = range === undefined ? rowsInAll : await aggregates.rowCount(range);
    const held = columns.map(() => ({ values: new Float64Array(rows), length: 0 }));
    await session.stream(
      columns.map(asDouble),
      tail(range),
      (at, values) => {
        const column = held[at];
        if (column !== undefined) column.length = append(column.values, column.length, values);
      },
      { signal: work.signal },
    );
    return held.map(({ values, length }) => sortDoubles(values.subarray(0, length)));
  };
  /** Column counters of the last `summarise`, which also counted for `orderStatistics`. */
  const counted = new Map<string, OrderStatisticSearch>();
  const key = (column: string, range: TimeRange | undefined) => JSON.stringify([column, range]);

  const inPasses = async <Item>(
    items: readonly Item[],
    what: string,
    pass: (part: readonly Item[]) => Promise<void>,
  ): Promise<void> => {
    for (let start = 0; start < items.length; start += COLUMNS_A_PASS) {
      await pass(items.slice(start, start + COLUMNS_A_PASS));
      work.progress?.(Math.min(start + COLUMNS_A_PASS, items.length), items.length, `${what} ${name}`);
    }
  };

  return {
    ...aggregates,
    valuesMayLeave: true,

    async summarise(columns, range) {
      const summaries: NumericSummary[] = [];
      counted.clear();
      await inPasses(columns, 'summarising', async (part) => {
        const moments = part.map(() => runningMoments());
        const searches = fewRows ? [] : part.map(() => orderStatisticSearch());
        const distinct = part.map(() => new Set<number>());
        await session.stream(
          part.map(asDouble),
          tail(range),
          (at, values) => {
            moments[at]?.add(values);
            searches[at]?.count(values);
            const seen = distinct[at];
            if (seen !== undefined && seen.size <= DISTINCT_UP_TO) addDistinct(seen, values);
          },
          { signal: work.signal },
        );
        part.forEach((column, at) => {
          const search = searches[at];
          if (search !== undefined && columns.length <= COLUMNS_A_PASS)
            counted.set(key(column, range), search);
        });
        moments.forEach((of, at) => {
          summaries.push({
            valid: of.valid,
            missing: of.missing,
            infinite: of.infinite,
            ...(Number.isNaN(of.mean)
              ? {}
              : {
                  minimum: of.minimum,
                  maximum: of.maximum,
                  mean: of.mean,
                  populationStandardDeviation: of.populationStandardDeviation,
                }),
            distinctUpTo: distinct[at]?.size ?? 0,
          });
        });
      });
      return summaries;
    },

    async orderStatistics(requests, range) {
      const answers: number[][] = [];
      await inPasses(requests, 'finding quantiles of', async (part) => {
        if (fewRows) {
          const sorted = await sortedValues(
            part.map(({ column }) => column),
            range,
          );
          answers.push(...part.map(({ ranks }, at) => ranks.map((rank) => sorted[at]?.[rank] ?? Number.NaN)));
          return;
        }
        const known = part.map(({ column }) => counted.get(key(column, range)));
        const searches = known.map((search) => search ?? orderStatisticSearch());
        const expressions = part.map(({ column }) => asDouble(column));
        const unknown = part.flatMap((_, at) => (known[at] === undefined ? [at] : []));
        if (unknown.length > 0)
          await session.stream(
            unknown.map((at) => expressions[at] ?? ''),
            tail(range),
            (at, values) => searches[unknown[at] ?? -1]?.count(values),
            { signal: work.signal },
          );
        part.forEach(({ ranks }, at) => {
          searches[at]?.seek(ranks);
        });
        await session.stream(expressions, tail(range), (at, values) => searches[at]?.keep(values), {
          signal: work.signal,
        });
        answers.push(...searches.map((search) => search.found()));
        for (const { column } of part) counted.delete(key(column, range));
      });
      return answers;
    },

    async countBins(requests, windows) {
      const count = windows === undefined ? 1 : windows.boundaries.length - 1;
      const answers: { counts: number[]; missing: number }[][] = [];
      const range = windows && wholeRange(windows);
      await inPasses(requests, 'counting', async (part) => {
        const tallies = part.map(({ edges }) => binTally(edges, count, fewRows));
        const windowOf = windows && windowFinder(windows);
        await session.stream(
          part.map(({ column }) => asDouble(column)),
          tail(range),
          (at, values, [times]) => tallies[at]?.add(values, times && windowOf?.(times)),
          {
            signal: work.signal,
            shared: windows === undefined ? [] : [asDouble(windows.column)],
          },
        );
        answers.push(
          ...tallies.map(({ counts, missing }) =>
            counts.map((of, window) => ({ counts: [...of], missing: missing[window] ?? 0 })),
          ),
        );
      });
      return answers;
    },

    values: sortedValues,

    sortedBlocks(column, range) {
      const { kind, engineType } = columnOf(column);
      const value = duckdbDialect.asDouble(quoted(column), kind, engineType);
      return session.ordered(
        `SELECT v FROM (SELECT ${value} AS v FROM ${tail(range)}) WHERE v IS NOT NULL ORDER BY v`,
        work.signal,
      );
    },

    async sample(columns, rows, seed, range) {
      const positions = pickPositions(await aggregates.rowCount(range), rows, seed);
      const select = columns
        .map(({ column, as }) => (as === 'number' ? asDouble(column) : `${quoted(column)}::VARCHAR`))
        .join(', ');
      const picked = await session.pick(`SELECT ${select} FROM ${tail(range)}`, positions, work.signal);
      return columns.map(({ as }, at) =>
        as === 'number'
          ? Float64Array.from(picked, (row) => (typeof row[at] === 'number' ? row[at] : Number.NaN))
          : picked.map((row) => (row[at] === undefined ? undefined : String(row[at]))),
      );
    },
  };
}

function addDistinct(seen: Set<number>, values: Float64Array): void {
  let last = Number.NaN;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    if (value === last || Number.isNaN(value)) continue;
    last = value;
    seen.add(value);
    if (seen.size > DISTINCT_UP_TO) return;
  }
}

function wholeRange({ column, boundaries }: TimeWindows): TimeRange {
  const [from] = boundaries;
  const to = boundaries.at(-1);
  if (from === undefined || to === undefined) throw new RangeError('windows need two boundaries');
  return { column, from, to };
}

/** Numbers the window of each time; one answer a block, however many columns stand beside it. */
function windowFinder({ boundaries }: TimeWindows): (times: Float64Array) => Int32Array {
  const seconds = boundaries.map((iso) => Date.parse(iso) / 1000);
  let last: Float64Array | undefined;
  let found = new Int32Array(0);
  return (times) => {
    if (times === last) return found;
    last = times;
    found = Int32Array.from(times, (time) => {
      let low = 0;
      let high = seconds.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((seconds[middle] ?? Number.POSITIVE_INFINITY) <= time) low = middle + 1;
        else high = middle;
      }
      return low === seconds.length ? -1 : low - 1;
    });
    return found;
  };
}

/** Appends what is not NaN. @returns the new length. */
function append(column: Float64Array, length: number, values: Float64Array): number {
  let end = length;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    if (!Number.isNaN(value)) column[end++] = value;
  }
  return end;
}
