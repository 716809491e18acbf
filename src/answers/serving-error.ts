import type { SERVING_QUANTITIES, servingErrors } from '../catalog/tables/serving-errors.ts';
import type { RowOf } from '../contract/catalog.ts';

export type ServingError = RowOf<typeof servingErrors>;

/** Fewer rows than this say nothing of a group. */
const LEAST_ROWS = 15;
/** Where a group has no rows of its own, its error is unknown: this many times the overall one is assumed. */
const UNKNOWN_GROUP = 2;

export type ErrorOfCase = {
  /** 90 % of the published rows of such cases lie within this fraction of the prediction. */
  readonly p90: number;
  readonly median: number;
  /** The group that decided, in words. */
  readonly of: string;
  /** Groups of the case that no published row covers. */
  readonly notValidated: readonly string[];
};

/**
 * The error that validation found for such cases: of the groups that a case belongs to the one with the widest error. Groups
 * without enough published rows of the quantity take their error in saturated throughput; without those either they are named,
 * and the range is widened for them.
 */
export function servingErrorOf(
  rows: readonly ServingError[],
  quantity: (typeof SERVING_QUANTITIES)[number],
  groups: readonly { readonly group: ServingError['group']; readonly member: string }[],
): ErrorOfCase | undefined {
  const own = rows.filter((row) => row.quantity === quantity);
  const all = own.find(({ group }) => group === 'all');
  if (all === undefined) return undefined;
  const others = rows.filter((row) => row.quantity === 'saturated throughput');
  const found = groups.map((asked) => ({
    asked,
    row: [...own, ...others].find(
      ({ group, member, rows: count }) =>
        group === asked.group && member === asked.member && count >= LEAST_ROWS,
    ),
  }));
  const known = [all, ...found.flatMap(({ row }) => row ?? [])];
  const widest = known.reduce((worst, row) => (row.p90Percent > worst.p90Percent ? row : worst));
  const notValidated = found.flatMap(({ asked, row }) => (row === undefined ? [asked.member] : []));
  const factor = notValidated.length > 0 ? UNKNOWN_GROUP : 1;
  return {
    p90: (factor * widest.p90Percent) / 100,
    median: (factor * widest.medianPercent) / 100,
    of: widest.group === 'all' ? 'all published rows' : `published ${widest.member} rows`,
    notValidated,
  };
}
