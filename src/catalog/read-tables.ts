import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import matter from 'gray-matter';
import type { Root, RootContent, Table, TableRow } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { RawRow, TableDefinition } from './define-table.ts';

/** A fault of the tables, at a place that an editor can jump to. */
export type TableFault = {
  readonly file: string;
  readonly line: number;
  readonly column?: string;
  readonly message: string;
};

/** A row with the place it was read from. */
export type PlacedRow = { readonly row: RawRow; readonly file: string; readonly line: number };

export type ReadTables = {
  readonly tables: ReadonlyMap<string, readonly PlacedRow[]>;
  readonly faults: readonly TableFault[];
  readonly files: readonly string[];
};

const MARKER = /^<!--\s*table:\s*([a-z-]+)\s*-->$/;
const parser = unified().use(remarkParse).use(remarkGfm);

/**
 * Reads every table of every Markdown file under `directory`. A table is a GFM table right below a comment
 * `<!-- table: id -->`; the front matter lists the tables of the file under `tables`, so that a lost one is a fault.
 * Rows of one table may be spread over several files. Faults are collected, not thrown.
 */
export function readTables(directory: string, definitions: readonly TableDefinition[]): ReadTables {
  const byId = new Map(definitions.map((definition) => [definition.id, definition]));
  const tables = new Map<string, PlacedRow[]>(definitions.map(({ id }) => [id, []]));
  const faults: TableFault[] = [];
  const files = markdownFiles(directory);
  for (const path of files) {
    const file = relative(directory, path).split(sep).join('/');
    readFile(readFileSync(path, 'utf8'), file, byId, tables, faults);
  }
  for (const definition of definitions) checkKeys(definition, tables.get(definition.id) ?? [], faults);
  for (const definition of definitions) checkReferences(definition, byId, tables, faults);
  return { tables, faults, files: files.map((path) => relative(directory, path).split(sep).join('/')) };
}

/** The tables just read, as tools see a catalogue: for scripts and tests that work on the Markdown itself. */
export function catalogOf({ tables }: Pick<ReadTables, 'tables'>) {
  return {
    rows: <Row extends object>({ id }: { readonly id: string; readonly '~row'?: Row }): readonly Row[] =>
      (tables.get(id) ?? []).map(({ row }) => row as Row),
  };
}

/** Reads the tables of one Markdown text into `tables`; exported for tests of single files. */
export function readFile(
  markdown: string,
  file: string,
  definitions: ReadonlyMap<string, TableDefinition>,
  tables: Map<string, PlacedRow[]>,
  faults: TableFault[],
): void {
  const { data, content } = matter(markdown, { engines: { javascript: refuseJavaScript } });
  const offset = lineCount(markdown) - lineCount(content);
  const announced = new Set(announcedTables(data, file, faults));
  const root: Root = parser.parse(content);
  root.children.forEach((node, index) => {
    const id = markerOf(node);
    if (id === undefined) return;
    const line = (node.position?.start.line ?? 0) + offset;
    const definition = definitions.get(id);
    if (definition === undefined) {
      const known = [...definitions.keys()].join(', ');
      faults.push({ file, line, message: `no table is called "${id}"; known: ${known}` });
      return;
    }
    if (!announced.delete(id))
      faults.push({
        file,
        line,
        message: `the front matter does not list table "${id}", or lists it once for two`,
      });
    const next = root.children[index + 1];
    if (next?.type !== 'table') {
      faults.push({ file, line, message: `no table follows the marker of "${id}"` });
      return;
    }
    tables.get(id)?.push(...readRows(next, definition, file, offset, faults));
  });
  for (const id of announced)
    faults.push({ file, line: 1, message: `table "${id}" is announced but not there` });
}

