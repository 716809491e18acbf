/**
 * Inner edges that cut minimum..maximum into bins of one width, equal edges merged: bins - 1 of them, or 1 when the
 * range is empty. The outer bins are open.
 * @throws RangeError on a range that is not finite or not ascending, or fewer than two bins.
 */
export function equalWidthEdges(minimum: number, maximum: number, bins: number): number[] {
  if (!Number.isInteger(bins) || bins < 2) throw new RangeError(`${bins} bins cannot be cut`);
  const width = maximum - minimum;
  if (!(width >= 0 && Number.isFinite(width))) throw new RangeError(`${minimum}..${maximum} is not a range`);
  const edges: number[] = [];
  for (let k = 1; k < bins; k++) {
    const edge = minimum + (width * k) / bins;
    if (edge !== edges.at(-1)) edges.push(edge);
  }
  return edges;
}
