const SECONDS_PER_DAY = 86_400;

export type DeduplicatedEvents = {
  readonly detectionsPerDay: number;
  /** One for each object that passes. */
  readonly eventsPerDay: number;
  /** Detections that one object makes while it is seen. */
  readonly detectionsPerObject: number;
};

/**
 * What a camera would send with one message a box, and with one an object. Objects that pass follow from those in view by
 * Little's law: arrivals = mean in view / mean time in view (Little, Operations Research 9, 1961).
 * @param objectsInView mean, at least 0. @param secondsInView of one object, above 0. @param analysedPerSecond above 0.
 * @throws RangeError outside these.
 */
export function deduplicatedEvents(
  objectsInView: number,
  secondsInView: number,
  analysedPerSecond: number,
): DeduplicatedEvents {
  if (!(objectsInView >= 0 && secondsInView > 0 && analysedPerSecond > 0))
    throw new RangeError(`no events for ${objectsInView} objects of ${secondsInView} s`);
  return {
    detectionsPerDay: objectsInView * analysedPerSecond * SECONDS_PER_DAY,
    eventsPerDay: (objectsInView / secondsInView) * SECONDS_PER_DAY,
    detectionsPerObject: secondsInView * analysedPerSecond,
  };
}
