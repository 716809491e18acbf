/** @throws RangeError naming the first entry that is not a probability. */
export function requirePValues(pValues: readonly number[]): void {
  const at = pValues.findIndex((p) => !(p >= 0 && p <= 1));
  if (at >= 0) throw new RangeError(`p-value ${at} is ${pValues[at]}, not a probability`);
}
