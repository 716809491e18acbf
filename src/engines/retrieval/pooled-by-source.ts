export type Pooled = {
  /** Geometric mean over the sources of the geometric mean of each one's values. */
  readonly value: number;
  /** The largest factor between a source and the pool of the others, 1 or more; undefined with one source. */
  readonly leftOutFactor: number | undefined;
  readonly sources: number;
};

/**
 * Positive values pooled so that each source weighs the same, however many values it gives, with the error of leaving one
 * source out and foretelling it from the others. Undefined without values.
 */
export function pooledBySource(
  values: readonly { readonly source: string; readonly value: number }[],
): Pooled | undefined {
  const bySource = new Map<string, number[]>();
  for (const { source, value } of values)
    bySource.set(source, [...(bySource.get(source) ?? []), Math.log(value)]);
  if (bySource.size === 0) return undefined;
  const means = [...bySource.values()].map(mean);
  const factors = means.map((left, index) =>
    Math.exp(Math.abs(left - mean(means.filter((_, other) => other !== index)))),
  );
  return {
    value: Math.exp(mean(means)),
    leftOutFactor: means.length === 1 ? undefined : Math.max(...factors),
    sources: means.length,
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
