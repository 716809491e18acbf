import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analysableStreams } from '../../../src/engines/video/analysable-streams.ts';

describe('streams that a processor analyses', () => {
  it('are 13 of 30 frames/s at the 419 frames/s of TrafficCamNet on an Orin Nano: the published 13 streams', () => {
    expect(Math.floor(analysableStreams(1000 / 419, 30))).toBe(13);
  });

  it('are 23.3 at the 700 frames/s that OC-SORT publishes for one CPU', () => {
    expect(analysableStreams(1000 / 700, 30)).toBeCloseTo(23.333, 3);
  });

  it('double when every second frame is analysed or a second core helps', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 500, noNaN: true }),
        fc.integer({ min: 2, max: 60 }),
        (ms, fps) => {
          const all = analysableStreams(ms, fps);
          expect(analysableStreams(ms, fps / 2) / all).toBeCloseTo(2, 9);
          expect(analysableStreams(ms, fps, 2) / all).toBeCloseTo(2, 9);
        },
      ),
    );
  });

  it.each([
    [0, 30, 1],
    [5, 0, 1],
    [5, 30, 0],
  ])('refuses %d ms at %d frames a second on %d processors', (ms, fps, cores) => {
    expect(() => analysableStreams(ms, fps, cores)).toThrow(RangeError);
  });
});
