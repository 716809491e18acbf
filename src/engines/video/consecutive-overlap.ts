/**
 * Intersection over union of one box with itself shifted along its width: (w - s) / (w + s), 0 from one width on. What a
 * tracker that matches by overlap sees between two analysed frames when its prediction is off by the shift.
 * @param shift at least 0. @param width above 0, in the same unit. @throws RangeError outside these.
 */
export function consecutiveOverlap(shift: number, width: number): number {
  if (!(shift >= 0 && width > 0)) throw new RangeError(`no overlap for a shift of ${shift} over ${width}`);
  return Math.max(0, width - shift) / (width + shift);
}
