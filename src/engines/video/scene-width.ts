/**
 * Width of the scene that a lens without distortion sees: 2 x distance x tan(angle / 2).
 * @param distanceM above 0. @param horizontalAngleDegrees of view, above 0 and below 180.
 * @returns metres. @throws RangeError outside these.
 */
export function sceneWidth(distanceM: number, horizontalAngleDegrees: number): number {
  if (!(distanceM > 0 && horizontalAngleDegrees > 0 && horizontalAngleDegrees < 180))
    throw new RangeError(`no width at ${distanceM} m under ${horizontalAngleDegrees} degrees`);
  return 2 * distanceM * Math.tan((horizontalAngleDegrees * Math.PI) / 360);
}
