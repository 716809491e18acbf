/** Shares below it change no sum of doubles. */
const NEGLIGIBLE = 1e-25;

/**
 * P(0), P(1), ... of the Poisson distribution, up to where they fall below 1e-25 of the largest: recursions from the mode to both sides, divided by
 * their sum, so that every term keeps its digits at any mean.
 * @param mean finite, at least 0.
 * @throws RangeError outside that.
 */
export function poissonProbabilities(mean: number): Float64Array {
  if (!(mean >= 0 && Number.isFinite(mean)))
    throw new RangeError(`a mean of ${mean} is not finite and at least 0`);
  const mode = Math.floor(mean);
  const fromMode = [1];
  let weight = 1;
  for (let k = mode + 1; weight > NEGLIGIBLE; k++) {
    weight *= mean / k;
    fromMode.push(weight);
  }
  const probabilities = new Float64Array(mode + fromMode.length);
  probabilities.set(fromMode, mode);
  for (let k = mode; k >= 1; k--) probabilities[k - 1] = ((probabilities[k] ?? 0) * k) / mean;
  const sum = probabilities.reduce((total, share) => total + share, 0);
  return probabilities.map((share) => share / sum);
}
