import { quantileType7 } from '../statistics/quantile-type7.ts';
import type { ThroughputRow } from './measured-throughput.ts';

/** Models that must have been measured on both devices in one setting before a third is carried over. */
const FEWEST_REFERENCES = 3;
/** Carried over only where doing so to the reference models misses by no more than this at the median. */
export const WORST_MEDIAN_ERROR = 0.25;

export type ScaledThroughput<Row> = {
  readonly itemsPerSecond: number;
  /** The model's own row, on another device of the family. */
  readonly from: Row;
  readonly ratio: number;
  readonly references: readonly string[];
  readonly error: ScalingError;
};

export type ScalingError = {
  readonly tests: number;
  /** Of |predicted / measured - 1|, as fractions. */
  readonly median: number;
  readonly worst: number;
};

/**
 * Throughput on a device where the model was not measured, from one of its family where it was: its own figure there times the
 * median ratio of the models measured on both in the same setting (runtime, precision, batch, who measured). The error is what
 * the same does to those models, each left out in turn. Of several origins the one with the smallest median error. Undefined
 * where fewer than three models were measured on both, or the error is above `WORST_MEDIAN_ERROR`: a ratio that does not hold
 * among the models measured cannot be expected to hold for one more.
 */
export function scaledThroughput<Row extends ThroughputRow>(
  rows: readonly Row[],
  own: readonly Row[],
  hardware: string,
): ScaledThroughput<Row> | undefined {
  return own
    .filter((row) => row.hardware !== hardware)
    .flatMap((from) => {
      const pairs = referencePairs(rows, from, hardware);
      const error = scalingError(pairs.map(({ ratio }) => ratio));
      if (error === undefined || error.median > WORST_MEDIAN_ERROR) return [];
      const ratio = median(pairs.map((pair) => pair.ratio));
      return [
        {
          itemsPerSecond: from.itemsPerSecond * ratio,
          from,
          ratio,
          references: [...new Set(pairs.map(({ model }) => model))],
          error,
        },
      ];
    })
    .sort((a, b) => a.error.median - b.error.median || b.itemsPerSecond - a.itemsPerSecond)[0];
}

/** Each ratio predicted by the median of the others; undefined for fewer than three. */
export function scalingError(ratios: readonly number[]): ScalingError | undefined {
  if (ratios.length < FEWEST_REFERENCES) return undefined;
  const errors = ratios.map((ratio, left) =>
    Math.abs(median(ratios.filter((_, index) => index !== left)) / ratio - 1),
  );
  return { tests: errors.length, median: median(errors), worst: Math.max(...errors) };
}

/** Ratios of the other models measured on both devices as `from` was. */
export function referencePairs<Row extends ThroughputRow>(
  rows: readonly Row[],
  from: Row,
  hardware: string,
): { readonly model: string; readonly ratio: number }[] {
  const alike = rows.filter((row) => row.model !== from.model && settingOf(row) === settingOf(from));
  const there = new Map(
    alike.filter((row) => row.hardware === hardware).map((row) => [`${row.model} ${row.input}`, row]),
  );
  return alike
    .filter((row) => row.hardware === from.hardware)
    .flatMap((row) => {
      const target = there.get(`${row.model} ${row.input}`);
      return target === undefined
        ? []
        : [{ model: row.model, ratio: target.itemsPerSecond / row.itemsPerSecond }];
    });
}

/** Runtime without its CUDA release (which follows the device), precision, batch and who measured. */
export function settingOf({ runtime, precision, batch, measuredBy }: ThroughputRow): string {
  return [runtime.replace(/,? ?CUDA [\d.]+/, ''), precision, batch ?? '-', measuredBy].join('|');
}

function median(values: readonly number[]): number {
  return quantileType7(
    values.toSorted((a, b) => a - b),
    1,
    2,
  );
}
