import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { machinesForDeadline } from '../../../src/engines/queueing/machines-for-deadline.ts';

describe('machines for a deadline', () => {
  it('is the textbook bound ceil(n p / (D - s)) where items divide (Graham 1969, identical jobs)', () => {
    expect(
      machinesForDeadline({
        items: 1_000_000,
        itemSeconds: 0.02,
        deadlineSeconds: 3600,
        startSeconds: 0,
        fill: 1,
      }),
    ).toEqual({ machines: 6, itemsPerMachine: 166_667, finishSeconds: 3333.34, computeSeconds: 20_000 });
  });

  it('is undefined where one item does not fit', () => {
    expect(
      machinesForDeadline({ items: 3, itemSeconds: 10, deadlineSeconds: 30, startSeconds: 21, fill: 1 }),
    ).toBeUndefined();
  });

  it('finishes in time, with the fewest', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.double({ min: 0.001, max: 60, noNaN: true }),
        fc.double({ min: 100, max: 1e6, noNaN: true }),
        (items, itemSeconds, deadlineSeconds) => {
          const plan = machinesForDeadline({
            items,
            itemSeconds,
            deadlineSeconds,
            startSeconds: 30,
            fill: 0.9,
          });
          if (plan === undefined) throw new Error('one item fits');
          const planned = 30 + (deadlineSeconds - 30) * 0.9;
          expect(plan.finishSeconds).toBeLessThanOrEqual(planned * (1 + 1e-9));
          if (plan.machines > 1)
            expect(30 + Math.ceil(items / (plan.machines - 1)) * itemSeconds).toBeGreaterThan(
              planned * (1 - 1e-9),
            );
        },
      ),
    );
  });

  it.each([
    { items: 0, itemSeconds: 1, deadlineSeconds: 1, startSeconds: 0, fill: 1 },
    { items: 1, itemSeconds: 1, deadlineSeconds: 1, startSeconds: 0, fill: 0 },
  ])('refuses %j', (work) => {
    expect(() => machinesForDeadline(work)).toThrow(RangeError);
  });
});
