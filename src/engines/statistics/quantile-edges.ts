import { quantileType7 } from './quantile-type7.ts';

/**
 * Inner edges that cut a reference sample at its quantiles k/bins (type 7), equal edges merged: at most bins - 1, at
 * least 1. Bins are (-Infinity, e1], (e1, e2], ..., (ek, Infinity).
 * @param sorted ascending, finite, at least one value.
 * @throws RangeError on an empty sample or fewer than two bins.
 */
export function quantileEdges(sorted: ArrayLike<number>, bins: number): number[] {
  if (!Number.isInteger(bins) || bins < 2) throw new RangeError(`${bins} bins cannot be cut`);
  const edges: number[] = [];
  for (let k = 1; k < bins; k++) {
    const edge = quantileType7(sorted, k, bins);
    if (edge !== edges.at(-1)) edges.push(edge);
  }
  return edges;
}
