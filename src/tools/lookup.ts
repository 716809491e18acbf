import * as z from 'zod/v4';
import {
  filterRows,
  readConditions,
  requireTable,
  rowsOfKey,
  sortRows,
} from '../answers/lookup/filter-rows.ts';
import { cellText, EVIDENCE, type FactRow, factRows, meanings } from '../answers/lookup/lookup-facts.ts';
import { columnsAsked, searchRows } from '../answers/lookup/search-rows.ts';
import { sources } from '../catalog/tables/sources.ts';
import { type Citations, collectCitations, stalenessWarning } from '../contract/citations.ts';
import { defineTool, type ToolContext } from '../contract/define-tool.ts';
import { answerFields, detail } from '../contract/figure.ts';
import { inputError } from '../contract/input-error.ts';
import { formatNumber, markdownTable, paragraphs, renderEnding } from '../contract/markdown.ts';

const MOST_ROWS = 20;

const input = z.strictObject({
  query: z
    .string()
    .min(2)
    .max(200)
    .optional()
    .describe('free words, misspelt or not: "T4 memory bandwidth", "shutdown date gpt-4o"'),
  table: z.string().min(1).max(40).optional().describe('table id: only its rows'),
  key: z.string().min(1).max(120).optional().describe('name in a key, e.g. a model: all its rows'),
  where: z
    .array(z.string().min(3).max(120))
    .max(6)
    .default([])
    .describe('conditions on columns of the table: "Memory (GB) >= 80", "Class = jetson", "Name ~ orin"'),
  sort: z.string().min(1).max(60).optional().describe('column to sort by, "-" before it for descending'),
  count: z.int().min(1).max(MOST_ROWS).default(5).describe('rows to return'),
  detail,
});
type Input = z.output<typeof input>;

const output = z.strictObject({
  verdict: answerFields.verdict,
  rows: z.array(
    z.strictObject({
      table: z.string(),
      key: z.string(),
      /** Numbers by header, the unit in it; `-` in the table is left out. */
      numbers: z.record(z.string(), z.number()),
      words: z.record(z.string(), z.string()),
      source: z.string().optional(),
      asOf: z.string().optional(),
    }),
  ),
  /** Rows that answer the question beside those returned; a search counts the table of its first row. */
  more: z.int(),
  assumptions: answerFields.assumptions,
  warnings: answerFields.warnings,
  sources: answerFields.sources,
  next: answerFields.next,
});
type Answer = z.output<typeof output>;
type ShownRow = Answer['rows'][number];

export const lookup = defineTool({
  name: 'lookup',
  title: 'Look up a fact',
  description:
    'Finds any single fact of the tables: hardware, prices, licences, models, measured accuracy and speed, benchmarks, shutdown dates, components, claims. By free words (typos allowed), by table and key, or as the rows of a table filtered by columns. Returns at most 20 rows with units, source and date, and how many more there are. Does not choose, size or price: selectModel, sizeInfrastructure and estimateCost do.',
  input,
  output,
  examples: [
    { ask: 'What is the memory bandwidth of a T4?', input: { query: 'T4 memory bandwidth' } },
    {
      ask: 'Where can an H100 be rented on demand, the cheapest first?',
      input: {
        table: 'gpu-prices',
        where: ['Accelerator ~ H100', 'Tier = on-demand', 'From >= 2026-09'],
        sort: 'USD per accelerator-hour',
      },
    },
  ],
  async run(asked, context) {
    const found = await find(asked, context);
    const cited = collectCitations(context.catalog.rows(sources));
    const shown = found.rows.slice(0, asked.count);
    return {
      verdict: verdictOf(found, asked, context),
      rows: shown.map((row) => show(row, context, cited)),
      more: Math.max(0, found.alike - shown.length),
      assumptions: [],
      warnings: shown.flatMap((row) => stale(row, context.today)),
      sources: cited.list(),
      next: [],
    };
  },
  render: (answer) =>
    paragraphs(
      `**${answer.verdict}**`,
      ...answer.rows.map(
        ({ table, key, numbers, words, source, asOf }) =>
          `${table}: ${key}${source === undefined ? '' : ` (${source}${asOf === undefined ? '' : `, ${asOf}`})`}\n\n${markdownTable(
            ['Column', 'Value'],
            [
              ...Object.entries(numbers).map(([header, value]) => [header, formatNumber(value)]),
              ...Object.entries(words),
            ],
          )}`,
      ),
      answer.more === 0 ? '' : `${formatNumber(answer.more)} more rows.`,
      renderEnding(answer),
    ),
});

