import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pixelDensity } from '../../../src/engines/video/pixel-density.ts';
import { sceneWidth } from '../../../src/engines/video/scene-width.ts';

describe('the width of a scene', () => {
  it('is twice the distance under 90 degrees and 1.1547 times under 60', () => {
    expect(sceneWidth(10, 90)).toBeCloseTo(20, 9);
    expect(sceneWidth(10, 60)).toBeCloseTo(11.547, 3);
  });

  it('makes density fall with distance', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 500, noNaN: true }),
        fc.double({ min: 5, max: 170, noNaN: true }),
        (distance, angle) => {
          const near = pixelDensity(1920, sceneWidth(distance, angle));
          expect(pixelDensity(1920, sceneWidth(2 * distance, angle)) / near).toBeCloseTo(0.5, 9);
        },
      ),
    );
  });

  it.each([
    [0, 90],
    [10, 0],
    [10, 180],
  ])('refuses %d m under %d degrees', (distance, angle) => {
    expect(() => sceneWidth(distance, angle)).toThrow(RangeError);
  });
});
