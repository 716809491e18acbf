import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { freePort, startClickHouse, startPostgres } from '../../../scripts/database-servers.ts';
import { clickhouse } from '../../../src/adapters/data/clickhouse.ts';
import type { SqlSession } from '../../../src/adapters/data/dialect.ts';
import { openConnected } from '../../../src/adapters/data/named-connections.ts';
import { postgres } from '../../../src/adapters/data/postgres.ts';
import { sqlTable } from '../../../src/adapters/data/sql-table.ts';
import type { TableReader } from '../../../src/contract/table-port.ts';
import { countBins } from '../../../src/engines/statistics/count-bins.ts';
import { populationStandardDeviation } from '../../../src/engines/statistics/population-standard-deviation.ts';
import { seededUniform } from '../../engines/statistics/histograms.ts';
import { createTable, type TestColumn, testClickHouse, testPostgres } from '../../support/database-admin.ts';

const databases = [await testPostgres(), await testClickHouse()].filter((database) => database !== undefined);
afterAll(async () => {
  for (const database of databases) await database.stop();
});

const ENGINES = { postgresql: postgres, clickhouse };
const DAY = 86_400;
const START = Date.UTC(2026, 0, 1) / 1000;
const ROWS = 3000;

const uniform = seededUniform(4);
const x = Array.from({ length: ROWS }, (_, row) => {
  const value = Math.round((uniform() ** 2 * 8 - 1) * 2 ** 40) / 2 ** 42;
  return row % 50 === 7
    ? null
    : row % 61 === 3
      ? Number.NaN
      : row === 5
        ? Number.POSITIVE_INFINITY
        : row === 6
          ? Number.NEGATIVE_INFINITY
          : value;
});
const few = Array.from({ length: ROWS }, () => [0.1, 0.25, 3, -2, 1e-7][Math.floor(uniform() * 5)] ?? 0);
const offset = Array.from({ length: ROWS }, () => 1e9 + Math.floor(uniform() * 3));
const word = Array.from({ length: ROWS }, (_, row) => {
  const words = ['card', 'cash', 'ünïcode — 漢字', 'o\'clock \\ "x"', ''];
  return row % 40 === 1 ? null : row === 77 ? 'once' : (words[Math.floor(uniform() ** 2 * 5)] ?? '');
});
const time = Array.from({ length: ROWS }, (_, row) =>
  row % 100 === 9 ? null : START + Math.floor(uniform() * 10 * DAY),
);
const client = Array.from({ length: ROWS }, () => Math.floor(uniform() * 12));
const COLUMNS: readonly TestColumn[] = [
  { name: 'x', type: 'double', cells: x },
  { name: 'few', type: 'double', cells: few },
  { name: 'offset', type: 'double', cells: offset },
  { name: 'word', type: 'text', cells: word },
  { name: 'at', type: 'time', cells: time },
  // names that the queries might use for their own results
  { name: 'level', type: 'double', cells: client },
  { name: 'w', type: 'double', cells: few },
  { name: 'r_a0', type: 'double', cells: few },
];
/** What no test may find outside a query: the rows of every query are counted. */
type Counting = { rows: number; queries: number };

const valid = (cells: readonly (number | null)[]): Float64Array =>
  Float64Array.from(cells.filter((cell): cell is number => cell !== null && !Number.isNaN(cell))).sort();

