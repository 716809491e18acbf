import { describe, expect, it } from 'vitest';
import { pixelDensity } from '../../../src/engines/video/pixel-density.ts';

describe('pixel density', () => {
  it.each([
    // Axis, camera reach: a face of 16 cm in 80 pixels, scene 1.28 m wide at 640 columns, 2.56 m at 1280
    [640, 1.28, 500],
    [1280, 2.56, 500],
  ])('of %d columns over %d m is the %d px/m of Axis for a face', (columns, width, published) => {
    expect(pixelDensity(columns, width)).toBeCloseTo(published, 9);
    expect(pixelDensity(columns, width) * 0.16).toBeCloseTo(80, 9);
  });

  it.each([
    [0, 1],
    [640, 0],
  ])('refuses %d columns over %d m', (columns, width) => {
    expect(() => pixelDensity(columns, width)).toThrow(RangeError);
  });
});
