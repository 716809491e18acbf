import { videoPipelines } from '../../catalog/tables/video-pipelines.ts';
import type { Catalog, RowOf } from '../../contract/catalog.ts';
import type { Evaluation } from './evaluate-device.ts';
import type { VideoDevice } from './video-facts.ts';
import type { Workload } from './video-ledger.ts';

/** Keeps a whole stream that the arithmetic of a share would lose. */
const ROUNDING = 1e-9;

export type Pipeline = RowOf<typeof videoPipelines>;

export type Published = {
  readonly row: Pipeline;
  /** Streams of the asked camera rate. */
  readonly streams: number;
  /** Detector, classifiers, codec, size and rates are those asked: the figure answers by itself. */
  readonly exact: boolean;
  /** The same, or more than what is asked: what it bore is the least that this takes. */
  readonly covers: boolean;
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
    .map((row) => {
      const covers = coversWork(row, detector, work);
      const same =
        row.cameraFps === work.fps &&
        work.analysedFps === work.fps &&
        row.classifiers === work.classifiers &&
        (row.tracker === 'yes') === (work.tracker !== undefined);
      return { row, streams: row.framesPerSecond / work.fps, covers, exact: covers && same };
    })
    .sort(
      (a, b) =>
        Number(b.exact) - Number(a.exact) ||
        Number(b.row.detector === detector) - Number(a.row.detector === detector) ||
        b.streams - a.streams,
    );
}

function coversWork(row: Pipeline, detector: string | undefined, work: Workload): boolean {
  const rate = row.streams === undefined ? undefined : row.cameraFps;
  return (
    rate !== undefined &&
    row.detector === detector &&
    row.codec === work.codec &&
    rate >= work.fps &&
    row.classifiers >= work.classifiers &&
    (work.tracker === undefined || (row.tracker === 'yes' && work.tracker.appearance === 'no')) &&
    !work.annotate &&
    !work.decodeOnCpu
  );
}

export type PlannedStreams = {
  readonly streams: number;
  /** The row that the streams rest on; undefined where the model answers. */
  readonly answering: Published | undefined;
  /** The caller's link or cores bear less than the row did. */
  readonly cut: boolean;
};

/**
 * Streams a device as planned: of the row that is exactly this workload; else of one that bore more than what is asked, where the
 * model would promise less; else of the model. A row knows nothing of the caller's link and cores: they bound it.
 */
export function plannedStreams(
  { bound, resources }: Evaluation,
  published: readonly Published[],
  usableShare: number,
  cpuCores: number | undefined,
): PlannedStreams {
  const mine = resources
    .filter(({ resource }) => resource === 'link' || (resource === 'cpu' && cpuCores !== undefined))
    .map(({ streams }) => streams);
  const planned = (row: Pipeline) => Math.floor(Math.min(row.streams ?? 0, ...mine) * usableShare + ROUNDING);
  const cut = (row: Pipeline) => Math.min(...mine) < (row.streams ?? 0);
  const exact = published.find((entry) => entry.exact);
  if (exact !== undefined) return { streams: planned(exact.row), answering: exact, cut: cut(exact.row) };
  const most = published.filter(({ covers }) => covers).sort((a, b) => planned(b.row) - planned(a.row))[0];
  if (most === undefined || planned(most.row) <= bound.streams)
    return { streams: bound.streams, answering: undefined, cut: false };
  return { streams: planned(most.row), answering: most, cut: cut(most.row) };
}