for (const database of databases)
  describe(database.engine, () => {
    const engine = ENGINES[database.engine];
    const schema = database.engine === 'postgresql' ? 'public' : 'default';
    const created = createTable(database, 'rows', COLUMNS);
    const counting: Counting = { rows: 0, queries: 0 };

    async function open(table: string, signal?: AbortSignal): Promise<TableReader> {
      await created;
      const session = await engine.connect(database.server.url);
      const counted: SqlSession = {
        async query(sql, stop) {
          const rows = await session.query(sql, stop);
          counting.rows += rows.length;
          counting.queries++;
          return rows;
        },
        close: () => session.close(),
      };
      return await sqlTable(engine.dialect, counted, { table, name: `warehouse:${table}` }, { signal });
    }
    /** Opens the table, asks, closes. */
    async function ask<Answer>(
      of: (table: TableReader) => Promise<Answer>,
      table = `${schema}.rows`,
    ): Promise<Answer> {
      const reader = await open(table);
      try {
        return await of(reader);
      } finally {
        await reader.close();
      }
    }

    test('columns come in their order with their kinds', async () => {
      const columns = await ask(async (table) => table.columns);
      expect(columns.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
        'x numeric',
        'few numeric',
        'offset numeric',
        'word text',
        'at time',
        'level numeric',
        'w numeric',
        'r_a0 numeric',
      ]);
    });

    test('a summary is that of the rows: NaN and NULL missing, infinities values, a large offset harmless', async () => {
      const [ofX, ofFew, ofOffset] = await ask((table) =>
        table.summarise(['x', 'few', 'offset', 'w', 'r_a0']),
      );
      const finite = valid(x).filter(Number.isFinite);
      expect(ofX).toMatchObject({
        valid: valid(x).length,
        missing: ROWS - valid(x).length,
        infinite: 2,
        minimum: finite[0],
        maximum: finite.at(-1),
        distinctUpTo: 21,
      });
      const mean = finite.reduce((sum, value) => sum + value, 0) / finite.length;
      expect(ofX?.mean).toBeCloseTo(mean, 12);
      expect(ofX?.populationStandardDeviation).toBeCloseTo(populationStandardDeviation(finite), 12);
      expect(ofFew).toMatchObject({ valid: ROWS, missing: 0, distinctUpTo: 5 });
      // PostgreSQL keeps 8 digits of a deviation a thousand million times smaller than the values
      expect(ofOffset?.populationStandardDeviation).toBeCloseTo(populationStandardDeviation(offset), 7);
    });

    test('order statistics are exact, to the last bit, at every kind of rank', async () => {
      const sorted = valid(x);
      const ranks = [0, 1, 2, 299, 300, 301, 1498, sorted.length - 2, sorted.length - 1];
      const [ofX, ofFew] = await ask((table) =>
        table.orderStatistics([
          { column: 'x', ranks, valid: sorted.length },
          { column: 'few', ranks: [0, 2999], valid: ROWS },
        ]),
      );
      expect(ofX).toEqual(ranks.map((rank) => sorted[rank]));
      expect(ofFew).toEqual([-2, 3]);
    });

    test('bins are right-closed and exact, also where an edge is a value, and infinities fall outside', async () => {
      const edges = [300, 900, 1500, 2100].map((rank) => valid(x)[rank] ?? 0);
      const [ofX, ofFew] = (
        await ask((table) =>
          table.countBins([
            { column: 'x', edges },
            { column: 'few', edges: [0.1, 0.25] },
          ]),
        )
      ).map(([whole]) => whole);
      expect(ofX).toEqual({ counts: countBins(valid(x), edges), missing: ROWS - valid(x).length });
      expect(ofFew).toEqual({ counts: countBins(Float64Array.from(few), [0.1, 0.25]), missing: 0 });
    });

    test('many bins are counted the same way, missing rows and windows too', async () => {
      const sorted = valid(x);
      const edges = [...new Set(Array.from({ length: 99 }, (_, k) => sorted[(k + 1) * 28] ?? 0))].sort(
        (a, b) => a - b,
      );
      expect(edges.length).toBeGreaterThan(90);
      const boundaries = ['2026-01-01', '2026-01-04', '2026-01-11'];
      const [[whole] = [], windowed] = [
        (await ask((table) => table.countBins([{ column: 'x', edges }])))[0],
        (await ask((table) => table.countBins([{ column: 'x', edges }], { column: 'at', boundaries })))[0],
      ];
      expect(whole).toEqual({ counts: countBins(sorted, edges), missing: ROWS - sorted.length });
      const from = boundaries.map((day) => Date.parse(day) / 1000);
      expect(windowed).toEqual(
        [0, 1].map((window) => {
          const cells = x.filter((_, row) => {
            const at = time[row] ?? Number.NaN;
            return at >= (from[window] ?? 0) && at < (from[window + 1] ?? 0);
          });
          return { counts: countBins(valid(cells), edges), missing: cells.length - valid(cells).length };
        }),
      );
    });

    test('windows split the rows by time, the end excluded, rows without a time in none', async () => {
      const days = [0, 1, 4, 10].map((day) => START + day * DAY);
      const boundaries = days.map((seconds) => new Date(seconds * 1000).toISOString());
      const [windows = []] = await ask((table) =>
        table.countBins([{ column: 'x', edges: [0] }], { column: 'at', boundaries }),
      );
      const expected = [0, 1, 2].map((window) => {
        const cells = x.filter((_, row) => {
          const at = time[row] ?? Number.NaN;
          return at >= (days[window] ?? 0) && at < (days[window + 1] ?? 0);
        });
        return { counts: countBins(valid(cells), [0]), missing: cells.length - valid(cells).length };
      });
      expect(windows).toEqual(expected);
      const range = { column: 'at', from: boundaries[1] ?? '', to: boundaries[2] ?? '' };
      expect(await ask((table) => table.rowCount(range))).toBe(
        expected[1]?.counts.reduce((sum, count) => sum + count, expected[1].missing),
      );
      const seen = time.filter((at) => at !== null);
      expect(await ask((table) => table.timeSpan('at'))).toEqual({
        from: new Date(Math.min(...seen) * 1000).toISOString(),
        to: new Date(Math.max(...seen) * 1000).toISOString(),
      });
    });

    test('levels are counted by name, the rest together, numbers written alike', async () => {
      const [words, numbers] = (
        await ask((table) =>
          table.countLevels([
            { column: 'word', most: 3, named: ['once', 'never'] },
            { column: 'few', most: 5 },
          ]),
        )
      ).map(([whole]) => whole);
      const rowsOf = (level: string): number => word.filter((cell) => cell === level).length;
      const ranked = [...new Set(word)].filter((cell) => cell !== null).sort((a, b) => rowsOf(b) - rowsOf(a));
      const listed = [...ranked.slice(0, 3), 'once', 'never'];
      expect(words?.levels).toEqual(listed.map((level) => ({ level, rows: rowsOf(level) })));
      expect(words).toMatchObject({
        distinct: 6,
        missing: word.filter((cell) => cell === null).length,
        otherRows: word.filter((cell) => cell !== null && !listed.includes(cell)).length,
      });
      expect(numbers?.levels.map(({ level }) => level).sort()).toEqual(['-2', '0.1', '0.25', '1e-7', '3']);
    });

    test('groups give their rows a bin each', async () => {
      const groups = await ask((table) =>
        table.countGroups({ column: 'x', groupBy: 'level', mostGroups: 12, edges: [0, 1] }),
      );
      const expected = [...new Set(client)].map((of) =>
        countBins(valid(x.filter((_, row) => client[row] === of)), [0, 1]),
      );
      const inOrder = (rows: readonly (readonly number[])[]): string[] => rows.map(String).sort();
      expect(inOrder(groups)).toEqual(inOrder(expected));
      await expect(
        ask((table) => table.countGroups({ column: 'x', groupBy: 'level', mostGroups: 11, edges: [0] })),
      ).rejects.toThrow('groupBy: "level" has more than 11 groups');
    });

    test('nothing but aggregates leaves the database, and values are refused', async () => {
      const reader = await open(`${schema}.rows`);
      counting.rows = 0;
      counting.queries = 0;
      await reader.rowCount();
      await reader.summarise(['x', 'few', 'offset']);
      await reader.orderStatistics([{ column: 'x', ranks: [10, 20, 30], valid: valid(x).length }]);
      await reader.countBins([{ column: 'x', edges: [0, 0.5, 1] }]);
      await reader.countLevels([{ column: 'word', most: 3 }]);
      await reader.timeSpan('at');
      // one row a query, but for the levels: three ranked and three counted
      expect(counting.rows).toBeLessThanOrEqual(counting.queries + 4);
      expect(counting.rows).toBeGreaterThan(5);
      await expect(reader.values(['x'])).rejects.toThrow(/values do not leave/);
      await expect(reader.sample([], 10, 1)).rejects.toThrow(/values do not leave/);
      expect(() => reader.sortedBlocks('x')).toThrow(/values do not leave/);
      await reader.close();
    });

    test('values that name rows, as identifiers and free text do, do not leave as levels', async () => {
      await created;
      await createTable(database, 'people', [
        {
          name: 'email',
          type: 'text',
          cells: Array.from({ length: 60 }, (_, row) => `person ${row}@example.org`),
        },
      ]);
      const reader = await open(`${schema}.people`);
      counting.rows = 0;
      const [[whole] = []] = await reader.countLevels([{ column: 'email', most: 1000 }]);
      expect(whole).toMatchObject({ levels: [], distinct: 60, otherRows: 60, missing: 0 });
      expect(counting.rows).toBe(1);
      const [[asked] = []] = await reader.countLevels([
        { column: 'email', most: 1000, named: ['person 7@example.org'] },
      ]);
      expect(asked?.levels).toEqual([{ level: 'person 7@example.org', rows: 1 }]);
      await reader.close();
    });

    test.each([
      ['quotes', 'a "b" \'c\' `d`'],
      ['an injection', 'x; DROP TABLE rows; --'],
      ['backslashes', 'back\\slash\\\\ \\n \\`'],
      ['unicode', '列 ünï 🙂 \u202e'],
      ['dots and spaces', ' a.b . c '],
      ['a keyword and brackets', 'SELECT * FROM (rows) /* '],
      ['a placeholder', '$1 {x:String} ? %s'],
    ])('hostile names are only names: %s', async (_, name) => {
      await created;
      await createTable(database, name, [
        { name, type: 'double', cells: [1, 2, 3, null] },
        { name: `${name}'`, type: 'text', cells: [name, `${name}'`, name, null] },
        { name: `${name}"`, type: 'time', cells: [START, START + 1, START + DAY, null] },
      ]);
      const path = `${schema}."${name.replaceAll('"', '""')}"`;
      const answers = await ask(
        async (table) => [
          table.columns.map((column) => column.name),
          (await table.summarise([name])).map(({ mean, missing }) => ({ mean, missing })),
          await table.countBins([{ column: name, edges: [1] }], {
            column: `${name}"`,
            boundaries: ['2026-01-01', '2026-01-02', '2026-01-03'],
          }),
          (await table.countLevels([{ column: `${name}'`, most: 5 }])).flat()[0]?.levels,
        ],
        path,
      );
      expect(answers).toEqual([
        [name, `${name}'`, `${name}"`],
        [{ mean: 2, missing: 1 }],
        [
          [
            { counts: [1, 1], missing: 0 },
            { counts: [0, 1], missing: 0 },
          ],
        ],
        [
          { level: name, rows: 2 },
          { level: `${name}'`, rows: 1 },
        ],
      ]);
      expect(await ask((table) => table.rowCount())).toBe(ROWS);
    });

    test('doubles go there to the last bit', async () => {
      const session = await engine.connect(database.server.url);
      const doubles = [
        0.1,
        -1 / 3,
        1e300,
        5e-324,
        2 ** 53 + 2,
        123456789.12345679,
        -0,
        Number.MAX_VALUE,
        1e21,
        1.7976931348623155e308,
      ];
      const { doubleLiteral } = engine.dialect;
      const [row] = await session.query(
        `SELECT ${doubles.map((value, at) => `${doubleLiteral(value)} AS a${at}`).join(', ')}`,
        undefined,
      );
      expect(doubles.map((_, at) => Number(row?.[`a${at}`]))).toEqual(
        doubles.map((value) => (value === 0 ? expect.closeTo(0) : value)),
      );
      await session.close();
    });

    test('an interrupted scan is stopped at the server at once', async () => {
      const slow =
        database.engine === 'postgresql'
          ? 'CREATE VIEW slow AS SELECT sqrt(a::float8) AS x FROM generate_series(1, 100000000) AS a'
          : 'CREATE VIEW slow AS SELECT sqrt(number % 1000) AS x FROM system.numbers LIMIT 100000000000';
      await database.execute(slow);
      const atWork =
        database.engine === 'postgresql'
          ? `SELECT query FROM pg_stat_activity WHERE application_name = 'ml-cv-specialist' AND state = 'active'`
          : `SELECT query FROM system.processes WHERE query LIKE '%slow%' AND query NOT LIKE '%processes%'`;
      const abort = new AbortController();
      const reader = await open(`${schema}.slow`, abort.signal);
      const asked = reader.countBins([{ column: 'x', edges: [3] }]);
      const outcome = expect(asked).rejects.toThrow('the user went away');
      for (let tries = 0; (await database.execute(atWork)).length === 0; tries++) {
        expect(tries).toBeLessThan(500);
        await pause(20);
      }
      abort.abort(new Error('the user went away'));
      await outcome;
      for (let tries = 0; (await database.execute(atWork)).length > 0; tries++) {
        expect(tries).toBeLessThan(500);
        await pause(20);
      }
      await reader.close();
    });

    test('a statement that takes too long says how long it had', async () => {
      const url = `${database.server.url}?statementTimeoutSeconds=1`;
      const session = await engine.connect(url);
      const reader = await sqlTable(engine.dialect, session, { table: `${schema}.slow`, name: 'w:slow' }, {});
      await expect(reader.countBins([{ column: 'x', edges: [3] }])).rejects.toThrow(
        'stopped a statement after 1 s (statementTimeoutSeconds in the URL)',
      );
      await reader.close();
    });

    test.each([
      ['a wrong password', { password: 'hunter2' }, `${schema}.rows`],
      ['an unknown database', { pathname: '/nowhere' }, `${schema}.rows`],
      ['an unknown table', {}, `${schema}.nothing`],
      ['a bad name', {}, `${schema}."rows`],
      ['a NUL in a name', {}, 'a\0b'],
    ])('%s: the error says so without credentials', async (what, change, table) => {
      const url = new URL(database.server.url);
      Object.assign(url, change);
      const failure: unknown = await openConnected(
        'reference',
        `warehouse:${table}`,
        new Map([['warehouse', url.href]]),
        {},
      ).catch((error: unknown) => error);
      const { message } = failure as Error;
      expect(message).not.toContain(database.server.password);
      expect(message).not.toContain('hunter2');
      expect(
        message.replaceAll(String(database.server.port), 'PORT').replaceAll('\0', '<NUL>'),
      ).toMatchSnapshot(what);
    });

    test('a server that is not there refuses, by name', async () => {
      const url = new URL(database.server.url);
      url.port = String(await freePort());
      await expect(engine.connect(url.href)).rejects.toThrow(/refuses connections; is the server up/);
      await expect(engine.connect('postgres://[')).rejects.toThrow(
        'its URL does not parse; write scheme://user:password@host:port/database',
      );
      url.port = String(database.server.port);
      url.searchParams.set('statementTimeoutSeconds', '0');
      await expect(engine.connect(url.href)).rejects.toThrow('must be a whole number from 1 to 86400');
    });
  });

