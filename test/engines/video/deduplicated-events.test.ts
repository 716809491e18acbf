import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deduplicatedEvents } from '../../../src/engines/video/deduplicated-events.ts';

describe('events without duplicates', () => {
  it('follow from Little: 3 in view for 6 s each are 30 arrivals a minute (his L = lambda W)', () => {
    const { eventsPerDay } = deduplicatedEvents(3, 6, 10);
    expect(eventsPerDay / (24 * 60)).toBeCloseTo(30, 9);
  });

  it('are the detections over those of one object', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 100, noNaN: true }),
        fc.double({ min: 0.1, max: 600, noNaN: true }),
        fc.double({ min: 0.1, max: 60, noNaN: true }),
        (objects, seconds, fps) => {
          const { detectionsPerDay, eventsPerDay, detectionsPerObject } = deduplicatedEvents(
            objects,
            seconds,
            fps,
          );
          expect(eventsPerDay * detectionsPerObject).toBeCloseTo(detectionsPerDay, 3);
        },
      ),
    );
  });

  it.each([
    [-1, 5, 10],
    [1, 0, 10],
    [1, 5, 0],
  ])('refuse %d objects of %d s at %d frames a second', (objects, seconds, fps) => {
    expect(() => deduplicatedEvents(objects, seconds, fps)).toThrow(RangeError);
  });
});
