import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTables } from '../../../src/adapters/data/open-tables.ts';
import { inlineTable } from '../../../src/answers/inline-table.ts';
import type { TableReader, TimeWindows } from '../../../src/contract/table-port.ts';
import { type DriftFolder, driftFolder, mixedRows } from '../../support/drift-files.ts';

/** Above the number of rows that is sorted in memory, and below it. */
const SIZES = [60_000, 900];
const EVERY = ['amount', 'score', 'weekday', 'country', 'returning_customer', 'order_id', 'placed_at'];

let files: DriftFolder;
const readers = new Map<number, { readonly engine: TableReader; readonly inline: TableReader }>();

beforeAll(async () => {
  files = await driftFolder();
  const tables = openTables({ directories: [files.folder], environment: {} });
  for (const rows of SIZES) {
    await files.write(`COPY (${mixedRows(rows)}) TO 'FOLDER/${rows}.parquet'`);
    const engine = await tables.open('reference', `${rows}.parquet`, {});
    // all rows are a sample of themselves: the values themselves come from the engine, what is made of them does not
    const cells = await engine.sample(
      EVERY.map((column) => ({
        column,
        as:
          column === 'amount' || column === 'score' || column === 'weekday' || column === 'order_id'
            ? 'number'
            : 'level',
      })),
      rows,
      1,
    );
    const inline = Object.fromEntries(
      EVERY.map((column, at) => [
        column,
        Array.from(cells[at] as ArrayLike<number | string | undefined>, (cell) =>
          cell === undefined || Number.isNaN(cell)
            ? null
            : column === 'returning_customer'
              ? cell === 'true'
              : cell,
        ),
      ]),
    );
    readers.set(rows, { engine, inline: inlineTable('reference', inline) });
  }
});
afterAll(async () => {
  for (const { engine } of readers.values()) await engine.close();
  files.remove();
});

const HALF: TimeWindows = {
  column: 'placed_at',
  boundaries: ['2026-11-01T02:00:00Z', '2026-11-01T05:30:00Z', '2026-11-01T09:00:00Z'],
};
const RANGE = { column: 'placed_at', from: '2026-11-01T02:00:00Z', to: '2026-11-01T09:00:00Z' };

/** Each question, asked of a reader. */
const QUESTIONS: Readonly<Record<string, (reader: TableReader) => Promise<unknown>>> = {
  'rows of a range': (reader) => reader.rowCount(RANGE),
  summaries: (reader) => reader.summarise(['amount', 'score', 'weekday', 'returning_customer', 'placed_at']),
  'summaries of a range': (reader) => reader.summarise(['score', 'weekday'], RANGE),
  'order statistics after a summary': async (reader) => {
    const [summary] = await reader.summarise(['score']);
    const valid = summary?.valid ?? 0;
    return reader.orderStatistics([
      { column: 'score', ranks: [0, 1, Math.floor(valid / 3), valid - 1], valid },
    ]);
  },
  'order statistics without one': (reader) =>
    reader.orderStatistics([
      { column: 'amount', ranks: [0, 17, 200], valid: 900 },
      { column: 'weekday', ranks: [], valid: 900 },
    ]),
  'order statistics of a range': (reader) =>
    reader.orderStatistics([{ column: 'amount', ranks: [0, 50], valid: 420 }], RANGE),
  bins: (reader) =>
    reader.countBins([
      { column: 'amount', edges: [10, 20.5, 99] },
      { column: 'score', edges: [] },
      { column: 'returning_customer', edges: [0] },
    ]),
  'bins by window': (reader) => reader.countBins([{ column: 'score', edges: [-1, 0, 1] }], HALF),
  levels: (reader) => reader.countLevels([{ column: 'country', most: 2, named: ['XX', 'UA'] }]),
  'levels of numbers and booleans': (reader) =>
    reader.countLevels([
      { column: 'weekday', most: 10 },
      { column: 'returning_customer', most: 10 },
    ]),
  'levels by window': (reader) => reader.countLevels([{ column: 'country', most: 9 }], HALF),
  'the span of time': (reader) => reader.timeSpan('placed_at'),
  'groups by bin': async (reader) =>
    (await reader.countGroups({ column: 'amount', groupBy: 'country', mostGroups: 9, edges: [30, 60] }))
      .map(String)
      .sort(),
  'groups by level': async (reader) =>
    (
      await reader.countGroups(
        { column: 'country', groupBy: 'weekday', mostGroups: 9, levels: ['DE', 'FR'] },
        RANGE,
      )
    )
      .map(String)
      .sort(),
  values: async (reader) => (await reader.values(['score', 'amount'])).map((values) => [...values]),
  'values of a range': async (reader) => (await reader.values(['score'], RANGE)).map((values) => [...values]),
  'sorted blocks': async (reader) => {
    const all: number[] = [];
    for await (const block of reader.sortedBlocks('score', RANGE)) all.push(...block);
    return all;
  },
  'a sample': async (reader) =>
    (
      await reader.sample(
        [
          { column: 'amount', as: 'number' },
          { column: 'country', as: 'level' },
        ],
        50,
        7,
        RANGE,
      )
    ).map((column) => [...column]),
};

describe.each(SIZES)('a DuckDB table of %i rows', (rows) => {
  it.each(Object.entries(QUESTIONS))('answers as plain code over the same rows does: %s', async (_, ask) => {
    const both = readers.get(rows);
    if (both === undefined) throw new Error('not opened');
    close(await ask(both.engine), await ask(both.inline));
  });

  it('refuses more groups than it may count', async () => {
    const both = readers.get(rows);
    for (const reader of [both?.engine, both?.inline])
      await expect(
        reader?.countGroups({ column: 'amount', groupBy: 'order_id', mostGroups: 9, edges: [5] }),
      ).rejects.toThrow(/groupBy: "order_id" has more than 9 groups/);
  });
});

/** Equal, numbers to 1e-12 of their size: sums differ in their order. */
function close(actual: unknown, expected: unknown): void {
  if (typeof expected === 'number' && typeof actual === 'number')
    expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(expected)));
  else if (typeof expected === 'object' && expected !== null) {
    expect(Object.keys(Object(actual))).toEqual(Object.keys(expected));
    for (const [key, value] of Object.entries(expected)) close(Reflect.get(Object(actual), key), value);
  } else expect(actual).toEqual(expected);
}
