import { ALL_TABLES } from '../../catalog/table-list.ts';
import type { Catalog } from '../../contract/catalog.ts';
import { nearest } from '../../contract/nearest.ts';
import { cellText, EVIDENCE, type FactRow, factRows, meanings } from './lookup-facts.ts';

/** Words that say nothing of what is asked. */
const SILENT = new Set(
  'a an and are at by can cost did do does for from how in is it its me much many of on or per s tell the there to was what which who with'.split(
    ' ',
  ),
);
/** What engineers say for what the tables write: names of sizes, and of columns. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  nano: ['n'],
  small: ['s'],
  medium: ['m'],
  large: ['l'],
  license: ['licence'],
  vram: ['memory'],
  fps: ['throughput'],
  cost: ['usd'],
  price: ['usd'],
  prices: ['usd'],
  cheapest: ['usd', 'prices'],
  retirement: ['shutdown'],
  deprecated: ['shutdown'],
  deprecation: ['shutdown'],
  timeout: ['time'],
  context: ['context'],
  params: ['parameters'],
};
/** Tables that keep books on the facts: read by name, never by words. */
const BOOKS = ['sources', 'feed-names', 'verification'];
const LONGEST_NAME = 6;
/** From this length on a misspelt header is recognised. */
const LONG_WORD = 7;
/** What a near miss of a word counts for. */
const NEAR_MISS = 0.6;
/** Hits of the index that are weighed again by how much of the question they cover. */
const WEIGHED = 300;

/** What is asked as it was written; parts of it and other words for it; neighbours written as one. */
type Words = {
  readonly asked: readonly string[];
  readonly beside: readonly string[];
  readonly joined: readonly string[];
};

type Index = {
  readonly rows: readonly FactRow[];
  /** Row numbers with the score of the index and the question's words that they hold. */
  search(words: Words, of: (row: number) => boolean): readonly Hit[];
};
/** `words` are the question's, 1 where the row holds the word or one that begins with it, less where it is a near miss. */
type Hit = { readonly row: number; readonly score: number; readonly words: ReadonlyMap<string, number> };

/** Rows, best first, and how many of them cover as much of the question as the best. */
export type Found = { readonly rows: readonly FactRow[]; readonly alike: number };

/** Tables whose rows others refer to: the row of a name stands there, and what else is said of it elsewhere. */
const HOMES: ReadonlySet<string> = new Set(
  ALL_TABLES.flatMap(({ references = [] }) => references.flatMap(({ to }) => to)),
);
/** What the home of a name counts for when the question names it. */
const AT_HOME = 1.5;

const built = new WeakMap<Catalog, Promise<Index>>();

/**
 * Rows that answer free words, best first. A row scores by the words that it holds, those of its key most, and by the
 * share of the question that it and the headers of its table cover: in "T4 memory bandwidth" the row has the first
 * word and its table the others. Misspelt words count as the nearest known ones.
 */
export async function searchRows(
  question: string,
  catalog: Catalog,
  wanted: (row: FactRow) => boolean,
): Promise<Found> {
  const index = await (built.get(catalog) ?? remember(catalog, buildIndex(catalog)));
  const said = wordsOf(question).filter((word) => !SILENT.has(word));
  const names = namesIn(said);
  const asked = [...new Set(said)];
  const beside = said
    .flatMap((word) => [...forms(word).slice(1), ...(ALSO[word] ?? [])])
    .filter((word) => !asked.includes(word));
  const joined = names.filter((name) => !asked.includes(name));
  const weighed = index
    .search({ asked, beside, joined }, (row) => {
      const found = index.rows[row];
      return found !== undefined && wanted(found);
    })
    .slice(0, WEIGHED)
    .flatMap(({ row, score, words }) => {
      const found = index.rows[row];
      return found === undefined ? [] : [{ found, ...weigh(found, score, said, words, names) }];
    })
    .sort((a, b) => b.weight - a.weight || newerFirst(a.found, b.found));
  const best = weighed[0]?.share ?? 0;
  return {
    rows: weighed.map(({ found }) => found),
    alike: weighed.filter(({ share }) => share >= best).length,
  };
}

/** The columns of a table that a question names, by field. */
export function columnsAsked(question: string, { table }: FactRow): string[] {
  const said = new Set(wordsOf(question).flatMap((word) => [singular(word), ...(ALSO[word] ?? [])]));
  return Object.entries(table.columns)
    .filter(
      ([field, { header }]) => !EVIDENCE.includes(field) && !table.key.includes(field) && names(header, said),
    )
    .map(([field]) => field);
}

function names(header: string, said: ReadonlySet<string>): boolean {
  const near = [...said].filter((word) => word.length >= LONG_WORD);
  return wordsOf(header.replace(/\(.*\)/, '')).some(
    (word) =>
      said.has(singular(word)) ||
      (word.length >= LONG_WORD && near.some((other) => nearest(other, [word]).length > 0)),
  );
}

