/**
 * Pixels on a metre of the scene, across the view: sensor columns over the width that they see (IEC 62676-4, pixel density).
 * @param columns of the image, above 0. @param sceneWidthM metres seen at the distance of the object, above 0.
 * @throws RangeError outside these.
 */
export function pixelDensity(columns: number, sceneWidthM: number): number {
  if (!(columns > 0 && sceneWidthM > 0))
    throw new RangeError(`no density of ${columns} columns over ${sceneWidthM} m`);
  return columns / sceneWidthM;
}
