import { proportions } from './proportions.ts';

export type JensenShannon = {
  /** 0 .. ln 2. */
  readonly divergenceNats: number;
  /** 0 .. 1. */
  readonly divergenceBits: number;
  /** Square root of the divergence in bits, 0 .. 1: a metric (Endres and Schindelin 2003). */
  readonly distance: number;
};

/**
 * Jensen-Shannon divergence of two histograms (Lin, IEEE Trans. Inf. Theory 37, 1991) on raw shares, without a floor:
 * it is finite with empty bins. For small shifts PSI is about 8 times the divergence in nats.
 * @throws RangeError on histograms of unequal length or without rows.
 */
export function jensenShannon(reference: readonly number[], current: readonly number[]): JensenShannon {
  if (reference.length !== current.length)
    throw new RangeError(`${reference.length} bins cannot be compared with ${current.length}`);
  const q = proportions(current);
  const nats = proportions(reference).reduce((sum, share, bin) => {
    const other = q[bin] ?? 0;
    const middle = (share + other) / 2;
    return sum + (part(share, middle) + part(other, middle)) / 2;
  }, 0);
  const divergenceNats = Math.min(Math.LN2, Math.max(0, nats));
  const divergenceBits = Math.min(1, divergenceNats / Math.LN2);
  return { divergenceNats, divergenceBits, distance: Math.sqrt(divergenceBits) };
}

function part(share: number, middle: number): number {
  return share === 0 ? 0 : share * Math.log(share / middle);
}
