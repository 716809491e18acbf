import * as z from 'zod/v4';
import {
  type InferenceAnswer,
  inferenceAnswer,
  inferenceAnswerOf,
} from '../answers/inference/inference-answer.ts';
import { deviceCalled, modelCalled, platformCalled } from '../answers/inference/inference-facts.ts';
import { inferencePlan } from '../answers/inference/inference-plan.ts';
import { questionOf } from '../answers/inference/question-of.ts';
import { defineTool } from '../contract/define-tool.ts';
import { detail } from '../contract/figure.ts';
import {
  bullets,
  formatNumber,
  formatUsd,
  markdownTable,
  paragraphs,
  renderEnding,
} from '../contract/markdown.ts';

const ms = z.number().min(0.01).max(9e7).optional();
const name = z.string().max(60).optional();
const rate = z.number().min(0).max(99_999).optional();

const input = z.strictObject({
  serviceMs: ms.describe('mean of one inference'),
  serviceP99Ms: ms,
  model: name,
  device: name,
  platform: name.describe('e.g. sagemaker-realtime'),
  requestsPerSecond: z.number().min(1e-6).max(99_999).optional().describe('mean'),
  peakFactor: z.number().min(1).max(999).optional(),
  payloadMb: rate,
  p50Ms: ms,
  p95Ms: ms,
  p99Ms: ms,
  deadlineS: z.number().min(1).max(9e7).optional().describe('nobody waits'),
  items: z.int().min(1).max(1e12).optional().describe('all known beforehand'),
  firstPartMs: ms,
  mayLeaveSite: z.boolean().default(true),
  roundTripMs: rate,
  uplinkMbps: z.number().min(0.001).max(99_999).optional(),
  inputMbps: rate,
  outageHours: rate,
  coldStartS: rate,
  resultKb: rate,
  detail,
});

export const planInference = defineTool({
  name: 'planInference',
  title: 'Inference pattern',
  description:
    'Chooses sync, async queue, streaming, batch, serverless or edge by rules over payload, time, privacy, network, load and price against dated platform limits; says what decides and would flip it, latency hop by hop, servers, costs, parts, edge devices measured, diagram. simulateServing simulates batching.',
  input,
  output: inferenceAnswer,
  examples: [
    {
      ask: 'A detector of 40 ms for people who wait, 30 requests/s on T4s: which pattern, how many, does P99 hold?',
      input: { serviceMs: 40, requestsPerSecond: 30, payloadMb: 1.5, device: 'T4' },
    },
    {
      ask: 'Cameras in a clinic, video must not leave the building: YOLO11n at 15 frames/s, the line may be down for a day.',
      input: {
        model: 'YOLO11n',
        requestsPerSecond: 15,
        peakFactor: 1,
        mayLeaveSite: false,
        outageHours: 24,
        p99Ms: 100,
        uplinkMbps: 5,
      },
    },
  ],
  run(given, { catalog, today }) {
    const names = {
      model: given.model === undefined ? undefined : modelCalled(catalog, given.model),
      device: given.device === undefined ? undefined : deviceCalled(catalog, given.device),
      platform: given.platform === undefined ? undefined : platformCalled(catalog, given.platform),
    };
    const { question, assumed } = questionOf(given, names, catalog);
    const plan = inferencePlan(question, catalog, today);
    return inferenceAnswerOf(plan, assumed, given.detail === 'full', catalog);
  },
  render,
});

function render(answer: InferenceAnswer): string {
  const { latency, cost, devices, compression, targetsMs } = answer;
  const target = (percentile: 'p50' | 'p95' | 'p99'): string =>
    targetsMs?.[percentile] === undefined ? '' : ` (target ${formatNumber(targetsMs[percentile])})`;
  return paragraphs(
    `**${answer.verdict}**`,
    `Binding: ${answer.binding}.`,
    bullets(
      'Rules, the first that holds decides',
      answer.rules.map(({ pattern, holds, why }) => `${pattern}: ${holds ? 'holds' : 'no'}; ${why}`),
    ),
    latency === undefined
      ? ''
      : markdownTable(
          ['Hop', `P50 ms${target('p50')}`, `P95 ms${target('p95')}`, `P99 ms${target('p99')}`, 'Basis'],
          latency.map((hop) => [
            hop.hop,
            formatNumber(hop.p50Ms),
            formatNumber(hop.p95Ms),
            formatNumber(hop.p99Ms),
            hop.basis,
          ]),
        ),
    answer.servers === undefined
      ? ''
      : `Servers: ${answer.servers}, ${formatNumber(100 * (answer.utilisation ?? 0))} % busy at the peak${answer.highestUtilisation === undefined ? '' : `, targets hold up to ${formatNumber(100 * answer.highestUtilisation)} %`}.`,
    cost === undefined
      ? ''
      : `Cost a month: ${[cost.alwaysOnUsdPerMonth === undefined ? undefined : `${formatUsd(cost.alwaysOnUsdPerMonth)} always on`, cost.serverlessUsdPerMonth === undefined ? undefined : `${formatUsd(cost.serverlessUsdPerMonth)} by the second`, cost.breakEvenRequestsPerSecond === undefined ? undefined : `equal at ${formatNumber(cost.breakEvenRequestsPerSecond)} requests/s`].filter((part) => part !== undefined).join(', ')}.`,
    bullets(
      'Parts',
      answer.parts.map(({ part, choice }) => `${part}: ${choice}`),
    ),
    devices === undefined
      ? ''
      : markdownTable(
          ['Device (measured)', 'ms', 'Runtime', 'Precision', 'Holds', 'Source'],
          devices.map((row) => [
            row.device,
            formatNumber(row.ms),
            row.runtime,
            row.precision,
            row.holds ? 'yes' : 'no',
            row.source,
          ]),
        ),
    answer.devicesNeeded === undefined ? '' : `Devices of this time for the peak: ${answer.devicesNeeded}.`,
    compression === undefined
      ? ''
      : markdownTable(
          ['Smaller by', 'Against', 'Effect', 'Source'],
          compression.map((row) => [row.what, row.against, row.effect, row.source]),
        ),
    bullets('Platforms that carry it', answer.platforms ?? []),
    `\`\`\`mermaid\n${answer.diagram}\n\`\`\``,
    bullets('Would change it', answer.wouldChange),
    renderEnding(answer),
  );
}
