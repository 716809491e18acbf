import { videoPipelines } from '../../catalog/tables/video-pipelines.ts';
import type { Catalog, RowOf } from '../../contract/catalog.ts';
import type { VideoDevice } from './video-facts.ts';
import type { Workload } from './video-ledger.ts';

export type Pipeline = RowOf<typeof videoPipelines>;

export type Published = {
  readonly row: Pipeline;
  /** Streams of the asked camera rate. */
  readonly streams: number;
  /** Detector, classifiers, codec, size and rates are those asked: the figure answers by itself. */
  readonly exact: boolean;
};

/**
 * Published capacities of this device at this codec and frame size, those that answer by themselves first, then those of the
 * same detector. A row without a codec says nothing of the decoder and is left out unless its detector is asked for.
 */
export function publishedPipelines(
  catalog: Catalog,
  device: VideoDevice,
  detector: string | undefined,
  work: Workload,
): Published[] {
  return catalog
    .rows(videoPipelines)
    .filter(
      (row) =>
        device.names.includes(row.device) &&
        row.size === work.size &&
        (row.codec === work.codec || (row.codec === undefined && row.detector === detector)),
    )
    .map((row) => ({
      row,
      streams: row.framesPerSecond / work.fps,
      exact:
        row.detector === detector &&
        row.codec === work.codec &&
        row.streams !== undefined &&
        row.cameraFps === work.fps &&
        work.analysedFps === work.fps &&
        row.classifiers === work.classifiers &&
        (row.tracker === 'yes') === (work.tracker !== undefined) &&
        !work.annotate &&
        !work.decodeOnCpu,
    }))
    .sort(
      (a, b) =>
        Number(b.exact) - Number(a.exact) ||
        Number(b.row.detector === detector) - Number(a.row.detector === detector) ||
        b.streams - a.streams,
    );
}
