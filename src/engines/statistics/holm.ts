import { requirePValues } from './require-p-values.ts';

/**
 * P-values corrected step down by Holm (Scandinavian Journal of Statistics 6, 1979): the i-th smallest of k counts as
 * max over j <= i of min(1, (k - j + 1) p(j)). Controls the chance of one false alarm or more whatever the dependence.
 * @returns one a test, in the order given. @throws RangeError unless all lie within 0..1.
 */
export function holm(pValues: readonly number[]): number[] {
  requirePValues(pValues);
  const order = pValues.map((_, test) => test).sort((a, b) => (pValues[a] ?? 0) - (pValues[b] ?? 0));
  const corrected = new Array<number>(pValues.length).fill(0);
  let largest = 0;
  order.forEach((test, rank) => {
    largest = Math.max(largest, Math.min(1, (pValues.length - rank) * (pValues[test] ?? 0)));
    corrected[test] = largest;
  });
  return corrected;
}
