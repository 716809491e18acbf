import * as z from 'zod/v4';
import { type VideoAnswer, videoAnswer, videoAnswerOf } from '../answers/video/video-answer.ts';
import { detectorCalled } from '../answers/video/video-facts.ts';
import { videoPlan } from '../answers/video/video-plan.ts';
import { INGESTS } from '../catalog/tables/ingest-latencies.ts';
import { SIGHTS } from '../catalog/tables/pixel-densities.ts';
import { sources } from '../catalog/tables/sources.ts';
import { collectCitations } from '../contract/citations.ts';
import { defineTool } from '../contract/define-tool.ts';
import { detail } from '../contract/figure.ts';
import { inputError } from '../contract/input-error.ts';
import {
  bullets,
  formatFigure,
  formatNumber,
  formatUsd,
  markdownTable,
  paragraphs,
  renderEnding,
} from '../contract/markdown.ts';

const name = z.string().max(60).optional();

const input = z.strictObject({
  cameras: z.int().min(1).max(9999),
  codec: z.enum(['h264', 'h265', 'av1']).default('h264'),
  resolution: z
    .string()
    .regex(/^\d{3,4}x\d{3,4}$/, 'is not a frame size such as 1920x1080')
    .default('1920x1080'),
  fps: z.number().min(1).max(120).default(30),
  analysedFps: z.number().min(0.1).max(120).optional(),
  ingest: z.enum(INGESTS).default('rtsp'),
  decode: z.enum(['hardware', 'cpu']).default('hardware'),
  detector: name,
  detectorMs: z.number().min(0.01).max(9999).optional(),
  confidence: z.number().min(0).max(1).optional(),
  tracker: name,
  classifiers: z.int().min(0).max(9).optional(),
  objects: z.number().min(0).max(999).optional(),
  annotate: z.boolean().optional(),
  device: name,
  cpuCores: z.int().min(1).max(512).optional(),
  bitrateMbps: z.number().min(0.05).max(200).optional(),
  retentionDays: z.number().min(0).max(3650).optional(),
  mustSee: z.enum(SIGHTS).optional(),
  sceneWidthM: z.number().min(0.1).max(999).optional(),
  speedMps: z.number().min(0).max(99).optional(),
  detail,
});
type Given = z.output<typeof input>;

export const planVideoPipeline = defineTool({
  name: 'planVideoPipeline',
  title: 'Video pipeline',
  description:
    'Cameras to devices: budgets of decoding, networks, CPU, encoder, memory, link; what binds, streams a device, priced shortlist, frame skipping on tracking, pixel density, latency, storage, events, diagram. Published capacities first. selectModel chooses the model.',
  input,
  output: videoAnswer,
  examples: [
    {
      ask: '40 cameras, 1080p30 H.264, on AGX Orins with TrafficCamNet and two classifiers: how many boxes?',
      input: {
        cameras: 40,
        detector: 'TrafficCamNet',
        classifiers: 2,
        device: 'Jetson-AGX-Orin-64GB',
        bitrateMbps: 4,
      },
    },
    {
      ask: '24 cameras H.265, people tracked at 10 frames/s with a detector we may ship: which device, and do we recognise them across 12 m?',
      input: {
        cameras: 24,
        codec: 'h265',
        analysedFps: 10,
        detector: 'RF-DETR-S',
        mustSee: 'recognise',
        sceneWidthM: 12,
      },
    },
  ],
  async run(given, { catalog, today }) {
    check(given, catalog);
    const plan = videoPlan(catalog, { ...given, resolution: given.resolution }, today);
    const full = given.detail === 'full';
    const cited = collectCitations(catalog.rows(sources));
    for (const id of full ? [...plan.sources, ...plan.furtherSources] : plan.sources) cited.cite(id);
    return videoAnswerOf(plan, given, full, cited, catalog);
  },
  render,
});

