import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type PlacedRow, readTables } from '../src/catalog/read-tables.ts';
import { ALL_TABLES, TABLES } from '../src/catalog/table-list.ts';
import { compare, type Difference } from './feeds/compare.ts';
import { type Feed, FeedError, type FeedFile } from './feeds/feed.ts';
import { genaiPrices } from './feeds/genai-prices.ts';
import { hailoModelZoo } from './feeds/hailo-model-zoo.ts';
import { mteb } from './feeds/mteb.ts';
import { openAsr } from './feeds/open-asr.ts';
import { qualcommAiHub } from './feeds/qualcomm-ai-hub.ts';
import { type Doubt, doubtsOf, type Scale } from './feeds/sanity.ts';
import { timm } from './feeds/timm.ts';
import { ultralytics } from './feeds/ultralytics.ts';
import { type RowEdit, writeRows } from './feeds/write-rows.ts';

/**
 * Compares a feed's file, as published, with the tables and prints what is new, what changed and what is doubtful.
 *
 *   npm run refresh -- FEED FILE_OR_FOLDER... [--where FIELD=A,B] [--write --as-of YYYY-MM-DD [--read YYYY-MM-DD]]
 *
 * `--where` keeps rows whose field, or `table`, is one of the values. With `--write` it appends new rows and replaces changed ones; rows that are impossible or copied stay out. `--as-of`
 * is the date of the file at its publisher. It downloads nothing.
 */
const FEEDS: readonly Feed[] = [timm, openAsr, mteb, ultralytics, qualcommAiHub, hailoModelZoo, genaiPrices];
const SHOWN = 15;
const root = fileURLToPath(new URL('../references/', import.meta.url));

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    write: { type: 'boolean', default: false },
    'as-of': { type: 'string' },
    read: { type: 'string', default: new Date().toISOString().slice(0, 10) },
    where: { type: 'string', multiple: true, default: [] },
  },
});
const [name, ...paths] = positionals;
const feed = FEEDS.find(({ id }) => id === name);
if (feed === undefined || paths.length === 0) {
  console.error(
    'npm run refresh -- FEED FILE_OR_FOLDER... [--where FIELD=A,B] [--write --as-of YYYY-MM-DD]\n',
  );
  for (const { id, title, file } of FEEDS)
    console.error(`  ${id.padEnd(16)} ${title}\n${' '.repeat(19)}${file}`);
  process.exit(2);
}
const asOf = options['as-of'];
if (options.write && (asOf === undefined || !/^\d{4}(-\d{2}(-\d{2})?)?$/.test(asOf))) {
  console.error(
    '--write needs --as-of YYYY-MM-DD (or YYYY-MM, YYYY): the date of the file at its publisher.',
  );
  process.exit(2);
}

try {
  await refresh(feed);
} catch (error) {
  if (!(error instanceof FeedError)) throw error;
  console.error(`${feed.id}: ${error.message}. It reads ${feed.file}.`);
  process.exit(2);
}

async function refresh({ id, read }: Feed): Promise<void> {
  const { tables } = readTables(root, ALL_TABLES);
  const rows = (table: string): readonly PlacedRow[] => tables.get(table) ?? [];
  const modelsByName = new Map<string, string[]>();
  for (const { row } of rows('feed-names'))
    if (row['feed'] === id)
      modelsByName.set(String(row['name']), [
        ...(modelsByName.get(String(row['name'])) ?? []),
        String(row['model']),
      ]);
  const reading = await read(paths.flatMap(filesUnder), {
    modelsOf: (known) => modelsByName.get(known) ?? [],
    models: new Set(rows('models').map(({ row }) => String(row['id']))),
  });
  const wanted = options.where.map((condition) => {
    const [field = '', allowed] = condition.split('=');
    if (allowed === undefined) throw new FeedError(`--where "${condition}" is not FIELD=VALUE,VALUE`);
    return { field, allowed: allowed.split(',') };
  });
  const observed = reading.observed.filter(({ table, cells }) =>
    wanted.every(({ field, allowed }) => allowed.includes((field === 'table' ? table : cells[field]) ?? '-')),
  );

  const scales = new Map(
    rows('benchmarks').map(({ row }): [string, Scale] => [
      String(row['id']),
      { unit: String(row['unit']), better: row['better'] as Scale['better'] },
    ]),
  );
  const sizes = new Map(
    rows('models').flatMap(({ row }): [string, number][] =>
      typeof row['parametersM'] === 'number' ? [[String(row['id']), row['parametersM']]] : [],
    ),
  );
  const dates = new Map(rows('sources').map(({ row }) => [String(row['id']), String(row['asOf'])]));
  const { differences, same, drift } = compare(observed, tables, asOf, dates);
  const doubts = [...doubtsOf(observed, scales, sizes), ...drift];
  report(differences, same, doubts, reading.unknown, reading.remarks);
  if (!options.write || asOf === undefined) return;

  const barred = new Set(
    doubts.filter(({ kind }) => kind === 'impossible' || kind === 'copied').flatMap((doubt) => doubt.rows),
  );
  const homes = new Map(rows('models').map(({ row, file }) => [String(row['id']), file]));
  const accepted = differences.filter(({ row }) => !barred.has(row));
  const edits: RowEdit[] = accepted.map(({ row, kept, place }) => ({
    file: place?.file ?? homes.get(row.cells['model'] ?? '') ?? '',
    table: TABLES[row.table],
    cells: { ...kept, ...row.cells, asOf },
    ...(place === undefined ? {} : { line: place.line }),
  }));
  for (const source of reading.sources) {
    const user = edits.find(({ cells }) => cells['source'] === source.id);
    if (user === undefined) continue;
    const known = rows('sources').find(({ row }) => row['id'] === source.id);
    edits.push({
      file: known?.file ?? user.file,
      table: TABLES.sources,
      // an address that pins the commit that was read is better than the feed's own
      cells: {
        ...source,
        ...(known?.row['url'] === undefined ? {} : { url: String(known.row['url']) }),
        asOf,
        read: options.read,
      },
      ...(known === undefined ? {} : { line: known.line }),
    });
  }
  writeRows(root, edits);
  console.log(
    `\nwrote ${accepted.length} rows, left out ${differences.length - accepted.length}; now: npm run check:references`,
  );
}

function report(
  differences: readonly Difference[],
  same: number,
  doubts: readonly Doubt[],
  unknown: readonly string[],
  remarks: readonly string[],
): void {
  const changed = differences.filter(({ place }) => place !== undefined);
  const added = differences.filter(({ place }) => place === undefined);
  console.log(`${same} figures as in the tables, ${changed.length} changed, ${added.length} new`);
  list(
    'changed',
    changed.map(({ text }) => text),
  );
  list(
    'new',
    added.map(({ text }) => text),
  );
  for (const kind of ['impossible', 'copied', 'inconsistent', 'drifted'] as const)
    list(
      kind,
      doubts.filter((doubt) => doubt.kind === kind).map(({ message }) => message),
    );
  list('names that feed-names does not map', unknown);
  list('also', remarks);
}

function list(title: string, entries: readonly string[]): void {
  if (entries.length === 0) return;
  console.log(`\n${title} (${entries.length})`);
  for (const entry of entries.slice(0, SHOWN)) console.log(`  ${entry}`);
  if (entries.length > SHOWN) console.log(`  and ${entries.length - SHOWN} more`);
}

function filesUnder(path: string): FeedFile[] {
  if (!statSync(path).isDirectory()) return [{ path, text: readFileSync(path, 'utf8') }];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ path: file, text: readFileSync(file, 'utf8') }));
}
