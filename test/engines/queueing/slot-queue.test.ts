import fc from 'fast-check';
import { expect, test } from 'vitest';
import { slotQueue } from '../../../src/engines/queueing/slot-queue.ts';

test('it gives back in the order of pushing, as a list does, through growth and wrapping', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -200, max: 200 }), { maxLength: 40 }), (steps) => {
      const queue = slotQueue();
      const list: number[] = [];
      let slot = 0;
      for (const step of steps) {
        for (let push = 0; push < step; push++) {
          queue.push(slot);
          list.push(slot);
          slot += 1;
        }
        for (let shift = 0; shift < -step && list.length > 0; shift++) {
          expect(queue.first()).toBe(list[0]);
          expect(queue.shift()).toBe(list.shift());
        }
        expect(queue.size()).toBe(list.length);
        if (list.length > 0) expect(queue.at(list.length - 1)).toBe(list.at(-1));
      }
    }),
    { seed: 1 },
  );
});