function check(given: Given, catalog: Parameters<typeof videoPlan>[0]): void {
  const { analysedFps, fps, detector, detectorMs, sceneWidthM, mustSee, resolution } = given;
  const [width = 0, height = 0] = resolution.split('x').map(Number);
  if (Math.min(width, height) < 120)
    throw inputError(
      'resolution',
      `"${resolution}" is no camera's`,
      'Allowed: from 120 pixels a side, e.g. 1920x1080',
    );
  if (analysedFps !== undefined && analysedFps > fps)
    throw inputError(
      'analysedFps',
      `${analysedFps} is above the ${fps} that the camera sends`,
      'Send at most fps, or leave it out to analyse every frame',
    );
  if (detector === undefined && detectorMs === undefined)
    throw inputError('detector', 'is missing', 'Send the name of a detector, or detectorMs with device');
  if (detector !== undefined) detectorCalled(catalog, detector);
  if (sceneWidthM !== undefined && mustSee === undefined)
    throw inputError(
      'sceneWidthM',
      'is given without mustSee',
      `Send what must be seen: ${SIGHTS.join(', ')}`,
    );
  if (given.tracker === 'none' && given.speedMps !== undefined)
    throw inputError('speedMps', 'is given, but nothing is tracked', 'Leave it out or name a tracker');
}

function render(answer: VideoAnswer): string {
  const { tracking, sight, latency, flows } = answer;
  return paragraphs(
    `**${answer.verdict}**`,
    `Binding: ${answer.binding}.`,
    markdownTable(
      ['Stage', 'On', 'Figure'],
      answer.stages.map((row) => [row.stage, row.on, formatFigure(row.figure)]),
    ),
    answer.resources === undefined
      ? ''
      : markdownTable(
          ['Resource', 'Streams', 'Busy at the plan'],
          answer.resources.map(({ resource, streams, load }) => [
            resource,
            formatNumber(streams),
            `${formatNumber(load * 100)} %`,
          ]),
        ),
    bullets(
      'Published',
      answer.published.map(
        ({ pipeline, detector, streams, exact, source }) =>
          `${pipeline}, ${detector}: ${formatNumber(streams)} streams of this camera (${source})${exact ? '' : '; other codec, networks or rates'}`,
      ),
    ),
    answer.shortlist === undefined
      ? ''
      : markdownTable(
          ['Device', 'Streams each', 'Devices', 'Bound by', 'USD a month'],
          answer.shortlist.map(({ device, streams, devices, binding, usdPerMonth }) => [
            device,
            formatNumber(streams),
            devices === undefined ? '-' : formatNumber(devices),
            binding,
            usdPerMonth === undefined ? 'no price' : formatUsd(usdPerMonth),
          ]),
        ),
    tracking === undefined
      ? ''
      : `Tracking: ${tracking.answer}.${tracking.bridgedSeconds === undefined || tracking.gain === undefined ? '' : ` A track bridges ${formatNumber(tracking.bridgedSeconds)} s unseen; a new box moves the smoothed one by ${formatNumber(tracking.gain * 100)} %.`}`,
    sight === undefined
      ? ''
      : `Sight: ${sight.purpose} needs ${formatNumber(sight.neededPxPerM)} px/m${sight.pxPerM === undefined ? '' : `, there are ${formatNumber(sight.pxPerM)}`}; a scene ${formatNumber(sight.widestSceneM)} m wide at most${sight.farthestM === undefined ? '' : `, ${formatNumber(sight.farthestM)} m away under 90 degrees`}${sight.objectPx === undefined ? '' : `; the object is ${formatNumber(sight.objectPx)} px wide for the network`}.`,
    `Latency to the event: ${formatNumber(latency.totalMs)} ms, at worst ${formatNumber(latency.worstMs)}. Network ${formatNumber(flows.megabitsPerSecond)} Mbit/s; ${formatNumber(flows.gigabytesPerDay)} GB a day, ${formatNumber(flows.retainedTerabytes)} TB kept; ring buffer ${formatNumber(flows.ringBufferMb)} MB a stream as sent, ${formatNumber(flows.decodedRingMb)} decoded; ${formatNumber(flows.eventsPerDay)} events a day of ${formatNumber(flows.detectionsPerDay)} boxes.`,
    `\`\`\`mermaid\n${answer.diagram}\n\`\`\``,
    bullets('Would change it', answer.wouldChange),
    renderEnding(answer),
  );
}
