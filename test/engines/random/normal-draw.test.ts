import { describe, expect, it } from 'vitest';
import { normalDraw } from '../../../src/engines/random/normal-draw.ts';
import { seededRandom } from '../../../src/engines/random/seeded-random.ts';

describe('normalDraw', () => {
  it('is the transform of Box and Muller: radius sqrt(-2 ln u), angle of a whole turn', () => {
    expect(normalDraw(0, 0.3)).toBeCloseTo(0, 12);
    // u = 1 - e^-0.5 leaves a radius of 1
    const one = 1 - Math.exp(-0.5);
    expect(normalDraw(one, 0)).toBeCloseTo(1, 12);
    expect(normalDraw(one, 0.5)).toBeCloseTo(-1, 12);
    expect(normalDraw(one, 0.25)).toBeCloseTo(0, 12);
  });

  it('lies within one and 1.96 deviations as often as tables say: 68.27 % and 95 %', () => {
    const uniform = seededRandom(11);
    const drawn = Array.from({ length: 100_000 }, () => normalDraw(uniform(), uniform()));
    const share = (limit: number): number =>
      drawn.filter((number) => Math.abs(number) <= limit).length / drawn.length;
    expect(share(1)).toBeCloseTo(0.6827, 2);
    expect(share(1.959964)).toBeCloseTo(0.95, 2);
    expect(drawn.reduce((sum, number) => sum + number, 0) / drawn.length).toBeCloseTo(0, 1);
  });
});
