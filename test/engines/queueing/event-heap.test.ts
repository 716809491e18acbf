import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eventHeap } from '../../../src/engines/queueing/event-heap.ts';

test('events come out by time, whatever the order in which they went in', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { maxLength: 300 }), (times) => {
      const heap = eventHeap(2);
      for (const [code, time] of times.entries()) heap.push(time, code);
      expect(heap.size()).toBe(times.length);
      expect(heap.codes().toSorted()).toEqual(Int32Array.from(times.keys()));
      const out: number[] = [];
      while (heap.size() > 0) {
        const at = heap.next();
        expect(times[heap.pop()]).toBe(at);
        out.push(at);
      }
      expect(out).toEqual(times.toSorted((a, b) => a - b));
      expect(heap.next()).toBe(Number.POSITIVE_INFINITY);
    }),
    { seed: 1 },
  );
});
