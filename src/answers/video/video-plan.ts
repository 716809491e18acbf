import { gpuPrices } from '../../catalog/tables/gpu-prices.ts';
import type { Catalog } from '../../contract/catalog.ts';
import { inputError } from '../../contract/input-error.ts';
import { rentalPrice } from '../../engines/serving/rental-price.ts';
import { HOURS_PER_MONTH } from '../../units/time.ts';
import { assumedDefault } from '../assumed-default.ts';
import { type CameraSight, cameraSight } from './camera-sight.ts';
import { hasCodec } from './decode-rate.ts';
import { type DetectorTime, detectorTime, notTimed } from './detector-time.ts';
import { type Evaluation, evaluateDevice } from './evaluate-device.ts';
import { type Published, plannedStreams, publishedPipelines } from './published-pipelines.ts';
import { type TrackingEffect, trackingEffect } from './tracking-effect.ts';
import { videoChanges } from './video-changes.ts';
import { allVideoDevices, detectorCalled, type VideoDevice, videoDevice } from './video-facts.ts';
import { type VideoFlows, videoFlows } from './video-flows.ts';
import { type VideoLatency, videoLatency } from './video-latency.ts';
import type { Workload } from './video-ledger.ts';
import { videoLicences } from './video-licences.ts';
import { type AskedVideo, usualSpeed, videoWorkload } from './video-workload.ts';

export type Candidate = {
  readonly device: string;
  /** Streams a device as planned. */
  readonly streams: number;
  readonly basis: 'measured' | 'modelled';
  readonly devices: number | undefined;
  readonly binding: string;
  readonly usdPerMonth: number | undefined;
  readonly priceSource: string | undefined;
};

export type VideoPlan = {
  readonly work: Workload;
  readonly detector: string;
  readonly evaluation: Evaluation;
  /** Streams a device: of a published row where one covers the question, else of the model. */
  readonly streams: number;
  readonly basis: 'measured' | 'modelled';
  /** What the streams may be, by the model's error on published capacities; of a measured figure nothing. */
  readonly streamsRange: readonly [number, number] | undefined;
  /** At most, all of the scarcest resource used, by the model alone: without the row that answers. */
  readonly modelStreams: number | undefined;
  readonly modelBinding: Evaluation['bound']['binding']['resource'] | undefined;
  readonly devices: number | undefined;
  readonly usdPerMonth: number | undefined;
  readonly priceSource: string | undefined;
  readonly published: readonly Published[];
  /** The published row that the streams rest on. */
  readonly answering: Published | undefined;
  /** The caller's link or cores bear less than that row did. */
  readonly cut: boolean;
  readonly shortlist: readonly Candidate[];
  readonly tracking: TrackingEffect | undefined;
  readonly sight: CameraSight | undefined;
  readonly latency: VideoLatency;
  readonly flows: VideoFlows;
  readonly changes: readonly string[];
  readonly assumptions: readonly string[];
  readonly warnings: readonly string[];
  /** Of the figures that decide. */
  readonly sources: readonly string[];
  /** Of the rest. */
  readonly furtherSources: readonly string[];
  readonly retentionDays: number;
  readonly postProcessing: string;
};

