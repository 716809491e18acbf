import { BYTES_PER_GB, BYTES_PER_MIB } from '../../units/bytes.ts';

/**
 * Memory of one accelerator: what the driver reports where that is known, else the decimal gigabytes of the data sheet,
 * which are fewer on most cards, so that memory is never overstated.
 */
export function capacityBytes(device: {
  readonly memoryGb: number;
  readonly reportedMib?: number | undefined;
}): number {
  const { memoryGb, reportedMib } = device;
  return reportedMib === undefined ? memoryGb * BYTES_PER_GB : reportedMib * BYTES_PER_MIB;
}
