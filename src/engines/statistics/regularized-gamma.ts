import { poissonDensity } from './poisson-density.ts';

const EPSILON = 2 ** -54;
const TINY = 1e-300;

/** The two tails add up to 1; each is accurate where it is the small one. */
export type GammaTails = { readonly lower: number; readonly upper: number };

/**
 * Regularised incomplete gamma functions P(a, x) and Q(a, x) for a > 0, x >= 0, to about 1e-12 relative in the smaller
 * tail: the power series below a + 1, else Lentz's continued fraction (Numerical Recipes, section 6.2), times the
 * Poisson density in Loader's saddle-point form (2000), which stays exact for large a.
 * @throws RangeError outside that domain.
 */
export function regularizedGamma(a: number, x: number): GammaTails {
  if (!(a > 0 && Number.isFinite(a) && x >= 0))
    throw new RangeError(`the incomplete gamma function is not served at a = ${a}, x = ${x}`);
  if (x === 0) return { lower: 0, upper: 1 };
  if (x === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0 };
  const density = poissonDensity(a, x);
  if (x < a + 1) {
    const lower = density * series(a, x);
    return { lower, upper: 1 - lower };
  }
  const upper = density * a * continuedFraction(a, x);
  return { lower: 1 - upper, upper };
}

function series(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > sum * EPSILON; k++) {
    term *= x / (a + k);
    sum += term;
  }
  return sum;
}

/** Of Q(a, x) Gamma(a) / (x^a e^-x). */
function continuedFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let fraction = d;
  for (let k = 1; ; k++) {
    const numerator = -k * (k - a);
    b += 2;
    d = 1 / nonZero(numerator * d + b);
    c = nonZero(b + numerator / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 4 * EPSILON) return fraction;
  }
}

function nonZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
