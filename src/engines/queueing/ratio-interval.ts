export type Interval = { readonly value: number; readonly low: number; readonly high: number };

/** Student's t, 97.5th percentile, by degrees of freedom (NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2). */
const T_975: ReadonlyMap<number, number> = new Map([
  [7, 2.3646],
  [15, 2.1314],
  [31, 2.03951],
  [63, 1.9983],
]);

/** The half-width of a 95 % interval in standard errors, with so many batches: 8, 16, 32 or 64. */
export function studentT95(batches: number): number {
  const t = T_975.get(batches - 1);
  if (t === undefined) throw new RangeError(`${batches} batches: 8, 16, 32 or 64 are known`);
  return t;
}

/**
 * A ratio of two sums over a run and its 95 % interval by batch means: the batches' residuals about the common ratio, Student's t
 * (Law, Simulation Modeling and Analysis, section 9.5.3; the ratio after Iglehart, 1975). Sound when batches are long enough
 * to be nearly independent: `lagOneCorrelation` of the same residuals tells.
 * @param numerators one a batch; 8, 16, 32 or 64 batches.
 */
export function ratioInterval(numerators: ArrayLike<number>, denominators: ArrayLike<number>): Interval {
  const batches = numerators.length;
  let [top, bottom] = [0, 0];
  for (let batch = 0; batch < batches; batch++) {
    top += numerators[batch] ?? 0;
    bottom += denominators[batch] ?? 0;
  }
  const value = top / bottom;
  let squares = 0;
  for (let batch = 0; batch < batches; batch++)
    squares += ((numerators[batch] ?? 0) - value * (denominators[batch] ?? 0)) ** 2;
  const half = (studentT95(batches) * Math.sqrt((squares / (batches - 1)) * batches)) / bottom;
  return { value, low: value - half, high: value + half };
}