function weigh(
  { table, keys }: FactRow,
  score: number,
  said: readonly string[],
  held: ReadonlyMap<string, number>,
  names: readonly string[],
): { readonly weight: number; readonly share: number } {
  const heads = headsOf(table.id);
  const holds = (word: string): number => {
    if (heads.has(singular(word))) return 1;
    const [, ...parts] = forms(word);
    const inParts = parts.length === 0 ? 0 : Math.min(...parts.map((part) => held.get(part) ?? 0));
    return Math.max(held.get(word) ?? 0, inParts);
  };
  const covered = said.reduce(
    (sum, word) => sum + Math.max(holds(word), ...(ALSO[word] ?? []).map(holds)),
    0,
  );
  const share = said.length === 0 ? 0 : covered / said.length;
  const whole = 1 + keys.filter((key) => names.includes(squeeze(key))).length / 2;
  const home = HOMES.has(table.id) && keys.some((key) => names.includes(squeeze(key))) ? AT_HOME : 1;
  const columns = said.filter((word) => heads.has(singular(word))).length;
  // of rows that are as good the one with the shorter name is meant: YOLO11n before YOLO11n-seg
  const plain = 1 - Math.min(0.2, keys.join(' ').length / 1_000);
  return { weight: score * share ** 2 * whole * home * (1 + columns / 4) * plain, share };
}

function remember(catalog: Catalog, index: Promise<Index>): Promise<Index> {
  built.set(catalog, index);
  return index;
}

async function buildIndex(catalog: Catalog): Promise<Index> {
  const { default: MiniSearch } = await import('minisearch');
  const rows = factRows(catalog);
  const engine = new MiniSearch<{ id: number; key: string; words: string }>({
    fields: ['key', 'words'],
    tokenize: (text, field) =>
      field === 'key' ? [...wordsOf(text).flatMap(forms), ...text.split(' | ').map(squeeze)] : wordsOf(text),
  });
  engine.addAll(
    rows.flatMap((row, id) =>
      BOOKS.includes(row.table.id) ? [] : [{ id, key: row.keys.join(' | '), words: textOf(row, catalog) }],
    ),
  );
  return {
    rows,
    search: ({ asked, beside, joined }, of) =>
      engine
        .search(
          {
            combineWith: 'OR',
            queries: [
              ...asked.map((word) => ({ ...exactly(word), prefix: word.length > 2, fuzzy: fuzziness(word) })),
              ...beside.map((word) => ({ ...exactly(word), boost: { key: 1, words: 0.5 } })),
              // words run together are names: near misses of them would join strangers
              ...joined.map(exactly),
            ],
          },
          {
            boost: { key: 3 },
            weights: { prefix: 0.7, fuzzy: 0.2 },
            filter: ({ id }) => of(Number(id)),
          },
        )
        .map(({ id, score, terms, queryTerms }) => ({
          row: Number(id),
          score,
          words: new Map(
            queryTerms.map((word) => [word, terms.some((term) => term.startsWith(word)) ? 1 : NEAR_MISS]),
          ),
        })),
  };
}

function exactly(word: string) {
  return { queries: [word], tokenize: (text: string) => [text], prefix: false, fuzzy: false };
}

/** Edits as a share of the length: two in a word of six letters. */
function fuzziness(word: string): number | false {
  return word.length > 4 ? 0.34 : false;
}

/** The words of a row beside its key, and what its ids mean. */
function textOf(row: FactRow, catalog: Catalog): string {
  const own = Object.entries(row.cells).flatMap(([field, cell]) =>
    EVIDENCE.includes(field) || row.table.key.includes(field) || typeof cell === 'number'
      ? []
      : [cellText(cell)],
  );
  return [...own, ...Object.values(meanings(row, catalog))].join(' ');
}

const heads = new Map<string, ReadonlySet<string>>();

/** Words of a table's id, title and headers. */
function headsOf(id: string): ReadonlySet<string> {
  const known = heads.get(id);
  if (known !== undefined) return known;
  const table = ALL_TABLES.find((entry) => entry.id === id);
  const text = [id, table?.title ?? '', ...Object.values(table?.columns ?? {}).map(({ header }) => header)];
  const words = new Set(text.flatMap(wordsOf).map(singular));
  heads.set(id, words);
  return words;
}

function newerFirst(a: FactRow, b: FactRow): number {
  const day = ({ cells }: FactRow): string => cellText(cells['from'] ?? cells['asOf'] ?? '');
  return day(a) < day(b) ? 1 : day(a) > day(b) ? -1 : 0;
}

/** Neighbouring words written as one, so that "whisper large v3" finds `whisper-large-v3`. */
function namesIn(words: readonly string[]): string[] {
  return words.flatMap((_, from) =>
    Array.from({ length: Math.min(LONGEST_NAME, words.length - from) }, (_unused, more) =>
      words.slice(from, from + more + 1).join(''),
    ),
  );
}

/** A word, and its letters and digits apart: `resnet50` is also `resnet` and `50`. */
function forms(word: string): string[] {
  const split = /^(\p{L}{3,})(\d+)$/u.exec(word);
  return split === null ? [word] : [word, split[1] ?? '', split[2] ?? ''];
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

function squeeze(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

function singular(word: string): string {
  return word.length > 3 ? word.replace(/s$/, '') : word;
}
