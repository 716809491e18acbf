import { describe, expect, test } from 'vitest';
import { littlesLawGap } from '../../../src/engines/queueing/littles-law-gap.ts';

describe("the gap from Little's law", () => {
  test('an L4 that serves embeddings to 161 users at 423 a second and 0.376 s keeps it within 1.3 %', () => {
    expect(littlesLawGap(161, 423, 0.376)).toBeCloseTo(-0.0121, 4);
  });

  test('a latency that counts service alone shows', () => {
    // M/M/1 at 0.9: 9 present, 0.9 a service, 10 each; with the service time of 1 in place of 10 nine tenths are missing
    expect(littlesLawGap(9, 0.9, 10)).toBeCloseTo(0, 12);
    expect(littlesLawGap(9, 0.9, 1)).toBeCloseTo(-0.9, 12);
  });

  test.each([
    [0, 1, 1, 'a number present of 0 is not finite and above 0'],
    [1, -1, 1, 'a throughput of -1 is not finite and above 0'],
    [1, 1, Number.NaN, 'a mean time of NaN is not finite and above 0'],
  ])('refuses %d, %d, %d', (present, throughput, time, message) => {
    expect(() => littlesLawGap(present, throughput, time)).toThrow(new RangeError(message));
  });
});
