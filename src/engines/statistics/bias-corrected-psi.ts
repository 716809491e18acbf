/**
 * PSI less its expectation under no drift, never below 0: max(0, psi - (bins - 1)(1/n + 1/m)).
 * @param bins bins that hold a row on either side.
 */
export function biasCorrectedPsi(psi: number, bins: number, n: number, m: number): number {
  return Math.max(0, psi - (bins - 1) * (1 / n + 1 / m));
}
