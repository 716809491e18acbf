import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, expect, test } from 'vitest';
import { openTables } from '../../src/adapters/data/open-tables.ts';
import { type DriftReport, driftReport } from '../../src/answers/drift-report.ts';
import { detectDrift } from '../../src/tools/detect-drift.ts';
import { seededUniform } from '../engines/statistics/histograms.ts';
import {
  createTable,
  type TestColumn,
  type TestDatabase,
  testClickHouse,
  testPostgres,
} from '../support/database-admin.ts';
import { realContext } from '../support/read-catalog.ts';

// One data set inline, as CSV, as Parquet, in PostgreSQL and in ClickHouse gives the same figures.

const folder = mkdtempSync(join(tmpdir(), 'mlcv-sources-'));
const databases = [await testPostgres(), await testClickHouse()].filter((database) => database !== undefined);
afterAll(async () => {
  for (const database of databases) await database.stop();
  rmSync(folder, { recursive: true });
});

const uniform = seededUniform(2026);
const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
function side(rows: number, shift: number): TestColumn[] {
  const make = <Cell>(of: (row: number) => Cell): Cell[] => Array.from({ length: rows }, (_, row) => of(row));
  const probability = make(() => Math.min(0.999, Math.max(0.001, uniform() + shift / 5)));
  return [
    {
      name: 'amount',
      type: 'double',
      cells: make((row) => (row % 23 === 5 ? null : Math.exp(normal() + shift) * 100)),
    },
    // a third of the values are one value, and the edges fall among ties
    {
      name: 'visits',
      type: 'double',
      cells: make(() => (uniform() < 0.33 ? 0 : Math.floor(-20 * Math.log(1 - uniform())))),
    },
    { name: 'grade', type: 'double', cells: make(() => Math.floor(uniform() ** (1 + shift) * 5)) },
    {
      name: 'pays by',
      type: 'text',
      cells: make((row) =>
        row % 17 === 2
          ? null
          : (['card', 'cash', 'Überweisung', "o'clock", shift > 0 ? 'wallet' : 'voucher'][
              Math.floor(uniform() * 5)
            ] ?? ''),
      ),
    },
    { name: 'at', type: 'time', cells: make((row) => 1_767_225_600 + row * 600) },
    { name: 'probability', type: 'double', cells: probability },
  ];
}
const SIDES = { reference: side(4000, 0), current: side(3000, 0.25) };

const cellsOf = (columns: readonly TestColumn[], iso: boolean) =>
  Object.fromEntries(
    columns.map(({ name, type, cells }) => [
      name,
      cells.map((cell) =>
        type === 'time' && iso && typeof cell === 'number' ? new Date(cell * 1000).toISOString() : cell,
      ),
    ]),
  );

function writeCsv(name: string, columns: readonly TestColumn[]): void {
  const cells = cellsOf(columns, true);
  const names = Object.keys(cells);
  const field = (cell: unknown): string =>
    cell === null ? '' : typeof cell === 'string' ? `"${cell.replaceAll('"', '""')}"` : String(cell);
  const rows = (columns[0]?.cells ?? []).map((_, row) =>
    names.map((name) => field(cells[name]?.[row])).join(','),
  );
  writeFileSync(join(folder, `${name}.csv`), `${names.map(field).join(',')}\n${rows.join('\n')}\n`);
}

async function report(input: Record<string, unknown>): Promise<DriftReport> {
  const environment = Object.fromEntries(
    databases.map(({ engine, server }) => [`MLCV_CONNECTION_${engine.toUpperCase()}`, server.url]),
  );
  const context = { ...realContext(), ports: { tables: openTables({ directories: [folder], environment }) } };
  const { complete } = await detectDrift.execute(
    {
      ...input,
      predictionColumn: 'amount',
      weights: { amount: 3, grade: 1 },
    },
    context,
  );
  return driftReport.parse(complete);
}

/** Every number and word of a report under its path; what stands in for exact figures where values stay in a database left out. */
function figures(value: unknown, path = ''): Map<string, unknown> {
  if (typeof value !== 'object' || value === null) return new Map([[path, value]]);
  return new Map(
    Object.entries(value)
      .filter(
        ([key]) =>
          !/^(ks|ksBounds|wasserstein1|wasserstein1Bounds|reference|current|name|engineType)$/.test(key) ||
          typeof value !== 'object' ||
          path.includes('histogram') ||
          path.includes('mean') ||
          path.includes('imum'),
      )
      .flatMap(([key, inner]) => [...figures(inner, `${path}/${key}`)]),
  );
}

