const DIGIT = 2048;
/** Places of the three digits of the high word, lowest first. */
const SHIFTS = [0, 11, 22] as const;
/** Runs of one high word up to it are ordered by insertion. */
const SHORT_RUN = 16;
/** Below it the engine's own sort is as fast. */
const FEW = 2000;

/**
 * Sorts numbers in place, -0 before 0, several times faster than the engine's comparison sort: a radix sort by the high words of the doubles, made
 * ascending as integers, then an ordering of the few runs that share one.
 * @param values without NaN. @returns the same array.
 */
export function sortDoubles(values: Float64Array): Float64Array {
  const rows = values.length;
  if (rows < FEW) return values.sort();
  const words = new Uint32Array(values.buffer, values.byteOffset, 2 * rows);
  for (let at = 1; at < words.length; at += 2) {
    const high = words[at] as number;
    // negative doubles descend as integers: all of their bits are turned; the sign puts the others above them
    if (high >>> 31 === 1) {
      words[at] = ~high;
      words[at - 1] = ~(words[at - 1] as number);
    } else words[at] = high | 0x80000000;
  }
  let from: Uint32Array = words;
  let to: Uint32Array = new Uint32Array(2 * rows);
  for (const shift of SHIFTS) {
    const starts = startsOf(from, shift);
    if (starts === undefined) continue;
    for (let at = 0; at < from.length; at += 2) {
      const high = from[at + 1] as number;
      const digit = (high >>> shift) & (DIGIT - 1);
      const place = 2 * (starts[digit] as number)++;
      to[place] = from[at] as number;
      to[place + 1] = high;
    }
    [from, to] = [to, from];
  }
  if (from !== words) words.set(from);
  for (let at = 1; at < words.length; at += 2) {
    const high = words[at] as number;
    if (high >>> 31 === 1) words[at] = high & 0x7fffffff;
    else {
      words[at] = ~high;
      words[at - 1] = ~(words[at - 1] as number);
    }
  }
  orderRuns(values, words);
  return values;
}

/** Where each digit's rows begin; undefined when all rows share one digit. */
function startsOf(words: Uint32Array, shift: number): Uint32Array | undefined {
  const starts = new Uint32Array(DIGIT);
  for (let at = 1; at < words.length; at += 2) {
    const digit = ((words[at] as number) >>> shift) & (DIGIT - 1);
    (starts[digit] as number)++;
  }
  let sum = 0;
  for (let digit = 0; digit < DIGIT; digit++) {
    const held = starts[digit] as number;
    if (held === words.length / 2) return undefined;
    starts[digit] = sum;
    sum += held;
  }
  return starts;
}

/** Orders the rows that share a high word, which stand side by side. */
function orderRuns(values: Float64Array, words: Uint32Array): void {
  const rows = values.length;
  for (let start = 0; start < rows; ) {
    const high = words[2 * start + 1] as number;
    let end = start + 1;
    let ordered = true;
    while (end < rows && words[2 * end + 1] === high) {
      if ((values[end] as number) < (values[end - 1] as number)) ordered = false;
      end++;
    }
    if (!ordered && end - start > SHORT_RUN) values.subarray(start, end).sort();
    else if (!ordered)
      for (let at = start + 1; at < end; at++) {
        const value = values[at] as number;
        let place = at;
        for (; place > start && (values[place - 1] as number) > value; place--)
          values[place] = values[place - 1] as number;
        values[place] = value;
      }
    start = end;
  }
}
