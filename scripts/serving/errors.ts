/** Errors of a set of predictions as fractions of what was measured. */
export type Errors = {
  readonly rows: number;
  readonly medianAbsoluteError: number;
  readonly p90AbsoluteError: number;
  /** Median of the signed error: above 0 predicts too much. */
  readonly bias: number;
};

/** Summarises signed relative errors; undefined for none. */
export function summarise(errors: readonly number[]): Errors | undefined {
  if (errors.length === 0) return undefined;
  const absolute = errors.map(Math.abs);
  return {
    rows: errors.length,
    medianAbsoluteError: rank(absolute, 0.5),
    p90AbsoluteError: rank(absolute, 0.9),
    bias: rank(errors, 0.5),
  };
}

function rank(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
