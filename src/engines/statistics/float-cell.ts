/** Cells of `floatCell`: the top 20 bits of a double. */
export const FLOAT_CELLS = 2 ** 20;

/**
 * Numbers the cells that the top 20 bits of a double make (sign, exponent, 8 bits of mantissa): 256 cells an octave, ascending with the
 * values, whatever their range. Found from the raw high word `high` of a little-endian double.
 * @returns 0 .. FLOAT_CELLS - 1.
 */
export function floatCell(high: number): number {
  const raw = high >>> 12;
  return raw < SIGN ? raw + SIGN : FLOAT_CELLS - 1 - raw;
}
const SIGN = 2 ** 19;
