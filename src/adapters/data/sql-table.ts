import { inputError } from '../../contract/input-error.ts';
import {
  type BinCounts,
  type ColumnKind,
  DISTINCT_UP_TO,
  type LevelCounts,
  type NumericSummary,
  type TableColumn,
  type TableReader,
  type TimeRange,
  type TimeWindows,
  type Work,
} from '../../contract/table-port.ts';
import type { SqlDialect, SqlSession } from './dialect.ts';

type Row = Readonly<Record<string, unknown>>;

/**
 * A table behind SQL, read by aggregates alone: every query is built from the dialect's parts, and what comes back is one row a query, a
 * window, a level or a group.
 * @param table as the caller wrote it; the dialect quotes it. @param name as the answer shows it.
 * @param namesMayLeave whether levels are listed also where nearly every row has its own: a list of those is a list of rows.
 * @throws Error of the session when the table cannot be read.
 */
export async function sqlTable(
  dialect: SqlDialect,
  session: SqlSession,
  {
    table,
    name,
    namesMayLeave = false,
  }: { readonly table: string; readonly name: string; readonly namesMayLeave?: boolean },
  work: Work,
): Promise<TableReader> {
  const query = (sql: string): Promise<readonly Row[]> => {
    work.signal?.throwIfAborted();
    return session.query(sql, work.signal);
  };
  const columns: TableColumn[] = (await query(dialect.listColumns(table))).map((row) => {
    const engineType = String(row['type']);
    return { name: String(row['name']), engineType, kind: dialect.kindOf(engineType) };
  });
  const byName = new Map(columns.map((column) => [column.name, column]));
  const from = dialect.from(table);
  const columnOf = (column: string): TableColumn => {
    const known = byName.get(column);
    if (known === undefined) throw new RangeError(`${name} has no column "${column}"`);
    return known;
  };
  const kindOf = (column: string): ColumnKind => columnOf(column).kind;
  const asDouble = (column: string) =>
    dialect.asDouble(dialect.quoteIdentifier(column), kindOf(column), columnOf(column).engineType);
  const timeAtLeast = (column: string, iso: string) =>
    dialect.timeAtLeast(dialect.quoteIdentifier(column), iso, columnOf(column).engineType);
  const timeBefore = (column: string, iso: string) =>
    dialect.timeBefore(dialect.quoteIdentifier(column), iso, columnOf(column).engineType);
  /** Before the names of results: no column begins with it, since ClickHouse reads a name in an expression as a result of that name. */
  let r = 'r_';
  while (columns.some((column) => column.name.startsWith(r))) r += '_';
  /** What levels are told apart by: numbers as numbers, since engines write them differently. */
  const levelsOf = (column: string) => {
    const kind = kindOf(column);
    const quoted = dialect.quoteIdentifier(column);
    return kind === 'numeric'
      ? {
          key: asDouble(column),
          literal: (level: string) => dialect.doubleLiteral(Number(level)),
          order: asDouble(column),
          nameOf: (cell: unknown) => String(toNumber(cell)),
          length: undefined,
        }
      : {
          key: dialect.asText(quoted, kind, columnOf(column).engineType),
          literal: dialect.quoteText,
          order: dialect.binaryOrder(dialect.asText(quoted, kind, columnOf(column).engineType)),
          nameOf: String,
          length: dialect.lengthOf(dialect.asText(quoted, kind, columnOf(column).engineType)),
        };
  };

  /** `WHERE ...` of a range; nothing without one. */
  const where = (range: TimeRange | undefined, ...more: readonly string[]): string => {
    const conditions = [...more];
    if (range !== undefined) {
      if (range.from !== undefined) conditions.push(timeAtLeast(range.column, range.from));
      if (range.to !== undefined) conditions.push(timeBefore(range.column, range.to));
    }
    return conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
  };
  /** The expression that numbers windows from 0, and the range that holds them all. */
  const sliced = (windows: TimeWindows | undefined): { index: string; range?: TimeRange; count: number } => {
    if (windows === undefined) return { index: '0', count: 1 };
    const { column, boundaries } = windows;
    const inner = boundaries.slice(1, -1);
    const first = boundaries[0];
    const last = boundaries.at(-1);
    if (first === undefined || last === undefined) throw new RangeError('windows need two boundaries');
    const index = inner.map((at) => `CASE WHEN ${timeAtLeast(column, at)} THEN 1 ELSE 0 END`).join(' + ');
    return {
      index: inner.length === 0 ? '0' : index,
      range: { column, from: first, to: last },
      count: boundaries.length - 1,
    };
  };

  /**
   * Runs many aggregate expressions over one scan, or as few scans as the engine's limit allows.
   * @returns for each window the cells in the order of the expressions; a window without rows has none.
   */
  const aggregate = async (
    expressions: readonly string[],
    windows: TimeWindows | undefined,
    range?: TimeRange,
  ): Promise<(readonly unknown[] | undefined)[]> => {
    const { index, range: whole, count } = sliced(windows);
    const results: (unknown[] | undefined)[] = Array.from({ length: count }, () => undefined);
    const step = dialect.mostExpressions;
    for (let start = 0; start < expressions.length; start += step) {
      const part = expressions.slice(start, start + step);
      const select = part.map((expression, at) => `${expression} AS ${r}a${at}`).join(', ');
      const rows = await query(
        windows === undefined
          ? `SELECT ${select} FROM ${from}${where(range)}`
          : `SELECT ${index} AS ${r}w, ${select} FROM ${from}${where(whole)}${index === '0' ? '' : ` GROUP BY ${index}`}`,
      );
      for (const row of rows) {
        const at = windows === undefined ? 0 : toNumber(row[`${r}w`]);
        const cells = results[at] ?? [];
        cells.push(...part.map((_, offset) => row[`${r}a${offset}`]));
        results[at] = cells;
      }
      work.progress?.(Math.min(start + step, expressions.length), expressions.length, `reading ${name}`);
    }
    return results;
  };
  /** One column's bins by a scan of its own, grouped by a search tree of comparisons: their number grows with the logarithm of the bins. */
  const countManyBins = async (
    column: string,
    edges: readonly number[],
    windows: TimeWindows | undefined,
  ): Promise<BinCounts[]> => {
    const { index, range, count } = sliced(windows);
    const value = asDouble(column);
    const bin = `CASE WHEN ${value} IS NULL THEN -1 ELSE ${searchTree(edges, 0, edges.length, (edge) => `${value} > ${dialect.doubleLiteral(edge)}`)} END`;
    const rows = await query(
      `SELECT ${index} AS ${r}w, ${bin} AS ${r}b, count(*) AS ${r}n FROM ${from}${where(range)} GROUP BY ${index === '0' ? '' : `${index}, `}${bin}`,
    );
    const found = Array.from({ length: count }, () => new Map<number, number>());
    for (const row of rows)
      found[toNumber(row[`${r}w`])]?.set(toNumber(row[`${r}b`]), toNumber(row[`${r}n`]));
    return found.map((bins) => ({
      counts: Array.from({ length: edges.length + 1 }, (_, at) => bins.get(at) ?? 0),
      missing: bins.get(-1) ?? 0,
    }));
  };
  const refuse = (): never => {
    throw new Error(`${name}: values do not leave ${dialect.engine}, aggregates alone do`);
  };

  return {
    name,
    engine: dialect.engine,
    columns,
    valuesMayLeave: false,

    async rowCount(range) {
      const [row] = await query(`SELECT count(*) AS ${r}n FROM ${from}${where(range)}`);
      return toNumber(row?.[`${r}n`]);
    },

    async summarise(names, range) {
      const [cells] = await aggregate(
        names.flatMap((column) => {
          const value = asDouble(column);
          const finite = dialect.isFinite(value);
          return [
            'count(*)',
            `count(${value})`,
            dialect.countIf(finite),
            dialect.minimumIf(value, finite),
            dialect.maximumIf(value, finite),
            dialect.meanIf(value, finite),
            dialect.populationVarianceIf?.(value, finite) ?? '0',
          ];
        }),
        undefined,
        range,
      );
      const [aroundMean] =
        dialect.populationVarianceIf !== undefined
          ? []
          : await aggregate(
              names.map((column, at) => {
                const value = asDouble(column);
                const gap = `(${value} - ${dialect.doubleLiteral(toNumber(cells?.[at * 7 + 5]))})`;
                return dialect.meanIf(`${gap} * ${gap}`, dialect.isFinite(value));
              }),
              undefined,
              range,
            );
      const summaries: NumericSummary[] = [];
      for (const [at, column] of names.entries()) {
        const [rows, valid, finite, minimum, maximum, mean, inOnePass] = (cells ?? []).slice(
          at * 7,
          at * 7 + 7,
        );
        const variance = aroundMean === undefined ? inOnePass : aroundMean[at];
        const value = asDouble(column);
        const [distinct] = await query(
          `SELECT count(*) AS ${r}n FROM (SELECT DISTINCT ${value} AS ${r}v FROM ${from}${where(range, `${value} IS NOT NULL`)} LIMIT ${DISTINCT_UP_TO + 1}) AS ${r}d`,
        );
        const held = toNumber(finite) > 0;
        summaries.push({
          valid: toNumber(valid),
          missing: toNumber(rows) - toNumber(valid),
          infinite: toNumber(valid) - toNumber(finite),
          ...(held
            ? {
                minimum: toNumber(minimum),
                maximum: toNumber(maximum),
                mean: toNumber(mean),
                populationStandardDeviation: Math.sqrt(Math.max(0, toNumber(variance))),
              }
            : {}),
          distinctUpTo: toNumber(distinct?.[`${r}n`]),
        });
      }
      return summaries;
    },

    async orderStatistics(requests, range) {
      const asked = requests.filter(({ ranks }) => ranks.length > 0);
      const [cells] = await aggregate(
        asked.map(({ column, ranks, valid }) => dialect.orderStatistics(asDouble(column), ranks, valid)),
        undefined,
        range,
      );
      const read = new Map(asked.map((request, at) => [request, dialect.readOrderStatistics(cells?.[at])]));
      return requests.map((request) => read.get(request) ?? []);
    },

    async countBins(requests, windows) {
      const few = requests.filter(({ edges }) => edges.length <= MOST_EDGES_IN_ONE_PASS);
      const found = await aggregate(
        few.flatMap(({ column, edges }) => {
          const value = asDouble(column);
          return [
            'count(*)',
            `count(${value})`,
            ...edges.map((edge) => dialect.countIf(`${value} > ${dialect.doubleLiteral(edge)}`)),
          ];
        }),
        windows,
      );
      let start = 0;
      const answers: BinCounts[][] = [];
      for (const { column, edges } of requests) {
        if (edges.length > MOST_EDGES_IN_ONE_PASS) {
          answers.push(await countManyBins(column, edges, windows));
          continue;
        }
        const offset = start;
        start += edges.length + 2;
        answers.push(
          found.map((cells): BinCounts => {
            if (cells === undefined)
              return { counts: new Array<number>(edges.length + 1).fill(0), missing: 0 };
            const [rows = 0, valid = 0, ...above] = cells
              .slice(offset, offset + edges.length + 2)
              .map(toNumber);
            const atLeast = [valid, ...above, 0];
            return {
              counts: edges.concat(0).map((_, bin) => (atLeast[bin] ?? 0) - (atLeast[bin + 1] ?? 0)),
              missing: rows - valid,
            };
          }),
        );
      }
      return answers;
    },

    async countLevels(requests, windows) {
      const { index, range, count } = sliced(windows);
      const answers: LevelCounts[][] = [];
      for (const [at, { column, most, named = [] }] of requests.entries()) {
        const { key, literal, order, nameOf, length } = levelsOf(column);
        const totals = await aggregate(
          [
            'count(*)',
            `count(${key})`,
            `count(DISTINCT ${key})`,
            ...(length === undefined ? [] : [dialect.meanIf(length, `${key} IS NOT NULL`)]),
          ],
          windows,
        );
        const top =
          !namesMayLeave && totals.every((cells) => nameRows(cells))
            ? []
            : await query(
                `SELECT ${key} AS ${r}level, count(*) AS ${r}n FROM ${from}${where(range, `${key} IS NOT NULL`)} GROUP BY ${key} ORDER BY count(*) DESC, ${order} LIMIT ${most}`,
              );
        const listed = [...new Set([...top.map((row) => nameOf(row[`${r}level`])), ...named])];
        const counted: Map<string, number>[] = Array.from({ length: count }, () => new Map());
        for (let start = 0; start < listed.length; start += LEVELS_A_QUERY) {
          const part = listed.slice(start, start + LEVELS_A_QUERY).map(literal);
          const rows = await query(
            `SELECT ${index} AS ${r}w, ${key} AS ${r}level, count(*) AS ${r}n FROM ${from}${where(range, `${key} IN (${part.join(', ')})`)} GROUP BY ${index === '0' ? '' : `${index}, `}${key}`,
          );
          for (const row of rows)
            counted[toNumber(row[`${r}w`])]?.set(nameOf(row[`${r}level`]), toNumber(row[`${r}n`]));
        }
        answers.push(
          counted.map((of, window) => {
            const [rows = 0, valid = 0, distinct = 0, meanLength = 0] = (totals[window] ?? []).map(toNumber);
            const levels = listed.map((level) => ({ level, rows: of.get(level) ?? 0 }));
            return {
              levels: levels.sort((a, b) => b.rows - a.rows || (a.level < b.level ? -1 : 1)),
              distinct,
              otherRows: valid - levels.reduce((sum, level) => sum + level.rows, 0),
              missing: rows - valid,
              meanLength,
            };
          }),
        );
        work.progress?.(at + 1, requests.length, `counting levels of ${name}`);
      }
      return answers;
    },

    async timeSpan(column, range) {
      const time = dialect.quoteIdentifier(column);
      const { engineType } = columnOf(column);
      const [row] = await query(
        `SELECT ${dialect.timeAsText(`min(${time})`, engineType)} AS ${r}first, ${dialect.timeAsText(`max(${time})`, engineType)} AS ${r}last, count(${time}) AS ${r}n FROM ${from}${where(range)}`,
      );
      return toNumber(row?.[`${r}n`]) === 0
        ? undefined
        : { from: String(row?.[`${r}first`]), to: String(row?.[`${r}last`]) };
    },

    async countGroups({ column, groupBy, mostGroups, edges, levels }, range) {
      const group = levelsOf(groupBy).key;
      const { key, literal } = levelsOf(column);
      const value = edges === undefined ? key : asDouble(column);
      const bins =
        edges === undefined
          ? [
              ...(levels ?? []).map((level) => dialect.countIf(`${value} = ${literal(level)}`)),
              `count(${value})`,
            ]
          : [
              `count(${value})`,
              ...edges.map((edge) => dialect.countIf(`${value} > ${dialect.doubleLiteral(edge)}`)),
            ];
      const rows = await query(
        `SELECT ${bins.map((bin, at) => `${bin} AS ${r}a${at}`).join(', ')} FROM ${from}${where(range, `${group} IS NOT NULL`)} GROUP BY ${group} LIMIT ${mostGroups + 1}`,
      );
      if (rows.length > mostGroups)
        throw inputError(
          'groupBy',
          `"${groupBy}" has more than ${mostGroups} groups in ${name}`,
          'Name a coarser column, such as the customer instead of the session',
        );
      return rows.map((row) => {
        const cells = bins.map((_, at) => toNumber(row[`${r}a${at}`]));
        if (edges !== undefined) return cells.map((above, at) => above - (cells[at + 1] ?? 0));
        const valid = cells.at(-1) ?? 0;
        const named = cells.slice(0, -1);
        return [...named, valid - named.reduce((sum, held) => sum + held, 0)];
      });
    },

    values: async () => refuse(),
    sortedBlocks: () => refuse(),
    sample: async () => refuse(),
    close: () => session.close(),
  };
}

