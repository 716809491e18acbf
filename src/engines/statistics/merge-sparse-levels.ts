export type MergedLevels = { readonly reference: number[]; readonly current: number[] };

/** The smaller of a level's two expected counts, below which the chi-square test is not trusted (Cochran 1954). */
export const LEAST_EXPECTED = 5;

/**
 * Merges levels whose expected count under one pooled distribution is below 5 on the smaller side, for a chi-square
 * test. Ordered levels join their neighbour to the right (the last ones to the left); unordered ones go together into
 * one other level, which joins the largest level when it is itself too small: there it hides least. Levels that are empty on
 * both sides vanish. Row totals stay.
 * @throws RangeError on histograms of unequal length or without rows.
 */
export function mergeSparseLevels(
  reference: readonly number[],
  current: readonly number[],
  ordered: boolean,
): MergedLevels {
  if (reference.length !== current.length)
    throw new RangeError(`${reference.length} bins cannot be compared with ${current.length}`);
  const n = reference.reduce((sum, count) => sum + count, 0);
  const m = current.reduce((sum, count) => sum + count, 0);
  if (n === 0 || m === 0) throw new RangeError('a histogram without rows cannot be tested');
  const least = (LEAST_EXPECTED * (n + m)) / Math.min(n, m);
  const levels = reference
    .map((count, bin): Level => [count, current[bin] ?? 0])
    .filter((level) => size(level) > 0);
  const merged = ordered ? mergeNeighbours(levels, least) : mergeRest(levels, least);
  return { reference: merged.map(([count]) => count), current: merged.map(([, count]) => count) };
}

type Level = readonly [reference: number, current: number];

function mergeNeighbours(levels: readonly Level[], least: number): Level[] {
  const merged: Level[] = [];
  let open: Level = [0, 0];
  for (const level of levels) {
    open = join(open, level);
    if (size(open) < least) continue;
    merged.push(open);
    open = [0, 0];
  }
  if (size(open) === 0) return merged;
  const last = merged.pop() ?? [0, 0];
  return [...merged, join(last, open)];
}

function mergeRest(levels: readonly Level[], least: number): Level[] {
  const kept = levels.filter((level) => size(level) >= least);
  const rest = levels.filter((level) => size(level) < least).reduce(join, [0, 0]);
  if (size(rest) === 0) return kept;
  if (size(rest) >= least || kept.length === 0) return [...kept, rest];
  const largest = kept.reduce(
    (best, level, index) => (size(level) > size(kept[best] ?? level) ? index : best),
    0,
  );
  return kept.map((level, index) => (index === largest ? join(level, rest) : level));
}

function join(a: Level, b: Level): Level {
  return [a[0] + b[0], a[1] + b[1]];
}

function size([reference, current]: Level): number {
  return reference + current;
}
