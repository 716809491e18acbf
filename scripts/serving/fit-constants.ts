import type { ConstantId, ServingConstants } from '../../src/engines/serving/serving-constants.ts';
import { predict } from './predict.ts';
import type { ServingCase } from './serving-case.ts';
import { solveLinear } from './solve-linear.ts';

/** A constant that is fitted: where it starts, and how far (log scale) it may stray before data must insist. */
export type Free = { readonly id: ConstantId; readonly centre: number; readonly spread: number };

/** Log errors beyond this count linearly, not squared: a row that the model cannot describe does not steer it. */
const SOFT = 0.1;
const ROUNDS = 12;
const STEP = 1e-3;

/**
 * Fits the free constants to the cases: least squares of the log of predicted over measured, softened for outliers,
 * each group of rows counted less the larger it is (size ^ -0.3), with a Gaussian prior on the log of each constant.
 * Gauss-Newton with damping; deterministic.
 */
export function fitConstants(
  cases: readonly ServingCase[],
  fixed: ServingConstants,
  free: readonly Free[],
  weightOf: (given: ServingCase) => number,
): ServingConstants {
  const sizes = new Map<string, number>();
  for (const { group } of cases) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const weights = cases.map((given) => weightOf(given) * (sizes.get(given.group) ?? 1) ** -0.3);
  let at = free.map(({ centre }) => Math.log(centre));
  const constantsAt = (logs: readonly number[]): ServingConstants => ({
    ...fixed,
    ...Object.fromEntries(free.map(({ id }, index) => [id, Math.exp(logs[index] ?? 0)])),
  });
  const residualsAt = (logs: readonly number[]): number[] => {
    const constants = constantsAt(logs);
    return cases.map((given) => Math.log(predict(given, constants) / given.measured));
  };
  const costOf = (residuals: readonly number[], logs: readonly number[]): number =>
    residuals.reduce(
      (sum, r, i) => sum + (weights[i] ?? 0) * 2 * SOFT ** 2 * (Math.sqrt(1 + (r / SOFT) ** 2) - 1),
      0,
    ) +
    SOFT ** 2 *
      free.reduce(
        (sum, { centre, spread }, k) => sum + (((logs[k] ?? 0) - Math.log(centre)) / spread) ** 2,
        0,
      );
  let residuals = residualsAt(at);
  let cost = costOf(residuals, at);
  let damping = 1e-3;
  for (let round = 0; round < ROUNDS; round += 1) {
    const columns = at.map((_, k) => {
      const moved = residualsAt(at.map((value, other) => (other === k ? value + STEP : value)));
      return moved.map((value, i) => (value - (residuals[i] ?? 0)) / STEP);
    });
    const robust = residuals.map((r, i) => (weights[i] ?? 0) / Math.sqrt(1 + (r / SOFT) ** 2));
    const size = at.length;
    const normal = Array.from({ length: size }, (_, a) =>
      Array.from({ length: size }, (_, b) => dot(columns[a] ?? [], columns[b] ?? [], robust)),
    );
    const slope = columns.map((column) => dot(column, residuals, robust));
    free.forEach(({ centre, spread }, k) => {
      const prior = SOFT ** 2 / spread ** 2;
      const row = normal[k];
      if (row !== undefined) row[k] = (row[k] ?? 0) + prior;
      slope[k] = (slope[k] ?? 0) + prior * ((at[k] ?? 0) - Math.log(centre));
    });
    let improved = false;
    for (let attempt = 0; attempt < 6; attempt += 1) {
      const damped = normal.map((row, a) => row.map((value, b) => (a === b ? value * (1 + damping) : value)));
      const move = solveLinear(damped, slope);
      const next = at.map((value, k) => value - (move[k] ?? 0));
      const nextResiduals = residualsAt(next);
      const nextCost = costOf(nextResiduals, next);
      if (nextCost < cost) {
        improved = cost - nextCost > cost * 1e-5;
        [at, residuals, cost] = [next, nextResiduals, nextCost];
        damping = Math.max(1e-6, damping / 5);
        break;
      }
      damping *= 8;
    }
    if (!improved) break;
  }
  return constantsAt(at);
}

function dot(a: readonly number[], b: readonly number[], weights: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] ?? 0) * (b[i] ?? 0) * (weights[i] ?? 0);
  return sum;
}