describe.each(databases.map(({ engine }) => [engine] as const))('a %s that dies', (name) => {
  test('in the middle of a scan, and then when asked again, is told from a wrong answer', async () => {
    const database = await (name === 'postgresql' ? testPostgres() : testClickHouse());
    if (database === undefined) throw new Error(`${name} started before and does not now`);
    const engine = ENGINES[name];
    await database.execute(
      name === 'postgresql'
        ? 'CREATE VIEW slow AS SELECT sqrt(a::float8) AS x FROM generate_series(1, 100000000) AS a'
        : 'CREATE VIEW slow AS SELECT sqrt(number % 1000) AS x FROM system.numbers LIMIT 100000000000',
    );
    const session = await engine.connect(database.server.url);
    const reader = await sqlTable(engine.dialect, session, { table: 'slow', name: 'w:slow' }, {});
    const asked = reader.rowCount().catch((error: unknown) => error);
    await pause(300);
    database.server.kill();
    const { message } = (await asked) as Error;
    expect(message).toMatch(/(the connection was lost|dropped the connection|ended the connection)/);
    expect(message).toContain(`127.0.0.1:${database.server.port}`);
    expect(message).not.toContain(database.server.password);
    await expect(reader.rowCount()).rejects.toThrow(/(lost|dropped|ended|refuses connections)/);
    await reader.close();
    await database.stop();
  });
});

test.runIf(databases.length === 0)(
  'neither server is installed here, and both say how to get them',
  async () => {
    expect(await startPostgres()).toMatchObject({
      installed: false,
      unavailable: expect.stringContaining('apt-get install postgresql'),
    });
    expect(await startClickHouse()).toMatchObject({
      installed: false,
      unavailable: expect.stringContaining('apt-get install clickhouse'),
    });
  },
);
