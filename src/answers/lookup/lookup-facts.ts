import type { TableDefinition } from '../../catalog/define-table.ts';
import { ALL_TABLES } from '../../catalog/table-list.ts';
import type { Catalog } from '../../contract/catalog.ts';

/** A row of any table, with what is needed to show, compare and cite it. */
export type FactRow = {
  readonly table: TableDefinition;
  /** Values of the key columns, as written. */
  readonly keys: readonly string[];
  /** By field; absent where the table says that it is not known. */
  readonly cells: Readonly<Record<string, Cell>>;
};

export type Cell = string | number | boolean | readonly string[];

/** Columns that every row has for its evidence; shown apart from the facts. */
export const EVIDENCE: readonly string[] = ['source', 'asOf'];

const gathered = new WeakMap<Catalog, readonly FactRow[]>();

/** Every row of every table, in the order of the tables; made once for a catalogue. */
export function factRows(catalog: Catalog): readonly FactRow[] {
  const known = gathered.get(catalog);
  if (known !== undefined) return known;
  const rows = ALL_TABLES.flatMap((table) =>
    catalog.rows<Record<string, Cell>>({ id: table.id }).map((cells) => ({
      table,
      cells,
      keys: table.key.flatMap((field) => (cells[field] === undefined ? [] : [cellText(cells[field])])),
    })),
  );
  gathered.set(catalog, rows);
  return rows;
}

export function tableOf(id: string): TableDefinition | undefined {
  return ALL_TABLES.find((table) => table.id === id);
}

export function cellText(cell: Cell): string {
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  return typeof cell === 'object' ? cell.join(', ') : String(cell);
}

/** Columns of a referenced row that say what its id means. */
const MEANING = ['name', 'metric', 'unit', 'commercial'];

/** What the ids of a row mean: name, metric, unit or terms of the rows that it refers to, by header. */
export function meanings({ table, cells }: FactRow, catalog: Catalog): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { field, to } of table.references ?? []) {
    const id = cells[field];
    if (field === 'source' || typeof id !== 'string') continue;
    const target = to.map((name) => referenced(catalog, name).get(id)).find((row) => row !== undefined);
    const words = MEANING.flatMap((name) => (target?.[name] === undefined ? [] : [cellText(target[name])]));
    const header = table.columns[field]?.header ?? field;
    if (words.length > 0) found[`${header} means`] = words.join('; ');
  }
  return found;
}

const indexes = new WeakMap<Catalog, Map<string, ReadonlyMap<string, Readonly<Record<string, Cell>>>>>();

function referenced(catalog: Catalog, table: string): ReadonlyMap<string, Readonly<Record<string, Cell>>> {
  const byTable = indexes.get(catalog) ?? new Map();
  indexes.set(catalog, byTable);
  const known = byTable.get(table);
  if (known !== undefined) return known;
  const key = tableOf(table)?.key[0] ?? 'id';
  const rows = new Map(
    catalog.rows<Record<string, Cell>>({ id: table }).map((cells) => [cellText(cells[key] ?? ''), cells]),
  );
  byTable.set(table, rows);
  return rows;
}
