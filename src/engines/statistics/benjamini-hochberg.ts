import { requirePValues } from './require-p-values.ts';

/**
 * P-values corrected step up by Benjamini and Hochberg (J. R. Statist. Soc. B 57, 1995): the i-th smallest of k counts
 * as min over j >= i of k p(j) / j. Where those below alpha are called drift, the expected share of false ones among
 * them is at most alpha, for independent and for positively dependent tests.
 * @returns one a test, in the order given. @throws RangeError unless all lie within 0..1.
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  requirePValues(pValues);
  const order = pValues.map((_, test) => test).sort((a, b) => (pValues[b] ?? 0) - (pValues[a] ?? 0));
  const corrected = new Array<number>(pValues.length).fill(0);
  let smallest = 1;
  order.forEach((test, largerOnes) => {
    const rank = pValues.length - largerOnes;
    smallest = Math.min(smallest, ((pValues[test] ?? 0) * pValues.length) / rank);
    corrected[test] = smallest;
  });
  return corrected;
}
