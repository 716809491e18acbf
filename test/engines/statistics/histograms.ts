import fc from 'fast-check';

/** Two histograms on the same bins, each with at least one row. */
export const histogramPairs = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 500 })), {
    minLength: 1,
    maxLength: 30,
  })
  .map((pairs) => ({ reference: pairs.map(([count]) => count), current: pairs.map(([, count]) => count) }))
  .filter(
    ({ reference, current }) => reference.some((count) => count > 0) && current.some((count) => count > 0),
  );

/** Numbers from 0 to below 1, the same for the same seed (mulberry32, public domain). */
export function seededUniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