function sameFigures(one: DriftReport, other: DriftReport): void {
  const [a, b] = [
    figures({ columns: one.columns, summary: one.summary, estimated: one.estimatedPerformance }),
    figures({ columns: other.columns, summary: other.summary, estimated: other.estimatedPerformance }),
  ];
  expect([...b.keys()]).toEqual([...a.keys()]);
  expect(a.size).toBeGreaterThan(200);
  for (const [path, value] of a) {
    const found = b.get(path);
    if (typeof value !== 'number' || typeof found !== 'number')
      expect(`${path} ${found}`).toBe(`${path} ${value}`);
    else
      expect(Math.abs(found - value), `${path}: ${found} for ${value}`).toBeLessThanOrEqual(
        1e-9 * Math.max(1, Math.abs(value)),
      );
  }
}

/** Estimating performance needs the values of a column, which do not leave a database. */
const ESTIMATING = { probabilityColumn: 'probability' };
const INLINE = {
  referenceInline: cellsOf(SIDES.reference, true),
  currentInline: cellsOf(SIDES.current, true),
};
const inline = report(INLINE);

test('inline, the report holds what the sources are compared by', async () => {
  const { columns, summary } = await inline;
  const { estimatedPerformance } = await report({ ...INLINE, ...ESTIMATING });
  expect(columns.map(({ column, type, result }) => `${column} ${type} ${result}`)).toMatchInlineSnapshot(`
    [
      "amount numeric real_but_small",
      "pays by categorical drift",
      "probability numeric real_but_small",
      "grade categorical real_but_small",
      "visits numeric no_drift",
    ]
  `);
  expect(summary.columns).toBe(columns.length);
  expect(estimatedPerformance?.current.accuracy).toBeGreaterThan(0.5);
  const amount = columns.find(({ column }) => column === 'amount');
  expect(amount?.statistics?.ks?.statistic).toBeGreaterThan(0);
  expect(amount?.statistics?.wasserstein1?.distance).toBeGreaterThan(0);
});

test.each(['csv', 'parquet'])(
  'as %s: the same figures to 1e-9, KS and Wasserstein among them',
  async (format) => {
    for (const [name, columns] of Object.entries(SIDES)) writeCsv(name, columns);
    if (format === 'parquet') {
      const instance = await DuckDBInstance.create();
      const connection = await instance.connect();
      for (const name of Object.keys(SIDES))
        await connection.run(
          `COPY (FROM read_csv('${folder}/${name}.csv', nullstr = '')) TO '${folder}/${name}.parquet' (FORMAT parquet)`,
        );
      connection.closeSync();
      instance.closeSync();
    }
    const files = await report({ reference: `reference.${format}`, current: `current.${format}` });
    const values = await inline;
    sameFigures(values, files);
    for (const { column, statistics } of values.columns) {
      const other = files.columns.find((found) => found.column === column)?.statistics;
      expect(other?.ks?.statistic ?? 0).toBeCloseTo(statistics?.ks?.statistic ?? 0, 12);
      expect(other?.ks?.pValue ?? 0).toBeCloseTo(statistics?.ks?.pValue ?? 0, 9);
      expect(other?.wasserstein1?.distance ?? 0).toBeCloseTo(statistics?.wasserstein1?.distance ?? 0, 9);
    }
  },
);

test.each(databases.map((database) => [database.engine, database] as const))(
  'in %s: the same figures to 1e-9, KS and Wasserstein within the bounds that stand for them',
  async (engine: string, database: TestDatabase) => {
    const schema = engine === 'postgresql' ? 'public' : 'default';
    for (const [name, columns] of Object.entries(SIDES)) await createTable(database, name, columns);
    const stored = await report({
      reference: `${engine}:${schema}.reference`,
      current: `${engine}:${schema}.current`,
    });
    const values = await inline;
    sameFigures(values, stored);
    let bounded = 0;
    for (const { column, statistics } of values.columns) {
      const other = stored.columns.find((found) => found.column === column)?.statistics;
      expect(other?.ks).toBeUndefined();
      if (statistics?.ks === undefined) continue;
      bounded++;
      const { low = 1, high = 0 } = other?.ksBounds ?? {};
      expect(statistics.ks.statistic).toBeGreaterThanOrEqual(low - 1e-12);
      expect(statistics.ks.statistic).toBeLessThanOrEqual(high + 1e-12);
      expect(high - low).toBeLessThan(0.011);
      const distance = statistics.wasserstein1?.distance ?? 0;
      const around = other?.wasserstein1Bounds ?? { low: 1, high: 0 };
      expect(distance).toBeGreaterThanOrEqual(around.low - 1e-9 * distance);
      expect(distance).toBeLessThanOrEqual(around.high + 1e-9 * distance);
    }
    expect(bounded).toBeGreaterThan(1);
    expect(JSON.stringify(stored)).not.toContain(database.server.password);
  },
);
