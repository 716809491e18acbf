import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pollaczekKhinchine } from '../../../src/engines/queueing/pollaczek-khinchine.ts';
import { priorityMeanWaits } from '../../../src/engines/queueing/priority-mean-waits.ts';

const aClass = fc.record({
  arrivalRate: fc.double({ min: 0.01, max: 1, noNaN: true }),
  serviceTime: fc.double({ min: 0.01, max: 0.3, noNaN: true }),
  serviceScv: fc.double({ min: 0, max: 5, noNaN: true }),
});

describe("Cobham's waits by priority", () => {
  test('the reference of two exponential classes at 0.3 and 0.5', () => {
    const one = { serviceTime: 1, serviceScv: 1 };
    const [high, low] = priorityMeanWaits([
      { arrivalRate: 0.3, ...one },
      { arrivalRate: 0.5, ...one },
    ]);
    expect(high).toBeCloseTo(1.142857, 6);
    expect(low).toBeCloseTo(5.714286, 6);
  });

  test("obey Kleinrock's conservation law: the waits weighted by utilisation do not depend on the order", () => {
    fc.assert(
      fc.property(fc.array(aClass, { minLength: 1, maxLength: 3 }), (classes) => {
        const weigh = (ordered: typeof classes): number =>
          priorityMeanWaits(ordered).reduce((sum, wait, at) => {
            const { arrivalRate = 0, serviceTime = 0 } = ordered[at] ?? {};
            return sum + arrivalRate * serviceTime * wait;
          }, 0);
        expect(weigh(classes) / weigh(classes.toReversed())).toBeCloseTo(1, 10);
      }),
    );
  });

  test('rise from class to class; one class alone waits as in M/G/1', () => {
    fc.assert(
      fc.property(fc.array(aClass, { minLength: 2, maxLength: 3 }), (classes) => {
        const waits = priorityMeanWaits(classes);
        waits.slice(1).forEach((wait, at) => {
          expect(wait).toBeGreaterThan(waits[at] ?? Number.NaN);
        });
        const [first] = classes;
        if (first === undefined) throw new Error('no class drawn');
        expect(priorityMeanWaits([first])[0]).toBeCloseTo(pollaczekKhinchine(first, first.serviceScv), 12);
      }),
    );
  });

  test('refuses no classes, a bad class and classes that fill the server together', () => {
    const half = { arrivalRate: 0.5, serviceTime: 1, serviceScv: 0 };
    expect(() => priorityMeanWaits([])).toThrow('no classes');
    expect(() => priorityMeanWaits([{ ...half, serviceScv: Number.NaN }])).toThrow(RangeError);
    expect(() => priorityMeanWaits([half, half])).toThrow(
      'the classes together need 1 of the server: the queue grows for ever',
    );
  });
});
