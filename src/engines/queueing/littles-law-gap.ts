/**
 * How far a mean number present, a throughput and a mean time from arrival to departure are from Little's law L = lambda W (Operations Research 9,
 * 1961): lambda W / L - 1. It holds for every stable system whatever its distributions, so measured triples that break it are wrong or not of one
 * system; 0.1 is a sensible limit for published ones.
 * @throws RangeError unless all three are finite and above 0.
 */
export function littlesLawGap(numberPresent: number, throughput: number, meanTime: number): number {
  for (const [value, what] of [
    [numberPresent, 'a number present'],
    [throughput, 'a throughput'],
    [meanTime, 'a mean time'],
  ] as const)
    if (!(value > 0 && Number.isFinite(value)))
      throw new RangeError(`${what} of ${value} is not finite and above 0`);
  return (throughput * meanTime) / numberPresent - 1;
}
