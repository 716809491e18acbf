import type { TableDefinition } from '../../catalog/define-table.ts';
import { ALL_TABLES } from '../../catalog/table-list.ts';
import { inputError } from '../../contract/input-error.ts';
import { didYouMean, nearest } from '../../contract/nearest.ts';
import { type Cell, cellText, type FactRow, tableOf } from './lookup-facts.ts';

const OPERATORS = ['>=', '<=', '!=', '=', '>', '<', '~'] as const;
type Operator = (typeof OPERATORS)[number];
type Condition = { readonly field: string; readonly operator: Operator; readonly value: string };

/** @throws InputError when there is no such table, with the nearest. */
export function requireTable(id: string): TableDefinition {
  const table = tableOf(id);
  if (table !== undefined) return table;
  throw inputError(
    'table',
    `"${id}" is not a table`,
    didYouMean(
      id,
      ALL_TABLES.map((entry) => entry.id),
    ),
  );
}

/** The field that a header or a field's name means. @throws InputError with the nearest header. */
export function requireColumn(name: string, table: TableDefinition, input: string): string {
  const wanted = squeeze(name);
  const columns = Object.entries(table.columns);
  const exact = columns.find(
    ([field, { header }]) => squeeze(header) === wanted || field.toLowerCase() === wanted,
  );
  // "Memory" is enough for "Memory (GB)"
  const bare = columns.filter(([, { header }]) => squeeze(header.replace(/\(.*\)/, '')) === wanted);
  const found = exact ?? (bare.length === 1 ? bare[0] : undefined);
  if (found !== undefined) return found[0];
  throw inputError(
    input,
    `"${name}" is not a column of ${table.id}`,
    didYouMean(
      name,
      columns.map(([, { header }]) => header),
    ),
  );
}

/**
 * Reads conditions such as `Memory (GB) >= 80`, `Class = jetson`, `Name ~ orin` (holds).
 * @throws InputError when one does not parse or names no column of the table.
 */
export function readConditions(written: readonly string[], table: TableDefinition): Condition[] {
  return written.map((text, index) => {
    const parsed = /^(.+?)\s*(>=|<=|!=|=|>|<|~)\s*(.+)$/.exec(text.trim());
    const [, name, operator, value] = parsed ?? [];
    const known = OPERATORS.find((entry) => entry === operator);
    if (name === undefined || value === undefined || known === undefined)
      throw inputError(
        `where.${index}`,
        `"${text}" is not a condition`,
        `Write a column, one of ${OPERATORS.join(' ')} and a value, such as "Class = jetson"`,
      );
    return { field: requireColumn(name, table, `where.${index}`), operator: known, value };
  });
}

/** Rows that meet all conditions. @throws InputError when a column of numbers is compared with a word. */
export function filterRows(rows: readonly FactRow[], conditions: readonly Condition[]): FactRow[] {
  for (const [index, condition] of conditions.entries()) checkNumber(rows, condition, index);
  return rows.filter(({ cells }) =>
    conditions.every((condition) => meets(cells[condition.field], condition)),
  );
}

/** Sorted by a column, `-` before its name for descending; rows without a value last. */
export function sortRows(rows: readonly FactRow[], by: string, table: TableDefinition): FactRow[] {
  const down = by.startsWith('-');
  const field = requireColumn(down ? by.slice(1) : by, table, 'sort');
  return [...rows].sort((a, b) => {
    const [x, y] = [a.cells[field], b.cells[field]];
    if (x === undefined || y === undefined) return Number(x === undefined) - Number(y === undefined);
    const order =
      typeof x === 'number' && typeof y === 'number'
        ? x - y
        : cellText(x) < cellText(y)
          ? -1
          : cellText(x) > cellText(y)
            ? 1
            : 0;
    return down ? -order : order;
  });
}

/**
 * Rows with a value of their key equal to the name, whatever its case and punctuation.
 * @throws InputError when no row has it, with the nearest.
 */
export function rowsOfKey(name: string, rows: readonly FactRow[], where: string): FactRow[] {
  const wanted = squeeze(name);
  const exact = rows.filter(
    ({ keys }) => keys.some((key) => squeeze(key) === wanted) || squeeze(keys.join('')) === wanted,
  );
  if (exact.length > 0) return exact;
  const known = [...new Set(rows.flatMap(({ keys }) => keys.slice(0, 1)))];
  throw inputError(
    'key',
    `"${name}" is in no key of ${where}`,
    nearest(name, known).length > 0
      ? didYouMean(name, known)
      : 'Send it as "query" to search all words, or leave it out to list rows',
  );
}

function meets(cell: Cell | undefined, { operator, value }: Condition): boolean {
  if (cell === undefined) return value === '-' ? operator === '=' : operator === '!=';
  if (value === '-') return operator === '!=';
  const wanted = value.toLowerCase();
  const text = cellText(cell).toLowerCase();
  if (operator === '~') return text.includes(wanted);
  const listed = typeof cell === 'object' && cell.some((entry) => entry.toLowerCase() === wanted);
  const number = typeof cell === 'number' ? Number(value) : Number.NaN;
  const equal = listed || text === wanted || (typeof cell === 'number' && cell === number);
  if (operator === '=') return equal;
  if (operator === '!=') return !equal;
  const order = typeof cell === 'number' ? cell - number : text < wanted ? -1 : text > wanted ? 1 : 0;
  if (operator === '>=') return order >= 0;
  if (operator === '<=') return order <= 0;
  return operator === '>' ? order > 0 : order < 0;
}

function checkNumber(rows: readonly FactRow[], { field, operator, value }: Condition, index: number): void {
  const numeric = rows.some(({ cells }) => typeof cells[field] === 'number');
  if (!numeric || operator === '~' || value === '-' || Number.isFinite(Number(value))) return;
  const header = rows[0]?.table.columns[field]?.header ?? field;
  throw inputError(
    `where.${index}`,
    `"${value}" is not a number, and ${header} holds numbers`,
    `Write the number without a unit, such as "${header} ${operator} 80"`,
  );
}

function squeeze(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
