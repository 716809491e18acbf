/** Below it the theta-transformed series converges faster. */
const CROSSOVER = 1.18;

/**
 * P(K > x) of Kolmogorov's limiting distribution, accurate in both tails: the alternating series for large x, the
 * theta-transformed one for small (Numerical Recipes, third edition, section 6.14.12). 1 at or below 0.
 */
export function kolmogorovSurvival(x: number): number {
  if (x <= 0) return 1;
  if (x < CROSSOVER) {
    const rate = (Math.PI * Math.PI) / (8 * x * x);
    const below = [1, 9, 25, 49].reduce((sum, square) => sum + Math.exp(-square * rate), 0);
    return 1 - (Math.sqrt(2 * Math.PI) / x) * below;
  }
  return 2 * [1, -4, 9, -16].reduce((sum, k) => sum + Math.sign(k) * Math.exp(-2 * Math.abs(k) * x * x), 0);
}
