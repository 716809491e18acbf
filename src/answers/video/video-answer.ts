import * as z from 'zod/v4';
import type { Catalog } from '../../contract/catalog.ts';
import type { Citations } from '../../contract/citations.ts';
import { answerFields, figure } from '../../contract/figure.ts';
import { fourDigits } from '../figures.ts';
import { scoresOf } from './tracking-effect.ts';
import { videoDiagram } from './video-diagram.ts';
import type { VideoPlan } from './video-plan.ts';
import { bindingSentence, loads, videoVerdict } from './video-words.ts';

const SHOWN = { shortlist: 3, changes: 2 };

export const videoAnswer = z.strictObject({
  verdict: answerFields.verdict,
  device: z.string(),
  devices: z.int().optional(),
  streams: figure,
  modelStreams: z.int().optional(),
  usdPerMonth: z.number().optional(),
  binding: z.string(),
  resources: z
    .array(z.strictObject({ resource: z.string(), streams: z.number(), load: z.number() }))
    .optional(),
  stages: z.array(z.strictObject({ stage: z.string(), on: z.string(), figure, how: z.string().optional() })),
  published: z.array(
    z.strictObject({
      pipeline: z.string(),
      detector: z.string(),
      streams: z.number(),
      exact: z.boolean(),
      source: z.string(),
    }),
  ),
  shortlist: z
    .array(
      z.strictObject({
        device: z.string(),
        streams: z.int(),
        /** Where a published row answers; else modelled. */
        basis: z.string().optional(),
        devices: z.int().optional(),
        binding: z.string(),
        usdPerMonth: z.number().optional(),
      }),
    )
    .optional(),
  tracking: z
    .strictObject({
      answer: z.string(),
      overlap: z.number(),
      neededFps: z.number(),
      leastOverlap: z.number().optional(),
      /** Unseen, once it has a velocity. */
      bridgedSeconds: z.number().optional(),
      /** Share of a new box in the smoothed position. */
      gain: z.number().optional(),
      lostAfterSeconds: z.number().optional(),
      scores: z
        .array(
          z.strictObject({
            protocol: z.string(),
            detections: z.string(),
            hota: z.number().optional(),
            idf1: z.number().optional(),
            source: z.string(),
          }),
        )
        .optional(),
    })
    .optional(),
  sight: z
    .strictObject({
      purpose: z.string(),
      neededPxPerM: z.number(),
      pxPerM: z.number().optional(),
      widestSceneM: z.number(),
      /** Under a lens of 90 degrees. */
      farthestM: z.number().optional(),
      /** Of the object on the input of the network. */
      objectPx: z.number().optional(),
      enough: z.boolean().optional(),
    })
    .optional(),
  /** Whether boxes are thinned out after the network, and from which score. */
  postProcessing: z.string().optional(),
  latency: z.strictObject({
    totalMs: z.number(),
    worstMs: z.number(),
    hops: z.array(z.strictObject({ hop: z.string(), figure })).optional(),
  }),
  flows: z.strictObject({
    megabitsPerSecond: z.number(),
    gigabytesPerDay: z.number(),
    retainedTerabytes: z.number(),
    ringBufferMb: z.number(),
    decodedRingMb: z.number(),
    detectionsPerDay: z.number(),
    eventsPerDay: z.number(),
  }),
  diagram: z.string(),
  wouldChange: z.array(z.string()),
  assumptions: answerFields.assumptions,
  warnings: answerFields.warnings,
  sources: answerFields.sources,
  next: answerFields.next,
});
export type VideoAnswer = z.output<typeof videoAnswer>;

