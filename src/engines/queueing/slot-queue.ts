/** First in, first out, of request slots; a ring that grows. */
export type SlotQueue = {
  size(): number;
  /** The oldest; only when there is one. */
  first(): number;
  shift(): number;
  push(slot: number): void;
  /** The slot at a place from the oldest, for checks. */
  at(place: number): number;
};

/** An empty queue. */
export function slotQueue(): SlotQueue {
  let ring = new Int32Array(64);
  let head = 0;
  let size = 0;
  return {
    size: () => size,
    first: () => ring[head] ?? 0,
    at: (place) => ring[(head + place) & (ring.length - 1)] ?? 0,
    shift() {
      const slot = ring[head] ?? 0;
      head = (head + 1) & (ring.length - 1);
      size -= 1;
      return slot;
    },
    push(slot) {
      if (size === ring.length) {
        const longer = new Int32Array(2 * size);
        for (let place = 0; place < size; place++) longer[place] = ring[(head + place) & (size - 1)] ?? 0;
        ring = longer;
        head = 0;
      }
      ring[(head + size) & (ring.length - 1)] = slot;
      size += 1;
    },
  };
}