type Answers = {
  readonly rows: readonly FactRow[];
  /** How many rows answer as well as the first. */
  readonly alike: number;
  /** Columns that the words name, by field. */
  readonly columns: readonly string[];
};

/** The rows that were asked for, the best or the first ones first. */
async function find(asked: Input, { catalog }: ToolContext): Promise<Answers> {
  const { query, key, where, sort } = asked;
  const table = asked.table === undefined ? undefined : requireTable(asked.table);
  if (query === undefined && key === undefined && table === undefined)
    throw inputError('input', 'names neither words, a key nor a table', 'Send "query", "key" or "table"');
  if (table === undefined && (where.length > 0 || sort !== undefined))
    throw inputError(
      where.length > 0 ? 'where' : 'sort',
      'needs the table whose columns it names',
      'Add "table"',
    );
  const all = factRows(catalog);
  const inTable = table === undefined ? all : all.filter((row) => row.table.id === table.id);
  const named = key === undefined ? inTable : rowsOfKey(key, inTable, table?.id ?? 'any table');
  const kept = table === undefined ? named : filterRows(named, readConditions(where, table));
  const chosen = new Set(kept);
  const found =
    query === undefined
      ? { rows: kept, alike: kept.length }
      : await searchRows(query, catalog, (row) => chosen.has(row));
  const [first] = found.rows;
  const columns = first === undefined || query === undefined ? [] : columnsAsked(query, first);
  const alike = found.rows.slice(0, found.alike);
  return table === undefined || sort === undefined
    ? { ...found, columns }
    : { rows: sortRows(alike, sort, table), alike: found.alike, columns };
}

function verdictOf(
  { rows: [first], alike, columns }: Answers,
  asked: Input,
  { catalog }: ToolContext,
): string {
  if (first === undefined)
    return `No row of ${asked.table ?? 'the tables'} answers this; fewer conditions or other words may.`;
  const { table, cells, keys } = first;
  const named = columns.filter((field) => cells[field] !== undefined);
  const shown = named.length > 0 ? named : valuesOf(first).slice(0, 3);
  const facts = shown
    .map((field) => `${table.columns[field]?.header ?? field} ${cellWords(cells[field])}`)
    .join(', ');
  const unknown = columns.length > 0 && named.length === 0 ? ', what you ask is not in it' : '';
  const [meaning] = named.length > 0 ? [] : Object.values(meanings(first, catalog));
  const others = alike > 1 ? `; ${formatNumber(alike)} rows in all` : '';
  return `${table.id}, ${keys.join(' | ')}${facts === '' ? '' : `: ${facts}`}${meaning === undefined ? '' : ` (${meaning})`}${unknown}${others}.`;
}

/** Fields beside key and evidence that hold something, numbers first. */
function valuesOf({ table, cells }: FactRow): string[] {
  const fields = Object.keys(cells).filter(
    (field) => !EVIDENCE.includes(field) && !table.key.includes(field),
  );
  const numeric = fields.filter((field) => typeof cells[field] === 'number');
  return [...numeric, ...fields.filter((field) => !numeric.includes(field))];
}

function cellWords(cell: FactRow['cells'][string] | undefined): string {
  if (cell === undefined) return '-';
  return typeof cell === 'number' ? formatNumber(cell) : cellText(cell);
}

function show(row: FactRow, { catalog }: ToolContext, cited: Citations): ShownRow {
  const numbers: Record<string, number> = {};
  const words: Record<string, string> = {};
  for (const [field, cell] of Object.entries(row.cells)) {
    const header = row.table.columns[field]?.header ?? field;
    if (EVIDENCE.includes(field)) continue;
    if (typeof cell === 'number') numbers[header] = cell;
    else words[header] = cellText(cell);
  }
  const { source, asOf } = row.cells;
  return {
    table: row.table.id,
    key: row.keys.join(' | '),
    numbers,
    words: { ...words, ...meanings(row, catalog) },
    ...(typeof source === 'string' && row.table.columns['source'] !== undefined
      ? { source: cited.cite(source) }
      : {}),
    ...(typeof asOf === 'string' ? { asOf } : {}),
  };
}

function stale(row: FactRow, today: string): string[] {
  const { asOf } = row.cells;
  if (typeof asOf !== 'string') return [];
  const name = `${row.table.id}, ${row.keys.join(' | ')},`;
  const warning = stalenessWarning(name, asOf, row.table.staleAfterDays, today);
  return warning === undefined ? [] : [warning];
}
