/** Moments and extremes of a column, gathered block by block. NaN is missing, an infinity is a value without moments. */
export type RunningMoments = {
  add(values: Float64Array): void;
  readonly valid: number;
  readonly missing: number;
  readonly infinite: number;
  /** Of the finite values; NaN without any, as are the next three. */
  readonly minimum: number;
  readonly maximum: number;
  readonly mean: number;
  readonly populationStandardDeviation: number;
};

/**
 * Each block's mean and squares about it are joined by the update of Chan, Golub and LeVeque (Algorithms for computing the sample variance,
 * The American Statistician 37, 1983), which does not cancel.
 */
export function runningMoments(): RunningMoments {
  let finite = 0;
  let missing = 0;
  let infinite = 0;
  let minimum = Number.POSITIVE_INFINITY;
  let maximum = Number.NEGATIVE_INFINITY;
  let mean = 0;
  let squares = 0;
  return {
    add(values) {
      let sum = 0;
      let held = 0;
      let lost = 0;
      for (let row = 0; row < values.length; row++) {
        const value = values[row] as number;
        if (value - value === 0) {
          held++;
          sum += value;
          if (value < minimum) minimum = value;
          if (value > maximum) maximum = value;
        } else if (Number.isNaN(value)) lost++;
      }
      missing += lost;
      infinite += values.length - held - lost;
      if (held === 0) return;
      const near = sum / held;
      let around = 0;
      let off = 0;
      for (let row = 0; row < values.length; row++) {
        const gap = (values[row] as number) - near;
        if (gap - gap === 0) {
          around += gap * gap;
          off += gap;
        }
      }
      // what rounding left of the mean is in the gaps
      const centre = near + off / held;
      around -= (off * off) / held;
      const step = centre - mean;
      const all = finite + held;
      mean += (step * held) / all;
      squares += around + (step * step * finite * held) / all;
      finite = all;
    },
    get valid() {
      return finite + infinite;
    },
    get missing() {
      return missing;
    },
    get infinite() {
      return infinite;
    },
    get minimum() {
      return finite === 0 ? Number.NaN : minimum;
    },
    get maximum() {
      return finite === 0 ? Number.NaN : maximum;
    },
    get mean() {
      return finite === 0 ? Number.NaN : mean;
    },
    get populationStandardDeviation() {
      return finite === 0 ? Number.NaN : Math.sqrt(squares / finite);
    },
  };
}
