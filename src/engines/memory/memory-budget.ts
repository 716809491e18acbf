import { BYTES_PER_GB, BYTES_PER_MIB } from '../../units/bytes.ts';

export type MemoryBudget = {
  readonly capacityBytes: number;
  /** What the engine may take: capacity times utilisation. */
  readonly usableBytes: number;
  readonly weightBytes: number;
  readonly activationBytes: number;
  readonly runtimeBytes: number;
  /** Left for the cache; negative by what is lacking. */
  readonly freeBytes: number;
};

/**
 * What one accelerator has left for the key-value cache: `utilisation * capacity - weights - activations - runtime`,
 * as vLLM's start-up profile computes it. Capacity is what the driver reports where that is known, else the decimal
 * gigabytes of the data sheet, which are fewer on most cards, so that memory is never overstated.
 * @throws RangeError unless 0 < utilisation <= 1 and memory is above 0.
 */
export function memoryBudget(given: {
  readonly memoryGb: number;
  readonly reportedMib?: number | undefined;
  readonly utilisation: number;
  readonly weightBytes: number;
  readonly activationBytes: number;
  readonly runtimeBytes: number;
}): MemoryBudget {
  const { memoryGb, reportedMib, utilisation, weightBytes, activationBytes, runtimeBytes } = given;
  if (!(utilisation > 0 && utilisation <= 1))
    throw new RangeError(`utilisation ${utilisation} is not within 0 and 1`);
  const capacityBytes = reportedMib === undefined ? memoryGb * BYTES_PER_GB : reportedMib * BYTES_PER_MIB;
  if (!(capacityBytes > 0)) throw new RangeError('an accelerator has memory above 0');
  const usableBytes = utilisation * capacityBytes;
  const freeBytes = usableBytes - weightBytes - activationBytes - runtimeBytes;
  return { capacityBytes, usableBytes, weightBytes, activationBytes, runtimeBytes, freeBytes };
}
