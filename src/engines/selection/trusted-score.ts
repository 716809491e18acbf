import { trustRank } from './choose-speed-cell.ts';
import type { ScoreRow } from './deciding-benchmark.ts';

/**
 * A model's figure on a benchmark: at the wanted input size first, then by the most trusted measurer, then the best.
 * @param px input side in pixels that is preferred; rows state inputs as words, such as `640px`.
 */
export function trustedScore<Row extends ScoreRow>(
  scores: readonly Row[],
  model: string,
  benchmark: { readonly id: string; readonly better: 'higher' | 'lower' } | undefined,
  px: number | undefined,
): Row | undefined {
  const sign = benchmark?.better === 'lower' ? -1 : 1;
  return scores
    .filter((row) => row.model === model && row.benchmark === benchmark?.id)
    .sort(
      (a, b) =>
        Number(atSize(b.input, px)) - Number(atSize(a.input, px)) ||
        trustRank(a.measuredBy) - trustRank(b.measuredBy) ||
        sign * (b.value - a.value),
    )[0];
}

/** Whether a stated input, such as `640px` or `640x640`, is of this side. */
export function atSize(stated: string | undefined, px: number | undefined): boolean {
  return px !== undefined && stated !== undefined && new RegExp(`(^|\\D)${px}(\\D|$)`).test(stated);
}
