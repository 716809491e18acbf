import type { TableDefinition } from '../src/catalog/define-table.ts';
import type { PlacedRow } from '../src/catalog/read-tables.ts';

const DAY_MS = 86_400_000;
const STEPS: readonly (readonly [string, number])[] = [
  ['to 90 days', 90],
  ['to 180', 180],
  ['to 365', 365],
  ['to 730', 730],
  ['older', Number.POSITIVE_INFINITY],
];

export type AgeProfile = {
  readonly table: string;
  /** Rows in each step of age, in the order of `AGE_STEPS`. */
  readonly counts: readonly number[];
  /** Rows older than the table's own limit. */
  readonly stale: number;
  readonly limitDays?: number;
  readonly oldest?: string;
};

export const AGE_STEPS: readonly string[] = STEPS.map(([name]) => name);

/**
 * How old the facts of each dated table are on a day, by the date that each has at its source. A date without month or
 * day counts from the start of its year or month, so no fact looks younger than it is.
 * @param today `YYYY-MM-DD`
 */
export function ageProfiles(
  definitions: readonly TableDefinition[],
  tables: ReadonlyMap<string, readonly PlacedRow[]>,
  today: string,
): AgeProfile[] {
  return definitions
    .filter(({ id, columns }) => 'asOf' in columns && (tables.get(id)?.length ?? 0) > 0)
    .map(({ id, staleAfterDays }) => {
      const dates = (tables.get(id) ?? []).map(({ row }) => String(row['asOf'])).sort();
      const ages = dates.map((date) => ageDays(date, today));
      const counts = STEPS.map(
        ([, upTo], step) =>
          ages.filter((age) => age <= upTo && age > (STEPS[step - 1]?.[1] ?? -Infinity)).length,
      );
      const [oldest] = dates;
      return {
        table: id,
        counts,
        stale: staleAfterDays === undefined ? 0 : ages.filter((age) => age > staleAfterDays).length,
        ...(staleAfterDays === undefined ? {} : { limitDays: staleAfterDays }),
        ...(oldest === undefined ? {} : { oldest }),
      };
    });
}

function ageDays(date: string, today: string): number {
  const first = date.padEnd(7, '-01').padEnd(10, '-01');
  return Math.round((Date.parse(`${today}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / DAY_MS);
}
