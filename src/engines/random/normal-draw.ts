/** A standard normal number from two uniform ones in [0, 1) (Box and Muller, 1958, doi:10.1214/aoms/1177706645). */
export function normalDraw(one: number, other: number): number {
  return Math.sqrt(-2 * Math.log1p(-one)) * Math.cos(2 * Math.PI * other);
}
