export type ResourceStreams = { readonly resource: string; readonly streams: number };

export type BoundStreams<Row extends ResourceStreams> = {
  /** Whole streams with the head room kept free. */
  readonly streams: number;
  readonly binding: Row;
  /** The next one that would bind. */
  readonly next: Row | undefined;
};

/**
 * Streams of a pipeline whose stages run beside one another: those of its scarcest resource, times the share that may be
 * used, rounded down (bottleneck bound of operational analysis: Denning and Buzen 1978).
 * @param resources at least one, streams at least 0. @param usableShare above 0, up to 1.
 * @throws RangeError outside these.
 */
export function bindingResource<Row extends ResourceStreams>(
  resources: readonly Row[],
  usableShare: number,
): BoundStreams<Row> {
  const [binding, next] = [...resources].sort((a, b) => a.streams - b.streams);
  if (binding === undefined || !(binding.streams >= 0) || !(usableShare > 0 && usableShare <= 1))
    throw new RangeError(`no bound over ${resources.length} resources at a share of ${usableShare}`);
  return { streams: Math.floor(binding.streams * usableShare + 1e-9), binding, next };
}
