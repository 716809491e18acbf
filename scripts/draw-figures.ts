import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readTables } from '../src/catalog/read-tables.ts';
import { ALL_TABLES } from '../src/catalog/table-list.ts';
import { markdownTable } from '../src/contract/markdown.ts';
import { drawOrder, FIGURE_TABLES } from './figure-draw.ts';

/**
 * Draws figures to be read again at their source by someone who did not enter them. A figure whose source cannot be
 * opened is replaced by the next of the draw.
 *
 *   npx tsx scripts/draw-figures.ts --seed 5 --date 2026-11-25 [--count 60] [--skip 0] [--tables TABLE,...] [--references DIRECTORY]
 *
 * `--references` takes the tables of another commit, checked out elsewhere.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    date: { type: 'string' },
    count: { type: 'string', default: '60' },
    skip: { type: 'string', default: '0' },
    tables: { type: 'string' },
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

const { tables, faults } = readTables(resolve(values.references), ALL_TABLES);
if (faults.length > 0) console.error(`${faults.length} faults in the tables: run npm run check:references`);

const only = values.tables?.split(',');
const unknown = (only ?? []).filter((table) => !FIGURE_TABLES.includes(table));
if (unknown.length > 0) {
  console.error(`--tables takes ${FIGURE_TABLES.join(', ')}; got ${unknown.join(', ')}.`);
  process.exit(2);
}
const drawn = drawOrder(tables, seed, date, only);
console.log(`${drawn.length} figures; ${count} drawn after ${skip}, seed ${seed}, date ${date}\n`);
console.log(
  markdownTable(
    ['Figure', 'Value', 'Source', 'Place'],
    drawn.slice(skip, skip + count).map(({ figure, value, source, place }) => [figure, value, source, place]),
  ),
);
