import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type PlacedRow, readTables } from '../src/catalog/read-tables.ts';
import { ALL_TABLES } from '../src/catalog/table-list.ts';
import { markdownTable } from '../src/contract/markdown.ts';

/**
 * Draws figures to be read again at their source, without replacement and each with the same chance: every figure gets
 * the SHA-256 of seed, date and its own name, and those with the smallest are drawn. So the draw is the same on every
 * machine, a new row moves no other, and the replacement of a figure whose source is out of reach is the next one.
 *
 *   npx tsx scripts/draw-figures.ts --seed 5 --date 2026-11-25 [--count 60] [--skip 0] [--references DIRECTORY]
 *
 * `--references` takes the tables of another commit, checked out elsewhere.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    date: { type: 'string' },
    count: { type: 'string', default: '60' },
    skip: { type: 'string', default: '0' },
    references: { type: 'string', default: fileURLToPath(new URL('../references/', import.meta.url)) },
  },
});
const { seed, date } = values;
if (seed === undefined || date === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(date)) {
  console.error('Say --seed TEXT and --date YYYY-MM-DD: a draw that cannot be repeated proves nothing.');
  process.exit(2);
}
const [count, skip] = [Number(values.count), Number(values.skip)];
if (!Number.isInteger(count) || count < 1 || !Number.isInteger(skip) || skip < 0) {
  console.error(
    `--count must be a whole number from 1 and --skip from 0; got ${values.count} and ${values.skip}.`,
  );
  process.exit(2);
}

/** What counts as a figure: the fields of a table that a source can confirm or refute. */
const FIGURES: Readonly<Record<string, readonly string[]>> = {
  accuracy: ['value'],
  speed: ['latencyMs', 'throughputPerSecond'],
  'gpu-prices': ['usdPerHour'],
  'api-prices': ['usdPerThousand'],
  accelerators: [
    'memoryGb',
    'bandwidthGbPerSecond',
    'fp16Tflops',
    'bf16Tflops',
    'fp8Tflops',
    'fp4Tflops',
    'int8Tops',
    'linkGbPerSecond',
    'powerW',
  ],
  models: ['codeLicence', 'weightsLicence'],
};

const { tables, faults } = readTables(resolve(values.references), ALL_TABLES);
if (faults.length > 0) console.error(`${faults.length} faults in the tables: run npm run check:references`);

const drawn = Object.entries(FIGURES)
  .flatMap(([table, fields]) => figuresOf(table, fields, tables.get(table) ?? []))
  .sort((a, b) => (a.order < b.order ? -1 : 1));
console.log(`${drawn.length} figures; ${count} drawn after ${skip}, seed ${seed}, date ${date}\n`);
console.log(
  markdownTable(
    ['Figure', 'Value', 'Source', 'Place'],
    drawn.slice(skip, skip + count).map(({ figure, value, source, place }) => [figure, value, source, place]),
  ),
);

function figuresOf(table: string, fields: readonly string[], rows: readonly PlacedRow[]) {
  const definition = ALL_TABLES.find(({ id }) => id === table);
  if (definition === undefined) throw new Error(`no table is called "${table}"`);
  const wrong = fields.filter((field) => !(field in definition.columns));
  if (wrong.length > 0) throw new Error(`table "${table}" has no field ${wrong.join(', ')}`);
  return rows.flatMap(({ row, file, line }) =>
    fields
      .filter((field) => row[field] !== undefined)
      .map((field) => {
        const figure = [table, ...definition.key.map((key) => String(row[key] ?? '-')), field].join(' / ');
        return {
          figure,
          value: String(row[field]),
          source: String(row['source'] ?? '-'),
          place: `${file}:${line}`,
          order: createHash('sha256').update(`${seed}\n${date}\n${figure}`).digest('hex'),
        };
      }),
  );
}