/** The whole plan. @throws InputError where what is asked cannot be planned. */
export function videoPlan(catalog: Catalog, asked: AskedVideo, today: string): VideoPlan {
  const { work, assumptions, bitrateSource } = videoWorkload(catalog, asked);
  const timeOn = (
    device: VideoDevice,
    heldOut?: Parameters<typeof detectorTime>[3],
  ): DetectorTime | undefined =>
    asked.detectorMs === undefined
      ? detectorTime(catalog, asked.detector ?? '', device, heldOut)
      : {
          msPerFrame: asked.detectorMs,
          figure: { value: asked.detectorMs, unit: 'ms', basis: 'computed' },
          scope: 'network',
          classifiers: 0,
          inputPx: undefined,
          conditions: 'as given',
        };
  const share = assumedDefault(catalog, 'video-usable-share').value;
  const evaluate = (device: VideoDevice, time: DetectorTime) => {
    const evaluation = evaluateDevice(catalog, device, time, work);
    const published = publishedPipelines(
      catalog,
      device,
      asked.detectorMs === undefined ? asked.detector : undefined,
      work,
    );
    const { streams, answering, cut } = plannedStreams(evaluation, published, share, asked.cpuCores);
    const without = (row: Published['row']) => row === answering?.row;
    const timeAlone = answering === undefined ? time : timeOn(device, without);
    const alone =
      timeAlone === undefined ? undefined : evaluateDevice(catalog, device, timeAlone, work, without);
    const devices = streams === 0 ? undefined : Math.ceil(asked.cameras / streams);
    const price =
      devices === undefined ? undefined : rentalPrice(catalog.rows(gpuPrices), device.id, devices, today);
    return {
      evaluation,
      published,
      modelStreams: alone === undefined ? undefined : Math.floor(alone.bound.binding.streams),
      modelBinding: alone?.bound.binding.resource,
      streams,
      answering,
      cut,
      basis: answering === undefined ? ('modelled' as const) : ('measured' as const),
      devices,
      usdPerMonth: price === undefined ? undefined : price.usdPerHour * HOURS_PER_MONTH,
      priceSource: price?.rental.source,
    };
  };

  const named = asked.device === undefined ? undefined : videoDevice(catalog, asked.device);
  if (named === undefined && asked.detectorMs !== undefined)
    throw inputError(
      'detectorMs',
      `${asked.detectorMs} ms is of no device`,
      'Send device too, or a detector of the tables',
    );
  const able = (device: VideoDevice) => asked.decode === 'cpu' || hasCodec(catalog, device, asked.codec);
  if (named !== undefined && !able(named))
    throw inputError(
      'codec',
      `${named.id} has no ${asked.codec} in its ${named.engines?.generation} video engines`,
      "Send decode: 'cpu', another device, or h264 or h265 from the cameras",
    );
  const all = (named === undefined ? allVideoDevices(catalog).filter(able) : [named]).flatMap((device) => {
    const time = timeOn(device);
    return time === undefined ? [] : [{ time, ...evaluate(device, time) }];
  });
  const best = [...all].sort(
    (a, b) =>
      (a.usdPerMonth ?? Number.POSITIVE_INFINITY) - (b.usdPerMonth ?? Number.POSITIVE_INFINITY) ||
      (a.devices ?? Number.POSITIVE_INFINITY) - (b.devices ?? Number.POSITIVE_INFINITY) ||
      b.streams - a.streams ||
      (a.evaluation.device.id < b.evaluation.device.id ? -1 : 1),
  );
  const first = best[0];
  if (first === undefined) {
    if (named !== undefined) throw notTimed(catalog, asked.detector ?? '', named);
    throw inputError(
      'detector',
      `${asked.detector} was timed on no device whose video engines are in the tables`,
      'Send device and detectorMs',
    );
  }
  const { evaluation, answering, streams, time } = first;
  const widthM = assumedDefault(catalog, asked.mustSee === 'plate' ? 'vehicle-width' : 'person-width').value;
  const inputPx = time.inputPx ?? assumedDefault(catalog, 'network-input-px').value;
  const confidence = asked.confidence ?? assumedDefault(catalog, 'video-confidence').value;
  const tracking =
    work.tracker === undefined
      ? undefined
      : trackingEffect(catalog, work.tracker, {
          analysedFps: work.analysedFps,
          fps: work.fps,
          speedMps: asked.speedMps ?? assumedDefault(catalog, usualSpeed(asked)).value,
          widthM,
          confidence,
        });
  const [columns = 0] = work.size.split('x').map(Number);
  const sight =
    asked.mustSee === undefined
      ? undefined
      : cameraSight(catalog, asked.mustSee, columns, asked.sceneWidthM, { widthM, inputPx });
  const latency = videoLatency(catalog, evaluation, work, Math.min(streams, asked.cameras));
  const retentionDays = asked.retentionDays ?? assumedDefault(catalog, 'retention-days').value;
  const [over, under] = ['video-model-over', 'video-model-under'].map(
    (id) => assumedDefault(catalog, id).value,
  );
  const unrounded = evaluation.bound.binding.streams * share;
  return {
    ...first,
    work,
    streamsRange:
      first.basis === 'measured' || over === undefined || under === undefined
        ? undefined
        : [Math.floor(unrounded / (1 + over)), Math.floor(unrounded / (1 - under))],
    detector: asked.detector ?? 'the detector',
    shortlist: named === undefined ? best.map(candidate) : [],
    tracking,
    sight,
    latency,
    flows: videoFlows(catalog, asked.cameras, retentionDays, work),
    changes: videoChanges(
      catalog,
      evaluation,
      { name: asked.detectorMs === undefined ? asked.detector : undefined, time },
      work,
      asked.cameras,
      streams,
    ),
    assumptions: [
      ...assumptions,
      ...evaluation.assumed,
      ...(answering === undefined
        ? []
        : [`published for ${answering.row.device}, objects of its clip not stated`]),
    ],
    warnings: [
      ...evaluation.gaps.map((gap) => `${gap[0]?.toUpperCase()}${gap.slice(1)}.`),
      ...saturated(answering),
      ...(sight?.enough === false
        ? [
            `${Math.round(sight.pxPerM ?? 0)} px/m is too coarse for "${sight.purpose}", which needs ${sight.neededPxPerM}: a scene ${sight.widestSceneM.toFixed(1)} m wide at most.`,
          ]
        : []),
      ...(sight?.objectPx !== undefined && sight.objectPx < assumedDefault(catalog, 'small-object-px').value
        ? [
            `${asked.detector ?? 'The network'} sees ${inputPx} px: ${widthM} m are ${sight.objectPx.toPrecision(2)} px there, which detectors miss. Tile the frame, take a larger input or a narrower scene.`,
          ]
        : []),
      ...(tracking?.warnings ?? []),
      ...videoLicences(catalog, [
        ...(asked.detector === undefined ? [] : [evaluationDetector(catalog, asked.detector)]),
        ...(work.tracker === undefined ? [] : [work.tracker.id]),
      ]),
    ],
    sources: [
      ...(answering === undefined ? [] : [answering.row.source]),
      ...evaluation.stages.flatMap(({ figure }) => figure.source ?? []),
      ...(sight === undefined ? [] : [sight.source]),
      ...(first.priceSource === undefined ? [] : [first.priceSource]),
    ],
    furtherSources: [
      ...(tracking?.sources ?? []),
      ...(bitrateSource === undefined ? [] : [bitrateSource]),
      ...latency.hops.flatMap(({ figure }) => figure.source ?? []),
    ],
    retentionDays,
    postProcessing: `${asked.detector ?? 'the detector'} ${work.withoutNms ? 'ends without NMS' : asked.detector === undefined ? 'is taken to need NMS' : 'needs NMS'}; boxes from ${confidence}${asked.confidence === undefined ? ' (the usual default)' : ''}`,
  };
}

/** What a published capacity says of its own latency. */
function saturated(answering: Published | undefined): string[] {
  const { pipeline, streams, latencyP95Ms } = answering?.row ?? {};
  return latencyP95Ms === undefined
    ? []
    : [
        `At the published ${streams} streams ${pipeline} had ${latencyP95Ms} ms of P95 latency: the plan stays below for that reason too.`,
      ];
}

function evaluationDetector(catalog: Catalog, id: string): string {
  return detectorCalled(catalog, id).id;
}

function candidate(entry: {
  readonly evaluation: Evaluation;
  readonly streams: number;
  readonly basis: 'measured' | 'modelled';
  readonly devices: number | undefined;
  readonly usdPerMonth: number | undefined;
  readonly priceSource: string | undefined;
}): Candidate {
  const { evaluation, streams, basis, devices, usdPerMonth, priceSource } = entry;
  return {
    device: evaluation.device.id,
    streams,
    basis,
    devices,
    binding: evaluation.bound.binding.resource,
    usdPerMonth,
    priceSource,
  };
}
