/**
 * Seconds for which a box may go unseen and still overlap its prediction by the threshold. Without prediction the box stays
 * where it was and moves off at its speed; with a constant-velocity prediction (SORT and its kin) only what the velocity
 * changes moves it off: half the acceleration times the time squared. Solves (w - s) / (w + s) = threshold for the shift.
 * @param box width above 0 in metres, speed (m/s) and acceleration (m/s2) at least 0; one of them above 0.
 * @param leastOverlap intersection over union, above 0 and below 1. @throws RangeError outside these.
 */
export function longestBridgedGap(
  box: { readonly widthM: number; readonly speedMps?: number; readonly accelerationMps2?: number },
  leastOverlap: number,
): number {
  const { widthM, speedMps = 0, accelerationMps2 = 0 } = box;
  if (!(widthM > 0 && speedMps >= 0 && accelerationMps2 >= 0 && leastOverlap > 0 && leastOverlap < 1))
    throw new RangeError(`no gap for ${widthM} m, ${speedMps} m/s, overlap ${leastOverlap}`);
  if (speedMps === 0 && accelerationMps2 === 0) throw new RangeError('a box at rest is bridged for ever');
  const shift = (widthM * (1 - leastOverlap)) / (1 + leastOverlap);
  if (accelerationMps2 === 0) return shift / speedMps;
  return (-speedMps + Math.sqrt(speedMps * speedMps + 2 * accelerationMps2 * shift)) / accelerationMps2;
}
