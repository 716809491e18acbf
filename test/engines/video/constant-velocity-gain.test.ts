import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { constantVelocityGain } from '../../../src/engines/video/constant-velocity-gain.ts';

/** The Riccati recursion of the same filter, run to its steady state: an independent way to the gains. */
function gainsByRecursion(noise: number, acceleration: number, interval: number): [number, number] {
  const [t, q, r] = [interval, acceleration ** 2, noise ** 2];
  let [a, b, c] = [r, 0, q];
  let gains: [number, number] = [1, 0];
  for (let step = 0; step < 200_000; step += 1) {
    const pa = a + 2 * t * b + t * t * c + (q * t ** 4) / 4;
    const pb = b + t * c + (q * t ** 3) / 2;
    const pc = c + q * t * t;
    const [ka, kb] = [pa / (pa + r), pb / (pa + r)];
    [a, b, c] = [(1 - ka) * pa, (1 - ka) * pb, pc - kb * pb];
    const now: [number, number] = [ka, kb * t];
    if (step > 50 && Math.abs(now[0] - gains[0]) < 1e-13 && Math.abs(now[1] - gains[1]) < 1e-13) return now;
    gains = now;
  }
  return gains;
}

describe('the gain of a constant-velocity filter', () => {
  it('is 3/4 and 1/2 at a tracking index of 1 (Kalata 1984, from his closed form)', () => {
    const { alpha, beta, noiseShare } = constantVelocityGain(1, 1, 1);
    expect(alpha).toBeCloseTo(0.75, 12);
    expect(beta).toBeCloseTo(0.5, 12);
    expect(noiseShare).toBe(alpha);
  });

  it('is what the Riccati recursion ends in', () => {
    for (const [noise, acceleration, fps] of [
      [0.05, 1, 30],
      [0.05, 1, 5],
      [0.1, 4, 1],
    ] as const) {
      const { alpha, beta } = constantVelocityGain(noise, acceleration, fps);
      const [byAlpha, byBeta] = gainsByRecursion(noise, acceleration, 1 / fps);
      expect(alpha).toBeCloseTo(byAlpha, 6);
      expect(beta).toBeCloseTo(byBeta, 6);
    }
  });

  it('grows as fewer frames are analysed: less smoothing, more trust in each box', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        fc.integer({ min: 2, max: 60 }),
        (noise, acceleration, fps) => {
          const fast = constantVelocityGain(noise, acceleration, fps);
          const slow = constantVelocityGain(noise, acceleration, fps / 2);
          expect(slow.alpha).toBeGreaterThan(fast.alpha);
          expect(fast.alpha).toBeGreaterThan(0);
          expect(slow.alpha).toBeLessThan(1);
          expect(fast.beta).toBeLessThanOrEqual(2);
        },
      ),
    );
  });

  it.each([
    [0, 1, 1],
    [1, 0, 1],
    [1, 1, 0],
  ])('refuses noise %d, acceleration %d, %d frames a second', (noise, acceleration, fps) => {
    expect(() => constantVelocityGain(noise, acceleration, fps)).toThrow(RangeError);
  });
});
