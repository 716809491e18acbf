import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodableStreams } from '../../../src/engines/video/decodable-streams.ts';

const HD = 1920 * 1080;
const UHD = 3840 * 2160;

describe('streams that a decoder keeps up with', () => {
  it('are those of the Jetson AGX Orin sheet within a quarter: 7x 4K30 and 22x 1080p30 are one pixel rate', () => {
    const sheet = { framesPerSecond: 7 * 30, pixels: UHD };
    expect(decodableStreams(sheet, { framesPerSecond: 30, pixels: HD })).toBeCloseTo(28, 12);
    expect(Math.abs(28 / 22 - 1)).toBeLessThan(0.28);
  });

  it('are 25.7 of 1080p30 in H.264 on one Turing engine (771 frames/s, NVDEC application note 13.0)', () => {
    expect(
      decodableStreams({ framesPerSecond: 771, pixels: HD }, { framesPerSecond: 30, pixels: HD }),
    ).toBeCloseTo(25.7, 12);
  });

  it('fall with the camera rate and size, never with what is analysed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 240 }), (rate, fps) => {
        const decoder = { framesPerSecond: rate, pixels: HD };
        const one = decodableStreams(decoder, { framesPerSecond: fps, pixels: HD });
        expect(decodableStreams(decoder, { framesPerSecond: 2 * fps, pixels: HD })).toBeCloseTo(one / 2, 9);
        expect(decodableStreams(decoder, { framesPerSecond: fps, pixels: UHD })).toBeCloseTo(one / 4, 9);
      }),
    );
  });

  it.each([
    [0, 30],
    [600, 0],
    [Number.POSITIVE_INFINITY, 30],
  ])('refuses a decoder of %d and a camera of %d frames a second', (rate, fps) => {
    expect(() =>
      decodableStreams({ framesPerSecond: rate, pixels: HD }, { framesPerSecond: fps, pixels: HD }),
    ).toThrow(RangeError);
  });
});