function readRows(
  table: Table,
  definition: TableDefinition,
  file: string,
  offset: number,
  faults: TableFault[],
): PlacedRow[] {
  const [head, ...body] = table.children;
  const lineOf = (node: TableRow | undefined): number => (node?.position?.start.line ?? 0) + offset;
  const fieldByHeader = new Map(
    Object.entries(definition.columns).map(([field, { header }]) => [header, field]),
  );
  const headers = cellTexts(head);
  const fault = (line: number, message: string, column?: string): void => {
    faults.push(column === undefined ? { file, line, message } : { file, line, column, message });
  };
  for (const header of headers)
    if (!fieldByHeader.has(header))
      fault(lineOf(head), `table "${definition.id}" has no such column`, header);
  for (const header of fieldByHeader.keys())
    if (!headers.includes(header)) fault(lineOf(head), `table "${definition.id}" lacks this column`, header);
  if (new Set(headers).size !== headers.length) fault(lineOf(head), 'a column stands twice');

  const rows: PlacedRow[] = [];
  for (const node of body) {
    const line = lineOf(node);
    const cells = cellTexts(node);
    if (cells.length !== headers.length) {
      fault(line, `has ${cells.length} cells where the header has ${headers.length}`);
      continue;
    }
    const row: Record<string, unknown> = {};
    let sound = true;
    headers.forEach((header, position) => {
      const field = fieldByHeader.get(header);
      if (field === undefined) return;
      const cell = definition.columns[field]?.cell.safeParse(cells[position] ?? '');
      if (cell?.success) {
        if (cell.data !== undefined) row[field] = cell.data;
        return;
      }
      sound = false;
      for (const issue of cell?.error.issues ?? [])
        fault(line, `"${cells[position]}" ${issue.message}`, header);
    });
    if (!sound) continue;
    const complaint = definition.check?.(row);
    if (complaint !== undefined) fault(line, complaint);
    rows.push({ row, file, line });
  }
  return rows;
}

function checkKeys(definition: TableDefinition, rows: readonly PlacedRow[], faults: TableFault[]): void {
  const seen = new Map<string, PlacedRow>();
  for (const placed of rows) {
    const key = definition.key.map((field) => String(placed.row[field] ?? '-')).join(' | ');
    const first = seen.get(key.toLowerCase());
    if (first === undefined) seen.set(key.toLowerCase(), placed);
    else
      faults.push({
        file: placed.file,
        line: placed.line,
        message: `repeats the key "${key}" of ${first.file}:${first.line} in table "${definition.id}"`,
      });
  }
}

function checkReferences(
  definition: TableDefinition,
  definitions: ReadonlyMap<string, TableDefinition>,
  tables: ReadonlyMap<string, readonly PlacedRow[]>,
  faults: TableFault[],
): void {
  for (const { field, to } of definition.references ?? []) {
    const known = new Set(
      to.flatMap((id) => {
        const keyField = definitions.get(id)?.key[0] ?? 'id';
        return (tables.get(id) ?? []).map(({ row }) => row[keyField]);
      }),
    );
    for (const { row, file, line } of tables.get(definition.id) ?? []) {
      const value = row[field];
      for (const name of Array.isArray(value) ? value : [value])
        if (name !== undefined && !known.has(name))
          faults.push({
            file,
            line,
            column: definition.columns[field]?.header ?? field,
            message: `"${String(name)}" is in none of: ${to.join(', ')}`,
          });
    }
  }
}

function announcedTables(data: Record<string, unknown>, file: string, faults: TableFault[]): string[] {
  const listed = data['tables'];
  if (listed === undefined) return [];
  if (Array.isArray(listed) && listed.every((id): id is string => typeof id === 'string')) return listed;
  faults.push({
    file,
    line: 1,
    column: 'tables',
    message: 'front matter "tables" must be a list of table names',
  });
  return [];
}

function markerOf(node: RootContent): string | undefined {
  return node.type === 'html' ? MARKER.exec(node.value.trim())?.[1] : undefined;
}

function cellTexts(row: TableRow | undefined): string[] {
  return (row?.children ?? []).map((cell) => textOf(cell).trim());
}

function lineCount(markdown: string): number {
  return markdown.split('\n').length;
}

function refuseJavaScript(): never {
  throw new Error('front matter in JavaScript is not read');
}

function markdownFiles(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
