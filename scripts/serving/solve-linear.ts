/** Solves a small system by Gaussian elimination with partial pivoting. */
export function solveLinear(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0]);
  const size = rows.length;
  const cell = (r: number, c: number): number => rows[r]?.[c] ?? 0;
  for (let column = 0; column < size; column += 1) {
    let pivot = column;
    for (let r = column + 1; r < size; r += 1)
      if (Math.abs(cell(r, column)) > Math.abs(cell(pivot, column))) pivot = r;
    const [upper, chosen] = [rows[column], rows[pivot]];
    if (upper === undefined || chosen === undefined || chosen[column] === 0)
      throw new RangeError('the system has no single solution');
    [rows[column], rows[pivot]] = [chosen, upper];
    for (let r = column + 1; r < size; r += 1) {
      const factor = cell(r, column) / cell(column, column);
      rows[r] = (rows[r] ?? []).map((value, c) => (c < column ? value : value - factor * cell(column, c)));
    }
  }
  const result = Array.from({ length: size }, () => 0);
  for (let r = size - 1; r >= 0; r -= 1) {
    const known = result.reduce((sum, value, c) => (c > r ? sum + cell(r, c) * value : sum), 0);
    result[r] = (cell(r, size) - known) / cell(r, r);
  }
  return result;
}
