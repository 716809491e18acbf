import { poissonProbabilities } from './poisson-probabilities.ts';

/** What one solution may cost, in multiplications (about half a second) and in numbers held (40 MB). */
const LARGEST_WORK = 4e8;
const LARGEST_TABLE = 5e6;

/**
 * Stationary distribution of a count X that each step loses up to `batch` and gains Poisson arrivals: X' = max(X - batch, 0) + Poisson(mean(X)), where
 * the mean depends on X below `batch` and is `arrivals[batch]` from there on. By the state reduction of Grassmann, Taksar and Heyman (Operations
 * Research 33, 1985), which subtracts nothing and so keeps the digits of every probability; cut where the geometric tail is below 1e-18.
 * @param arrivals the mean gain at X = 0, ..., batch: length batch + 1, finite, at least 0.
 * @throws RangeError on other means, where the last one is not below `batch`, where it is so near that the chain is too large to solve, and where some count is left so
 * seldom that doubles hold no probability for it.
 */
export function batchDepartureChain(arrivals: readonly number[]): Float64Array {
  const batch = arrivals.length - 1;
  const full = arrivals[batch] ?? Number.NaN;
  if (!(batch >= 1 && full < batch))
    throw new RangeError(`${full} arrivals a step against ${batch} taken: the count grows for ever`);
  const gains = arrivals.map(poissonProbabilities);
  const widest = gains.reduce((width, gain) => Math.max(width, gain.length), 0);
  const states = batch + widest + tailLength(full, batch);
  const table = states * widest;
  if (!(table <= LARGEST_TABLE && table * batch <= LARGEST_WORK))
    throw new RangeError(
      `${full} arrivals a step against ${batch} taken are too near, or too many, to solve`,
    );
  const rows = Array.from({ length: states }, (_, count): Row => {
    const from = Math.max(0, count - batch);
    return { from, shares: cut(gains[Math.min(count, batch)] ?? new Float64Array(), states - from) };
  });
  reduce(rows, widest);
  return backSubstitute(rows);
}

/** The probabilities of `from`, `from + 1`, ... after a step. */
type Row = { readonly from: number; readonly shares: Float64Array };

/** A copy of at most `length` entries, what lies beyond added to the last. */
function cut(shares: Float64Array, length: number): Float64Array {
  const kept = shares.slice(0, length);
  for (let at = length; at < shares.length; at++)
    kept[length - 1] = (kept[length - 1] ?? 0) + (shares[at] ?? 0);
  return kept;
}

/** States until the tail, whose factor a state solves z^batch = e^(mean (z - 1)) for z > 1, has fallen by 1e-18. */
function tailLength(mean: number, batch: number): number {
  if (mean === 0) return 0;
  const rising = (z: number): boolean => batch * Math.log(z) > mean * (z - 1);
  let below = batch / mean;
  let above = 2 * below;
  while (rising(above)) above *= 2;
  for (let step = 0; step < 60; step++) {
    const middle = (below + above) / 2;
    if (rising(middle)) below = middle;
    else above = middle;
  }
  return Math.ceil(Math.log(1e18) / Math.log(below));
}

/** Removes states from the highest on and leaves in each row the shares that back-substitution needs. */
function reduce(rows: readonly Row[], widest: number): void {
  for (let state = rows.length - 1; state >= 1; state--) {
    const removed = rows[state];
    if (removed === undefined) continue;
    const below = state - removed.from;
    let leaving = 0;
    for (let at = 0; at < below; at++) leaving += removed.shares[at] ?? 0;
    if (!(leaving > 0)) throw new RangeError(`a count of ${state} falls too seldom for doubles`);
    for (let other = Math.max(0, state - widest); other < state; other++) {
      const row = rows[other];
      if (row === undefined) continue;
      const column = state - row.from;
      const share = (row.shares[column] ?? 0) / leaving;
      if (share === 0) continue;
      row.shares[column] = share;
      const shift = removed.from - row.from;
      for (let at = 0; at < below; at++)
        row.shares[at + shift] = (row.shares[at + shift] ?? 0) + share * (removed.shares[at] ?? 0);
    }
  }
}

/** Each state hands its weight on to those above it, by what its row was left with. */
function backSubstitute(rows: readonly Row[]): Float64Array {
  const weights = new Float64Array(rows.length);
  weights[0] = 1;
  let sum = 0;
  rows.forEach(({ from, shares }, state) => {
    const weight = weights[state] ?? 0;
    sum += weight;
    for (let column = state + 1 - from; column < shares.length; column++)
      weights[from + column] = (weights[from + column] ?? 0) + weight * (shares[column] ?? 0);
  });
  return weights.map((weight) => weight / sum);
}