/** Edges that are compared one by one, for many columns in one scan; more of them get a scan and a search tree a column. */
const MOST_EDGES_IN_ONE_PASS = 24;

/** An expression for the number of edges below a value, between `low` and `high`. */
function searchTree(
  edges: readonly number[],
  low: number,
  high: number,
  isAbove: (edge: number) => string,
): string {
  if (low === high) return String(low);
  const middle = (low + high) >>> 1;
  const above = searchTree(edges, middle + 1, high, isAbove);
  const below = searchTree(edges, low, middle, isAbove);
  return `CASE WHEN ${isAbove(edges[middle] ?? Number.NaN)} THEN ${above} ELSE ${below} END`;
}

/** Whether levels name rows, as identifiers and free text do: then they stay where they are. */
function nameRows([, valid, distinct]: readonly unknown[] = []): boolean {
  return toNumber(valid) >= FEWEST_ROWS_TO_TELL && toNumber(distinct) >= NAMES_ROWS_FROM * toNumber(valid);
}
const FEWEST_ROWS_TO_TELL = 50;
const NAMES_ROWS_FROM = 0.9;

/** Literals in one IN list. */
const LEVELS_A_QUERY = 500;

/** @throws RangeError on a cell that is no number: a driver gives numbers, bigints or decimal text. */
function toNumber(cell: unknown): number {
  const value = cell === null || cell === undefined ? 0 : Number(cell);
  if (Number.isNaN(value)) throw new RangeError(`the engine answered ${String(cell)} where a number was due`);
  return value;
}
