import { inputError } from './input-error.ts';
import { didYouMean } from './nearest.ts';

/**
 * The row with an id, whatever its case.
 * @param field of the input that named it.
 * @param kind what the rows are, in the singular.
 * @throws InputError with the nearest ids.
 */
export function rowCalled<Row extends { readonly id: string }>(
  rows: readonly Row[],
  id: string,
  field: string,
  kind: string,
): Row {
  const found = rows.find((row) => row.id.toLowerCase() === id.toLowerCase());
  if (found !== undefined) return found;
  throw inputError(
    field,
    `${JSON.stringify(id)} is not a known ${kind}`,
    didYouMean(
      id,
      rows.map((row) => row.id),
    ),
  );
}
