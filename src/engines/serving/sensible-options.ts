export type Priced = {
  readonly accelerators: number;
  readonly totalMemoryGb: number;
  readonly secondsPerToken: number;
  readonly usdPerHour?: number | undefined;
};

/**
 * Orders options by price an hour (unpriced ones last), then fewest accelerators, then least memory, and keeps `most`:
 * the cheapest, the fewest and the fastest among them.
 */
export function sensibleOptions<Option extends Priced>(options: readonly Option[], most: number): Option[] {
  const ordered = options.toSorted(byPrice);
  const [cheapest] = ordered;
  const [fewest] = options.toSorted(
    (a, b) => a.accelerators - b.accelerators || a.totalMemoryGb - b.totalMemoryGb,
  );
  const [fastest] = options.toSorted((a, b) => a.secondsPerToken - b.secondsPerToken);
  const kept = new Set([cheapest, fewest, fastest, ...ordered].filter((option) => option !== undefined));
  return [...kept].slice(0, most).toSorted(byPrice);
}

function byPrice(a: Priced, b: Priced): number {
  const [left, right] = [a, b].map(({ usdPerHour }) => usdPerHour ?? Number.MAX_VALUE);
  return (left ?? 0) - (right ?? 0) || a.accelerators - b.accelerators || a.totalMemoryGb - b.totalMemoryGb;
}
