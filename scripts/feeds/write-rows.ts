import { readFileSync, writeFileSync } from 'node:fs';
import type { TableDefinition } from '../../src/catalog/define-table.ts';

export type RowEdit = {
  readonly file: string;
  readonly table: TableDefinition;
  readonly cells: Readonly<Record<string, string>>;
  /** The line of the row that this one replaces; a new row has none. */
  readonly line?: number;
};

const HEADINGS: Readonly<Record<string, string>> = {
  accuracy: 'Accuracy',
  speed: 'Speed',
  artefacts: 'Builds',
  sources: 'Sources',
};

/** Puts rows into the Markdown tables under `root`: replaces lines first, then appends, then adds missing tables. */
export function writeRows(root: string, edits: readonly RowEdit[]): void {
  for (const file of new Set(edits.map((edit) => edit.file))) {
    const own = edits.filter((edit) => edit.file === file);
    const lines = readFileSync(root + file, 'utf8').split('\n');
    for (const edit of own)
      if (edit.line !== undefined) {
        const headers = headersAt(lines, markerLine(lines, edit.table.id));
        lines[edit.line - 1] = markdownRow(headers, edit.table, edit.cells);
      }
    for (const edit of own) {
      if (edit.line !== undefined) continue;
      if (markerLine(lines, edit.table.id) === -1) addTable(lines, edit.table);
      const marker = markerLine(lines, edit.table.id);
      const headers = headersAt(lines, marker);
      let end = lines.findIndex((line, at) => at > marker && line.startsWith('|'));
      while (lines[end]?.startsWith('|')) end++;
      lines.splice(end, 0, markdownRow(headers, edit.table, edit.cells));
    }
    writeFileSync(root + file, lines.join('\n'));
  }
}

function markdownRow(
  headers: readonly string[],
  { columns, id }: TableDefinition,
  cells: Readonly<Record<string, string>>,
): string {
  const fieldByHeader = new Map(Object.entries(columns).map(([field, { header }]) => [header, field]));
  return `| ${headers
    .map((header) => {
      const field = fieldByHeader.get(header);
      if (field === undefined) throw new Error(`table "${id}" has no column "${header}"`);
      return (cells[field] ?? '-').replaceAll('|', '\\|');
    })
    .join(' | ')} |`;
}

function markerLine(lines: readonly string[], table: string): number {
  return lines.findIndex((line) => line.trim() === `<!-- table: ${table} -->`);
}

function headersAt(lines: readonly string[], marker: number): string[] {
  const head = lines.slice(marker + 1).find((line) => line.startsWith('|')) ?? '';
  return head
    .slice(1, -1)
    .split('|')
    .map((header) => header.trim());
}

/** Above the sources, with its name in the front matter. */
function addTable(lines: string[], { id, columns }: TableDefinition): void {
  const headers = Object.values(columns).map(({ header }) => header);
  const section = [
    `## ${HEADINGS[id] ?? id}`,
    '',
    `<!-- table: ${id} -->`,
    '',
    `| ${headers.join(' | ')} |`,
    `|${'---|'.repeat(headers.length)}`,
    '',
  ];
  const marker = markerLine(lines, 'sources');
  const heading = lines.findLastIndex((line, at) => at < marker && line.startsWith('## '));
  const previousTable = lines.findLastIndex((line, at) => at < marker && line.startsWith('|'));
  lines.splice(marker === -1 ? lines.length : heading > previousTable ? heading : marker, 0, ...section);
  const front = lines.findIndex((line) => line.startsWith('tables: ['));
  if (front === -1) throw new Error('the file has no list of tables in its front matter');
  lines[front] = (lines[front] ?? '').replace(']', `, ${id}]`);
}
