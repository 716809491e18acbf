import { normalCdf } from './normal-cdf.ts';

export type TwoProportionTest = {
  readonly referenceShare: number;
  readonly currentShare: number;
  readonly z: number;
  /** Two-sided. */
  readonly pValue: number;
};

/**
 * Test that two shares are one, with the pooled standard error and no continuity correction: z squared is Pearson's
 * chi-square of the 2 x 2 table. Rough where fewer than 5 hits are expected on a side. p is 1 when neither side, or
 * every row of both, is a hit.
 * @throws RangeError unless 0 <= hits <= rows and rows > 0 on both sides.
 */
export function twoProportionTest(
  referenceHits: number,
  referenceRows: number,
  currentHits: number,
  currentRows: number,
): TwoProportionTest {
  const referenceShare = share(referenceHits, referenceRows);
  const currentShare = share(currentHits, currentRows);
  const pooled = (referenceHits + currentHits) / (referenceRows + currentRows);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / referenceRows + 1 / currentRows));
  const z = error === 0 ? 0 : (currentShare - referenceShare) / error;
  return { referenceShare, currentShare, z, pValue: Math.min(1, 2 * normalCdf(-Math.abs(z))) };
}

function share(hits: number, rows: number): number {
  if (!(rows > 0 && hits >= 0 && hits <= rows))
    throw new RangeError(`${hits} of ${rows} rows is not a share`);
  return hits / rows;
}
