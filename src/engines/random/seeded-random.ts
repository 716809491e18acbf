/**
 * Uniform numbers in [0, 1) from a seed: xoshiro128** (Blackman and Vigna, 2021, doi:10.1145/3460772), its state filled
 * by splitmix32. The same seed gives the same numbers on every machine.
 * @param seed a whole number; only its lower 32 bits count.
 */
export function seededRandom(seed: number): () => number {
  let mixed = seed | 0;
  const next = (): number => {
    mixed = (mixed + 0x9e3779b9) | 0;
    let z = mixed;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return z ^ (z >>> 15);
  };
  let [a, b, c, d] = [next(), next(), next(), next()];
  return () => {
    const product = Math.imul(b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9);
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return (result >>> 0) / 4294967296;
  };
}
