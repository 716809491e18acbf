import { frameRateEffects } from '../../catalog/tables/frame-rate-effects.ts';
import { trackerScores } from '../../catalog/tables/tracker-scores.ts';
import type { trackers } from '../../catalog/tables/trackers.ts';
import type { Catalog, RowOf } from '../../contract/catalog.ts';
import { formatNumber } from '../../contract/markdown.ts';
import { consecutiveOverlap } from '../../engines/video/consecutive-overlap.ts';
import { constantVelocityGain } from '../../engines/video/constant-velocity-gain.ts';
import { longestBridgedGap } from '../../engines/video/longest-bridged-gap.ts';
import { assumedDefault } from '../assumed-default.ts';

/** The overlap asked for where a tracker publishes none: SORT's. */
const USUAL_OVERLAP = 0.3;

export type TrackingEffect = {
  readonly widthM: number;
  /** Of a box with itself one analysed frame later, before the tracker has a velocity. */
  readonly overlap: number;
  readonly leastOverlap: number;
  /** Analysed frames a second from which a new track gets its second box. */
  readonly neededFps: number;
  readonly floorFps: number;
  /** How long an object may go unseen, once it has a velocity. */
  readonly bridgedSeconds: number;
  readonly lostAfterSeconds: number | undefined;
  /** Share of a new box in the smoothed position. */
  readonly gain: number;
  readonly published: RowOf<typeof frameRateEffects> | undefined;
  readonly sentence: string;
  readonly warnings: readonly string[];
  readonly sources: readonly string[];
};

/** What the analysed rate does to a tracker: overlap of consecutive boxes, gaps, gain, floors. */
export function trackingEffect(
  catalog: Catalog,
  tracker: RowOf<typeof trackers>,
  asked: {
    readonly analysedFps: number;
    readonly fps: number;
    readonly speedMps: number;
    readonly widthM: number;
    readonly confidence: number;
  },
): TrackingEffect {
  const { analysedFps, speedMps, widthM, confidence } = asked;
  const leastOverlap = tracker.leastOverlap ?? USUAL_OVERLAP;
  const acceleration = assumedDefault(catalog, 'box-acceleration').value;
  const overlap = consecutiveOverlap(speedMps / analysedFps, widthM);
  const neededFps = speedMps === 0 ? 0 : 1 / longestBridgedGap({ widthM, speedMps }, leastOverlap);
  const fast = speedMps >= assumedDefault(catalog, 'fast-motion-speed').value;
  const floor = assumedDefault(catalog, fast ? 'fast-motion-floor-fps' : 'identity-floor-fps');
  const bridgedSeconds = longestBridgedGap({ widthM, accelerationMps2: acceleration }, leastOverlap);
  const gain = constantVelocityGain(
    widthM * assumedDefault(catalog, 'box-noise-share').value,
    acceleration,
    analysedFps,
  ).alpha;
  const published = catalog
    .rows(frameRateEffects)
    .filter((row) => row.analysedFps >= analysedFps)
    .sort((a, b) => a.analysedFps - b.analysedFps)[0];
  const low = overlap < leastOverlap || analysedFps < floor.value;
  const lostAfterSeconds = tracker.lostFrames === undefined ? undefined : tracker.lostFrames / analysedFps;
  return {
    widthM,
    overlap,
    leastOverlap,
    neededFps,
    floorFps: floor.value,
    bridgedSeconds,
    lostAfterSeconds,
    gain,
    published,
    sentence: `At ${formatNumber(analysedFps)} analysed frames/s an object ${formatNumber(widthM)} m wide at ${formatNumber(speedMps)} m/s overlaps itself by ${formatNumber(overlap)}; ${tracker.id} asks ${formatNumber(leastOverlap)} of a new track, that is ${formatNumber(neededFps)} frames/s or more${low ? ': identities break' : ''}`,
    warnings: [
      ...(low
        ? [
            `${formatNumber(analysedFps)} analysed frames/s is below ${overlap < leastOverlap ? `the ${formatNumber(neededFps)} that overlap needs` : `the floor of ${floor.value} for identities${fast ? ' in fast motion' : ''}`}${published?.associationAccuracy === undefined ? '' : `; a review gives ${published.associationAccuracy} % association accuracy at ${published.analysedFps}`}.`,
          ]
        : []),
      ...lowScores(tracker, confidence),
      ...(tracker.lostFrames !== undefined && tracker.lostFrames > 1 && asked.analysedFps < asked.fps
        ? [
            `Tell ${tracker.id} the analysed rate: its buffer of ${tracker.lostFrames} frames is ${formatNumber(tracker.lostFrames / analysedFps)} s here.`,
          ]
        : []),
    ],
    sources: [tracker.source, floor.source, ...(low && published !== undefined ? [published.source] : [])],
  };
}

function lowScores(tracker: RowOf<typeof trackers>, confidence: number): string[] {
  const { id, lowestScore, newTrackScore } = tracker;
  if (lowestScore !== undefined && confidence > Math.max(lowestScore, 0.1))
    return confidence >= 0.4
      ? [
          `confidence ${confidence} throws away the weak boxes by which ${id} keeps tracks alive: pass boxes from ${Math.max(lowestScore, 0.1)} to the tracker and filter its tracks instead.`,
        ]
      : [];
  if (newTrackScore !== undefined && confidence > newTrackScore)
    return [
      `confidence ${confidence} is above the ${newTrackScore} from which ${id} starts tracks: its own threshold never acts.`,
    ];
  return [];
}

/** Scores of a tracker, a protocol each: never to be compared across protocols. */
export function scoresOf(catalog: Catalog, tracker: string): RowOf<typeof trackerScores>[] {
  const family = tracker.replace(/-trackers$/, '');
  return catalog.rows(trackerScores).filter((row) => row.tracker === tracker || row.tracker === family);
}
