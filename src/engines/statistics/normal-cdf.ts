import { regularizedGamma } from './regularized-gamma.ts';

/** P(Z <= z) of the standard normal distribution, to about 1e-12 relative also where it is small. */
export function normalCdf(z: number): number {
  const { lower, upper } = regularizedGamma(0.5, (z * z) / 2);
  return z < 0 ? upper / 2 : 0.5 + lower / 2;
}