/** The plan as it is served: all of it, or what decides. */
export function videoAnswerOf(
  plan: VideoPlan,
  given: { readonly cameras: number; readonly detector?: string | undefined },
  full: boolean,
  cited: Citations,
  catalog: Catalog,
): z.input<typeof videoAnswer> {
  const { evaluation, flows, latency, tracking, sight, work } = plan;
  const shown = plan.published
    .filter(({ row }) => full || row.detector === given.detector)
    .slice(0, full ? undefined : 1);
  const scores = full && work.tracker !== undefined ? scoresOf(catalog, work.tracker.id) : [];
  for (const { row } of shown) cited.cite(row.source);
  for (const { source } of scores) cited.cite(source);
  return {
    verdict: videoVerdict(plan, given.cameras),
    device: evaluation.device.id,
    ...(plan.devices === undefined ? {} : { devices: plan.devices }),
    streams: {
      value: plan.streams,
      unit: 'streams',
      basis: plan.basis,
      ...(plan.answering === undefined
        ? {}
        : { source: plan.answering.row.source, asOf: plan.answering.row.asOf }),
      ...(plan.streamsRange === undefined ? {} : { low: plan.streamsRange[0], high: plan.streamsRange[1] }),
    },
    ...(plan.modelStreams === undefined ? {} : { modelStreams: plan.modelStreams }),
    ...(plan.usdPerMonth === undefined ? {} : { usdPerMonth: fourDigits(plan.usdPerMonth) }),
    binding: bindingSentence(plan, given.cameras),
    ...(full
      ? {
          resources: loads(plan, given.cameras).map(({ resource, streams, load }) => ({
            resource,
            streams: fourDigits(streams),
            load: fourDigits(load),
          })),
        }
      : {}),
    stages: evaluation.stages.map(({ stage, on, figure: { value, low, high, asOf, ...rest }, how }) => ({
      stage,
      on,
      figure: {
        value: fourDigits(value),
        ...rest,
        ...(full && asOf !== undefined ? { asOf } : {}),
        ...(low === undefined || high === undefined ? {} : { low: fourDigits(low), high: fourDigits(high) }),
      },
      ...(full ? { how } : {}),
    })),
    published: shown.map(({ row, streams, exact: answers }) => ({
      pipeline: row.pipeline,
      detector: row.detector,
      streams: fourDigits(streams),
      exact: answers,
      source: row.source,
    })),
    ...(plan.shortlist.length === 0
      ? {}
      : {
          shortlist: plan.shortlist
            .slice(0, full ? undefined : SHOWN.shortlist)
            .map(({ devices, usdPerMonth, priceSource: _, basis, ...row }) => ({
              ...row,
              ...(basis === 'measured' ? { basis } : {}),
              ...(devices === undefined ? {} : { devices }),
              ...(usdPerMonth === undefined ? {} : { usdPerMonth: fourDigits(usdPerMonth) }),
            })),
        }),
    ...(tracking === undefined
      ? {}
      : {
          tracking: {
            answer: tracking.sentence,
            overlap: fourDigits(tracking.overlap),
            neededFps: fourDigits(tracking.neededFps),
            ...(full
              ? {
                  leastOverlap: tracking.leastOverlap,
                  bridgedSeconds: fourDigits(tracking.bridgedSeconds),
                  gain: fourDigits(tracking.gain),
                  ...(tracking.lostAfterSeconds === undefined
                    ? {}
                    : { lostAfterSeconds: fourDigits(tracking.lostAfterSeconds) }),
                  scores: scores.map(({ protocol, detections, hota, idf1, source }) => ({
                    protocol,
                    detections,
                    ...(hota === undefined ? {} : { hota }),
                    ...(idf1 === undefined ? {} : { idf1 }),
                    source,
                  })),
                }
              : {}),
          },
        }),
    ...(sight === undefined
      ? {}
      : {
          sight: {
            purpose: sight.purpose,
            neededPxPerM: sight.neededPxPerM,
            ...(sight.pxPerM === undefined ? {} : { pxPerM: fourDigits(sight.pxPerM) }),
            widestSceneM: fourDigits(sight.widestSceneM),
            ...(full ? { farthestM: fourDigits(sight.farthestM) } : {}),
            ...(sight.objectPx === undefined ? {} : { objectPx: fourDigits(sight.objectPx) }),
            ...(sight.enough === undefined ? {} : { enough: sight.enough }),
          },
        }),
    ...(full ? { postProcessing: plan.postProcessing } : {}),
    latency: {
      totalMs: fourDigits(latency.totalMs),
      worstMs: fourDigits(latency.worstMs),
      ...(full
        ? {
            hops: latency.hops.map(({ hop, figure: { value, low, high, ...rest } }) => ({
              hop,
              figure: {
                value: fourDigits(value),
                ...rest,
                ...(low === undefined || high === undefined
                  ? {}
                  : { low: fourDigits(low), high: fourDigits(high) }),
              },
            })),
          }
        : {}),
    },
    flows: {
      megabitsPerSecond: fourDigits(flows.megabitsPerSecond),
      gigabytesPerDay: fourDigits(flows.gigabytesPerDay),
      retainedTerabytes: fourDigits(flows.retainedTerabytes),
      ringBufferMb: fourDigits(flows.ring.encodedBytes / 1e6),
      decodedRingMb: fourDigits(flows.ring.decodedBytes / 1e6),
      detectionsPerDay: fourDigits(flows.events.detectionsPerDay),
      eventsPerDay: fourDigits(flows.events.eventsPerDay),
    },
    diagram: videoDiagram(evaluation, work, {
      cameras: given.cameras,
      devices: plan.devices ?? 0,
      streams: plan.streams,
      megabitsPerSecond: flows.megabitsPerSecond,
      eventsPerDay: flows.events.eventsPerDay,
      terabytes: flows.retainedTerabytes,
      retentionDays: plan.retentionDays,
    }),
    wouldChange: plan.changes.slice(0, full ? undefined : SHOWN.changes),
    assumptions: [...plan.assumptions],
    warnings: [...plan.warnings],
    sources: cited.list(),
    next: [
      ...(given.detector === undefined || plan.warnings.some((warning) => warning.includes('AGPL'))
        ? [{ tool: 'selectModel', why: 'a detector that you may ship, timed on the device' }]
        : []),
      ...(plan.usdPerMonth === undefined ? [] : [{ tool: 'estimateCost', why: 'rent against owning' }]),
    ],
  };
}
