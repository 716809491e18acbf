import { capacityBytes } from './capacity-bytes.ts';

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
 * as vLLM's start-up profile computes it.
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
  const { utilisation, weightBytes, activationBytes, runtimeBytes } = given;
  if (!(utilisation > 0 && utilisation <= 1))
    throw new RangeError(`utilisation ${utilisation} is not within 0 and 1`);
  const capacity = capacityBytes(given);
  if (!(capacity > 0)) throw new RangeError('an accelerator has memory above 0');
  const usableBytes = utilisation * capacity;
  const freeBytes = usableBytes - weightBytes - activationBytes - runtimeBytes;
  return { capacityBytes: capacity, usableBytes, weightBytes, activationBytes, runtimeBytes, freeBytes };
}
