/** Events to come, by time: a binary heap over typed arrays that grow, so that no event allocates. */
export type EventHeap = {
  /** Time of the next event; infinite when there is none. */
  next(): number;
  /** The code of the next event, which is taken out. Only when there is one. */
  pop(): number;
  push(time: number, code: number): void;
  size(): number;
  /** Codes still in it, in no order. */
  codes(): Int32Array;
};

/** An empty heap; events at one time come out in an order that depends on the pushes alone. */
export function eventHeap(capacity = 64): EventHeap {
  let times = new Float64Array(capacity);
  let codes = new Int32Array(capacity);
  let size = 0;
  return {
    next: () => (size === 0 ? Number.POSITIVE_INFINITY : (times[0] ?? 0)),
    size: () => size,
    codes: () => codes.subarray(0, size),
    push(time, code) {
      if (size === times.length) {
        const [longerTimes, longerCodes] = [new Float64Array(2 * size), new Int32Array(2 * size)];
        longerTimes.set(times);
        longerCodes.set(codes);
        times = longerTimes;
        codes = longerCodes;
      }
      let at = size;
      size += 1;
      while (at > 0) {
        const parent = (at - 1) >> 1;
        const there = times[parent] ?? 0;
        if (there <= time) break;
        times[at] = there;
        codes[at] = codes[parent] ?? 0;
        at = parent;
      }
      times[at] = time;
      codes[at] = code;
    },
    pop() {
      const first = codes[0] ?? 0;
      size -= 1;
      const [time, code] = [times[size] ?? 0, codes[size] ?? 0];
      let at = 0;
      for (;;) {
        let child = 2 * at + 1;
        if (child >= size) break;
        if (child + 1 < size && (times[child + 1] ?? 0) < (times[child] ?? 0)) child += 1;
        const there = times[child] ?? 0;
        if (there >= time) break;
        times[at] = there;
        codes[at] = codes[child] ?? 0;
        at = child;
      }
      times[at] = time;
      codes[at] = code;
      return first;
    },
  };
}
