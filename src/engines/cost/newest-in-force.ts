/**
 * Of prices that hold from a day on, those in force on `date`: of each kind the newest that began by then, of two of one
 * day the first. Days are `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; a month counts from its beginning.
 * @param kindOf what a newer price of replaces an older one: a provider and its offer, a meter and its tier.
 */
export function newestInForce<Row extends { readonly from: string }>(
  rows: readonly Row[],
  date: string,
  kindOf: (row: Row) => string,
): Row[] {
  const newest = new Map<string, Row>();
  for (const row of rows) {
    if (row.from > date) continue;
    const kind = kindOf(row);
    const known = newest.get(kind);
    if (known === undefined || known.from < row.from) newest.set(kind, row);
  }
  return [...newest.values()];
}
