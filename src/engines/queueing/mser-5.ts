const GROUP = 5;

/**
 * How many observations of a run to leave out as its warm-up: the cut that makes the marginal standard error of the rest
 * smallest, over means of five and at most half of the run (MSER-5: White, Cobb and Spratt, 2000, doi:10.1109/WSC.2000.899799).
 * @param series in the order of observation.
 * @returns a multiple of 5, 0 for fewer than ten.
 */
export function mser5(series: Float64Array): number {
  const groups = Math.floor(series.length / GROUP);
  let best = Number.POSITIVE_INFINITY;
  let cut = 0;
  let [count, mean, squares] = [0, 0, 0];
  for (let group = groups - 1; group >= 0; group--) {
    let sum = 0;
    for (let place = 0; place < GROUP; place++) sum += series[group * GROUP + place] ?? 0;
    const value = sum / GROUP;
    count += 1;
    const off = value - mean;
    mean += off / count;
    squares += off * (value - mean);
    if (group > groups / 2) continue;
    const error = squares / count ** 2;
    if (error <= best) {
      best = error;
      cut = group;
    }
  }
  return cut * GROUP;
}
