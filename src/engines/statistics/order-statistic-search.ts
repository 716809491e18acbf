import { FLOAT_CELLS, floatCell } from './float-cell.ts';

/** Finds order statistics of a column in two readings of its blocks, without sorting it. */
export type OrderStatisticSearch = {
  /** First reading: counts. NaN is missing. */
  count(values: Float64Array): void;
  /**
   * Between the readings: which ranks to find.
   * @param ranks 0-based, among the values that are not missing.
   * @throws RangeError on a rank beyond them.
   */
  seek(ranks: readonly number[]): void;
  /** Second reading, of the same values in any order: keeps those that share a cell with a rank sought. */
  keep(values: Float64Array): void;
  /** The values at the ranks, in the order given. */
  found(): number[];
};

/**
 * Exact order statistics by a histogram over the top 20 bits of a double, then a sort of the few cells that hold a rank: 0.4 % of an octave
 * each. The histogram takes 4 MB.
 */
export function orderStatisticSearch(): OrderStatisticSearch {
  const counts = new Uint32Array(FLOAT_CELLS);
  const wanted = new Uint8Array(FLOAT_CELLS);
  const kept = new Map<number, { values: Float64Array; length: number; before: number }>();
  let sought: readonly number[] = [];
  return {
    count(values) {
      const high = new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
      for (let row = 0; row < values.length; row++) {
        const value = values[row] as number;
        if (!Number.isNaN(value)) (counts[(high[2 * row + 1] as number) >>> 12] as number)++;
      }
    },
    seek(ranks) {
      sought = ranks;
      const ascending = [...ranks].sort((a, b) => a - b);
      let before = 0;
      let next = 0;
      const raw = rawInOrder();
      for (let cell = 0; cell < FLOAT_CELLS && next < ascending.length; cell++) {
        const at = raw[cell] ?? 0;
        const held = counts[at] ?? 0;
        if (held > 0 && (ascending[next] ?? 0) < before + held) {
          wanted[at] = 1;
          kept.set(at, { values: new Float64Array(held), length: 0, before });
          while (next < ascending.length && (ascending[next] ?? 0) < before + held) next++;
        }
        before += held;
      }
      if (next < ascending.length)
        throw new RangeError(`rank ${ascending[next]} is beyond the ${before} values`);
    },
    keep(values) {
      const high = new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
      for (let row = 0; row < values.length; row++) {
        const at = (high[2 * row + 1] as number) >>> 12;
        const value = values[row] as number;
        if (wanted[at] === 0 || Number.isNaN(value)) continue;
        const cell = kept.get(at);
        if (cell !== undefined) cell.values[cell.length++] = value;
      }
    },
    found() {
      const cells = [...kept.values()].sort((a, b) => a.before - b.before);
      for (const cell of cells) {
        if (cell.length !== cell.values.length)
          throw new RangeError(`the second reading gave ${cell.length} of ${cell.values.length} values`);
        cell.values.sort();
      }
      return sought.map((rank) => {
        const cell = cells.findLast(({ before }) => before <= rank);
        return cell?.values[rank - cell.before] ?? Number.NaN;
      });
    },
  };
}

let ordered: Uint32Array | undefined;

/** The raw top 20 bits in ascending order of the values that they begin. */
function rawInOrder(): Uint32Array {
  if (ordered === undefined) {
    ordered = new Uint32Array(FLOAT_CELLS);
    for (let raw = 0; raw < FLOAT_CELLS; raw++) ordered[floatCell(raw * 4096)] = raw;
  }
  return ordered;
}
