import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { burstArrivalsMeanWait } from '../../../src/engines/queueing/burst-arrivals-mean-wait.ts';
import { pollaczekKhinchine } from '../../../src/engines/queueing/pollaczek-khinchine.ts';

const bursts = { burstRate: 0.2, meanBurst: 4, meanSquaredBurst: 16, serviceTime: 1, serviceScv: 1 };

describe('the mean wait of bursts', () => {
  test('the reference: bursts of 4 at 0.2 stay 12.5 services, 2.5 times what single arrivals of that load do', () => {
    expect(burstArrivalsMeanWait(bursts) + 1).toBeCloseTo(12.5, 12);
  });

  test("Ross's carloads of 1, 2 or 3: a burst waits as in M/G/1 for all before it, then each for those ahead in its car", () => {
    // Introduction to Probability Models, chapter 8: 4 carloads an hour, 20 services an hour, sizes with odds 1, 2, 1
    const [size, square, service] = [2, 4.5, 1 / 20];
    const carload = pollaczekKhinchine(
      { arrivalRate: 4, serviceTime: size * service },
      // the work of a carload: size times the variance of a service, and the variance of the size
      (size * service ** 2 + (square - size ** 2) * service ** 2) / (size * service) ** 2,
    );
    const aheadInCar = ((square / size - 1) / 2) * service;
    expect(
      burstArrivalsMeanWait({
        burstRate: 4,
        meanBurst: 2,
        meanSquaredBurst: 4.5,
        serviceTime: 0.05,
        serviceScv: 1,
      }),
    ).toBeCloseTo(carload + aheadInCar, 14);
  });

  test('bursts of one are M/G/1', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        fc.double({ min: 0, max: 9, noNaN: true }),
        (rate, serviceScv) => {
          const single = { ...bursts, burstRate: rate, meanBurst: 1, meanSquaredBurst: 1, serviceScv };
          expect(burstArrivalsMeanWait(single)).toBeCloseTo(
            pollaczekKhinchine({ arrivalRate: rate, serviceTime: 1 }, serviceScv),
            10,
          );
        },
      ),
    );
  });

  test.each([
    [{ meanBurst: 0.5 }, 'a mean burst of 0.5 is not finite and at least 1'],
    [{ meanSquaredBurst: 15 }, 'a mean square of 15 is below that of bursts of 4'],
    [{ serviceScv: -1 }, 'a squared coefficient of variation of -1 is not finite and at least 0'],
    [{ burstRate: 0.25 }, '1 arrivals of 1 each are 1 of what 1 servers can do: the queue grows for ever'],
  ])('refuses %o', (change, message) => {
    expect(() => burstArrivalsMeanWait({ ...bursts, ...change })).toThrow(new RangeError(message));
  });
});
