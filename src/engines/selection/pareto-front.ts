/**
 * Which points no other point dominates: at least as good in every objective and better in one.
 * Every objective is "more is better"; an unknown value (undefined) is worse than any known one.
 * @returns one flag a point, in the order given. Equal points are all on the front.
 */
export function paretoFront(points: readonly (readonly (number | undefined)[])[]): boolean[] {
  return points.map((point) => !points.some((other) => dominates(other, point)));
}

function dominates(a: readonly (number | undefined)[], b: readonly (number | undefined)[]): boolean {
  let better = false;
  for (let objective = 0; objective < b.length; objective++) {
    const x = a[objective] ?? Number.NEGATIVE_INFINITY;
    const y = b[objective] ?? Number.NEGATIVE_INFINITY;
    if (x < y) return false;
    if (x > y) better = true;
  }
  return better;
}
