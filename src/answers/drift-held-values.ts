import type { TableReader, TimeRange } from '../contract/table-port.ts';

/**
 * A table whose named columns have been read: what asks for their ranks, bins or values is answered from the sorted values, all else by the
 * table. It speaks of one range of rows alone.
 */
export async function holdValues(
  reader: TableReader,
  columns: readonly string[],
  range: TimeRange | undefined,
): Promise<TableReader> {
  const read = await reader.values(columns, range);
  const held = new Map(columns.map((column, at) => [column, read[at] ?? new Float64Array()]));
  const rows = await reader.rowCount(range);
  const sorted = (column: string): Float64Array => {
    const values = held.get(column);
    if (values === undefined) throw new RangeError(`the values of ${column} are not held`);
    return values;
  };
  return {
    ...reader,
    rowCount: async () => rows,
    orderStatistics: async (requests) =>
      requests.map(({ column, ranks }) => ranks.map((rank) => sorted(column)[rank] ?? Number.NaN)),
    countBins: async (requests) =>
      requests.map(({ column, edges }) => {
        const values = sorted(column);
        const upTo = [...edges.map((edge) => rowsUpTo(values, edge)), values.length];
        const counts = upTo.map((end, bin) => end - (upTo[bin - 1] ?? 0));
        return [{ counts, missing: rows - values.length }];
      }),
    values: async (names) => names.map(sorted),
  };
}

/** Values at most `edge`, of ascending ones. */
function rowsUpTo(ascending: Float64Array, edge: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] as number) <= edge) low = middle + 1;
    else high = middle;
  }
  return low;
}
