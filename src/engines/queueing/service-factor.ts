import { exponential } from '../random/exponential.ts';
import { normalDraw } from '../random/normal-draw.ts';

/** How service times spread about the mean of their batch size; every one has mean 1. */
export type ServiceSpread =
  | { readonly kind: 'deterministic' }
  | { readonly kind: 'exponential' }
  | { readonly kind: 'uniform' }
  | { readonly kind: 'erlang'; readonly stages: number }
  | { readonly kind: 'lognormal'; readonly coefficientOfVariation: number }
  | { readonly kind: 'hyper-exponential'; readonly squaredCoefficientOfVariation: number }
  | { readonly kind: 'discrete'; readonly values: readonly number[]; readonly shares: readonly number[] };

/**
 * Draws of the factor by which one service differs from the mean: uniform on [0, 2]; the sum of `stages` exponentials; e to a
 * normal with `sigma^2 = ln(1 + cv^2)`; one of two exponentials with balanced means, `p = (1 + sqrt((c2 - 1)/(c2 + 1)))/2`
 * (Whitt, 1982, doi:10.1287/opre.30.1.125); given values by their shares.
 * @param uniform numbers in [0, 1).
 * @throws RangeError for parameters outside the law, or discrete values whose mean is not 1.
 */
export function serviceFactor(spread: ServiceSpread, uniform: () => number): () => number {
  switch (spread.kind) {
    case 'deterministic':
      return () => 1;
    case 'exponential':
      return () => exponential(1, uniform());
    case 'uniform':
      return () => 2 * uniform();
    case 'erlang': {
      const { stages } = spread;
      if (!(Number.isInteger(stages) && stages >= 1))
        throw new RangeError(`an Erlang law of ${stages} stages: it needs a whole number from 1`);
      return () => {
        let sum = 0;
        for (let stage = 0; stage < stages; stage++) sum += exponential(1 / stages, uniform());
        return sum;
      };
    }
    case 'lognormal': {
      const cv = spread.coefficientOfVariation;
      if (!(cv >= 0)) throw new RangeError(`a coefficient of variation of ${cv} is below 0`);
      const variance = Math.log1p(cv ** 2);
      const sigma = Math.sqrt(variance);
      return () => Math.exp(sigma * normalDraw(uniform(), uniform()) - variance / 2);
    }
    case 'hyper-exponential': {
      const c2 = spread.squaredCoefficientOfVariation;
      if (!(c2 >= 1))
        throw new RangeError(`a hyper-exponential law has a squared coefficient from 1, not ${c2}`);
      const p = (1 + Math.sqrt((c2 - 1) / (c2 + 1))) / 2;
      return () => exponential(1 / (2 * (uniform() < p ? p : 1 - p)), uniform());
    }
    case 'discrete': {
      const { values, shares } = spread;
      const mean = values.reduce((sum, value, index) => sum + value * (shares[index] ?? 0), 0);
      const whole = shares.reduce((sum, share) => sum + share, 0);
      if (Math.abs(mean - 1) > 1e-9 || Math.abs(whole - 1) > 1e-9)
        throw new RangeError(
          `discrete factors with mean ${mean} and shares of ${whole} in all: both must be 1`,
        );
      return () => {
        let left = uniform();
        for (const [index, share] of shares.entries()) {
          left -= share;
          if (left < 0) return values[index] ?? 1;
        }
        return values.at(-1) ?? 1;
      };
    }
  }
}
