export type Forwarding = {
  readonly resultsPerSecond: number;
  readonly resultKb: number;
  readonly outageHours: number;
  /** What the uplink carries for results, megabits a second; undefined where it is not known. */
  readonly uplinkMbps?: number | undefined;
};

export type ForwardStore = {
  readonly storeMb: number;
  readonly liveMbps: number;
  /** From the return of the network until the store is empty while new results come; infinite where it never is. */
  readonly drainHours?: number;
};

const SECONDS_PER_HOUR = 3600;
const KB_PER_MB = 1000;
const BITS_PER_BYTE = 8;

/**
 * The store that outlives an outage, and how long it takes to empty: `rate size outage`, and that over what the uplink has
 * left beside the live rate. Decimal kilobytes and megabits.
 * @throws RangeError on a negative rate, size or outage, or an uplink that is not above 0.
 */
export function storeAndForward({
  resultsPerSecond,
  resultKb,
  outageHours,
  uplinkMbps,
}: Forwarding): ForwardStore {
  if (!(resultsPerSecond >= 0 && resultKb >= 0 && outageHours >= 0))
    throw new RangeError(
      `no store for ${resultsPerSecond} results/s of ${resultKb} KB over ${outageHours} h`,
    );
  const liveMbps = (resultsPerSecond * resultKb * BITS_PER_BYTE) / KB_PER_MB;
  const storeMb = (resultsPerSecond * resultKb * outageHours * SECONDS_PER_HOUR) / KB_PER_MB;
  if (uplinkMbps === undefined) return { storeMb, liveMbps };
  if (!(uplinkMbps > 0)) throw new RangeError(`an uplink of ${uplinkMbps} Mbit/s is not above 0`);
  const spare = uplinkMbps - liveMbps;
  const drainHours =
    storeMb === 0
      ? 0
      : spare > 0
        ? (storeMb * BITS_PER_BYTE) / spare / SECONDS_PER_HOUR
        : Number.POSITIVE_INFINITY;
  return { storeMb, liveMbps, drainHours };
}
