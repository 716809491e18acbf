import { describe, expect, test } from 'vitest';
import { alarmEpisodes, type WatchedWindows } from '../../../src/engines/monitoring/alarm-episodes.ts';

/** mulberry32 */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Counts the beginnings of an alert in a simulated stream of failures. */
function simulated(
  { failuresPerHour, requestsPerHour, longHours, shortHours, threshold }: WatchedWindows,
  hours: number,
  seed: number,
): number {
  const next = random(seed);
  const times: number[] = [];
  let episodes = 0;
  let firstLong = 0;
  let firstShort = 0;
  for (let now = 0; now < hours; ) {
    now -= Math.log(1 - next()) / failuresPerHour;
    while (firstLong < times.length && (times[firstLong] ?? 0) <= now - longHours) firstLong++;
    while (firstShort < times.length && (times[firstShort] ?? 0) <= now - shortHours) firstShort++;
    const holds = (extra: number): boolean =>
      times.length - firstLong + extra > threshold * requestsPerHour * longHours &&
      times.length - firstShort + extra > threshold * requestsPerHour * shortHours;
    if (now > longHours && !holds(0) && holds(1)) episodes++;
    times.push(now);
  }
  return episodes;
}

describe('alarm episodes', () => {
  test.each([
    [
      'thin traffic, a page',
      { failuresPerHour: 1, requestsPerHour: 100, longHours: 1, shortHours: 1 / 12, threshold: 0.05 },
    ],
    [
      'busier, nearer',
      { failuresPerHour: 60, requestsPerHour: 1000, longHours: 1, shortHours: 1 / 12, threshold: 0.075 },
    ],
    [
      'a slow ticket',
      { failuresPerHour: 10, requestsPerHour: 200, longHours: 6, shortHours: 0.5, threshold: 0.07 },
    ],
  ])('happen as often as in a simulation: %s', (_, watched) => {
    const hours = 60_000;
    const expected = alarmEpisodes(watched) * hours;
    expect(expected).toBeGreaterThan(200);
    const counted = simulated(watched, hours, 7);
    // episodes cluster: four times their Poisson error
    expect(Math.abs(counted - expected)).toBeLessThan(4 * 2 * Math.sqrt(expected));
  });

  test('fall with traffic at the same shares', () => {
    const at = (requestsPerHour: number): number =>
      alarmEpisodes({
        failuresPerHour: requestsPerHour * 0.005,
        requestsPerHour,
        longHours: 1,
        shortHours: 1 / 12,
        threshold: 0.144,
      });
    expect(at(100)).toBeGreaterThan(at(1000));
    expect(at(1_000_000)).toBe(0);
  });

  test('are none without failures', () => {
    expect(
      alarmEpisodes({
        failuresPerHour: 0,
        requestsPerHour: 10,
        longHours: 1,
        shortHours: 0.1,
        threshold: 0.1,
      }),
    ).toBe(0);
  });

  test.each([{ requestsPerHour: 0 }, { failuresPerHour: 101 }, { shortHours: 1 }, { threshold: 1 }])(
    'refuse %o',
    (wrong) => {
      const watched = {
        failuresPerHour: 1,
        requestsPerHour: 100,
        longHours: 1,
        shortHours: 1 / 12,
        threshold: 0.1,
      };
      expect(() => alarmEpisodes({ ...watched, ...wrong })).toThrow(RangeError);
    },
  );
});
