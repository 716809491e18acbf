import { pixelDensities, type SIGHTS } from '../../catalog/tables/pixel-densities.ts';
import type { Catalog } from '../../contract/catalog.ts';
import { pixelDensity } from '../../engines/video/pixel-density.ts';
import { sceneWidth } from '../../engines/video/scene-width.ts';

/** The lens for which a distance is told: between the usual 4 mm (80 degrees) and 2.8 mm (105) of fixed domes. */
const USUAL_LENS_DEGREES = 90;

export type CameraSight = {
  readonly purpose: (typeof SIGHTS)[number];
  readonly neededPxPerM: number;
  /** What the purpose needs at most, in metres of scene. */
  readonly widestSceneM: number;
  /** Under a lens of 90 degrees. */
  readonly farthestM: number;
  readonly pxPerM?: number;
  readonly enough?: boolean;
  /** Width of the object on the input of the network. */
  readonly objectPx?: number;
  readonly meaning: string;
  readonly source: string;
};

/** Whether the sensor shows enough of what must be seen. */
export function cameraSight(
  catalog: Catalog,
  purpose: (typeof SIGHTS)[number],
  columns: number,
  sceneWidthM: number | undefined,
  object: { readonly widthM: number; readonly inputPx: number },
): CameraSight {
  const row = catalog.rows(pixelDensities).find(({ id }) => id === purpose);
  if (row === undefined) throw new Error(`no pixel density for "${purpose}"`);
  const widestSceneM = columns / row.pixelsPerMetre;
  const pxPerM = sceneWidthM === undefined ? undefined : pixelDensity(columns, sceneWidthM);
  return {
    purpose,
    neededPxPerM: row.pixelsPerMetre,
    widestSceneM,
    farthestM: widestSceneM / sceneWidth(1, USUAL_LENS_DEGREES),
    ...(pxPerM === undefined
      ? {}
      : {
          pxPerM,
          enough: pxPerM >= row.pixelsPerMetre,
          objectPx: pxPerM * object.widthM * Math.min(1, object.inputPx / columns),
        }),
    meaning: row.meaning,
    source: row.source,
  };
}
