/** One measurement of a whole model on one device. */
export type ThroughputRow = {
  readonly model: string;
  readonly hardware: string;
  readonly runtime: string;
  readonly precision: string;
  readonly batch?: number | undefined;
  readonly input?: string | undefined;
  /** Of a whole batch. */
  readonly latencyMs?: number | undefined;
  readonly itemsPerSecond: number;
  readonly measuredBy: string;
};

/**
 * Items a second: as printed, else the items of a call over its time.
 * @throws RangeError when neither a throughput nor a latency is given.
 */
export function itemsPerSecond(row: {
  readonly throughputPerSecond?: number | undefined;
  readonly latencyMs?: number | undefined;
  /** Items that one call of `latencyMs` works on. */
  readonly itemsPerCall: number;
}): number {
  if (row.throughputPerSecond !== undefined) return row.throughputPerSecond;
  if (row.latencyMs === undefined) throw new RangeError('a row without a throughput needs a latency');
  return (row.itemsPerCall * 1000) / row.latencyMs;
}

/** How a call must have been made to count; what is left out may be anything. */
export type Setting = {
  readonly runtime?: string | undefined;
  readonly precision?: string | undefined;
  readonly batch?: number | undefined;
  readonly input?: string | undefined;
  /** Most that a call may take: rows of which no time a call is known do not count then. */
  readonly latencyMs?: number | undefined;
};

/**
 * The rows that were measured in the asked setting, best first: those that say their batch before those that do not (a maker's
 * own ceiling), then the most items a second.
 */
export function measuredThroughput<Row extends ThroughputRow>(
  rows: readonly Row[],
  model: string,
  hardware: string,
  setting: Setting,
): Row[] {
  return rows
    .filter((row) => row.model === model && row.hardware === hardware && inSetting(row, setting))
    .sort(
      (a, b) =>
        Number(a.batch === undefined) - Number(b.batch === undefined) || b.itemsPerSecond - a.itemsPerSecond,
    );
}

/** Time of one call, where it was measured or follows from batch and throughput. */
export function callMs(row: ThroughputRow): number | undefined {
  return row.latencyMs ?? (row.batch === undefined ? undefined : (row.batch * 1000) / row.itemsPerSecond);
}

function inSetting(row: ThroughputRow, setting: Setting): boolean {
  const { runtime, precision, batch, input, latencyMs } = setting;
  return (
    (runtime === undefined || row.runtime.toLowerCase().includes(runtime.toLowerCase())) &&
    (precision === undefined || row.precision === precision) &&
    (batch === undefined || row.batch === batch) &&
    (input === undefined || row.input === input) &&
    (latencyMs === undefined || (callMs(row) ?? Number.POSITIVE_INFINITY) <= latencyMs)
  );
}
