import type { PlacedRow, ReadTables } from '../../src/catalog/read-tables.ts';
import { TABLES } from '../../src/catalog/table-list.ts';
import type { ObservedRow } from './feed.ts';
import { type Doubt, drifted } from './sanity.ts';

/** A row that the tables lack, or hold with another figure. */
export type Difference = {
  readonly row: ObservedRow;
  readonly text: string;
  /** Where the row stands that it would replace, and that row's other cells. */
  readonly place?: PlacedRow;
  readonly kept?: Readonly<Record<string, string>>;
};

const FIGURES = {
  accuracy: ['value'],
  speed: ['latencyMs', 'throughputPerSecond'],
  artefacts: ['computeGmacs', 'sizeMb'],
} as const;

/**
 * Sets what a feed says beside the tables. A row is matched by its table's key; a figure that agrees as a number is the
 * same however it is written. `asOf` is the date of the feed's file, `dates` those of the sources in the tables.
 */
export function compare(
  observed: readonly ObservedRow[],
  tables: ReadTables['tables'],
  asOf: string | undefined,
  dates: ReadonlyMap<string, string>,
): { readonly differences: Difference[]; readonly same: number; readonly drift: Doubt[] } {
  const differences: Difference[] = [];
  const drift: Doubt[] = [];
  const known = new Map<string, PlacedRow>();
  for (const table of Object.keys(FIGURES) as (keyof typeof FIGURES)[])
    for (const placed of tables.get(table) ?? [])
      known.set(keyOf(table, placed.row as Record<string, unknown>), placed);
  const seen = new Set<string>();
  let same = 0;
  for (const row of observed) {
    const figures = FIGURES[row.table].filter(
      (field) => row.cells[field] !== undefined && row.cells[field] !== '',
    );
    const key = keyOf(row.table, row.cells);
    if (figures.length === 0 || seen.has(key)) continue;
    seen.add(key);
    const before = known.get(key);
    const name = key.split('\n').slice(1).join(' / ');
    if (before === undefined) {
      differences.push({
        row,
        text: `${row.table}: ${name}: ${figures.map((f) => `${f} ${row.cells[f]}`).join(', ')}`,
      });
      continue;
    }
    const moved = figures.filter((field) => before.row[field] !== Number(row.cells[field]));
    if (moved.length === 0) {
      same++;
      continue;
    }
    const sameDate = asOf !== undefined && dates.get(row.cells['source'] ?? '') === asOf;
    for (const field of moved)
      if (typeof before.row[field] === 'number')
        drift.push(...drifted(row, before.row[field], Number(row.cells[field]), sameDate));
    differences.push({
      row,
      place: before,
      kept: textCells(before.row as Record<string, unknown>),
      text: `${row.table}: ${name}: ${moved.map((f) => `${f} ${before.row[f] ?? '-'} becomes ${row.cells[f]}`).join(', ')}`,
    });
  }
  return { differences, same, drift };
}

function keyOf(table: keyof typeof FIGURES, cells: Readonly<Record<string, unknown>>): string {
  return [table, ...TABLES[table].key.map((field) => String(cells[field] ?? '-').toLowerCase())].join('\n');
}

function textCells(row: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(row).map(([field, value]) => [field, String(value)]));
}
