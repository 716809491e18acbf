import { describe, expect, it } from 'vitest';
import { planInference } from '../../src/tools/plan-inference.ts';
import { realContext } from '../support/read-catalog.ts';

type Case = {
  readonly ask: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** The fact that decides: shown as the name of the test. */
  readonly decides: string;
  readonly pattern: string;
  readonly says: RegExp;
  /** Nothing of the answer says this. */
  readonly never?: RegExp;
};

const waits = { serviceMs: 40, requestsPerSecond: 10 };
const realtime = { ...waits, platform: 'sagemaker-realtime' };
const serverless = { serviceMs: 400, device: 'L4', p99Ms: 60_000, coldStartS: 20 };

const CASES: readonly Case[] = [
  // edge
  {
    ask: 'Patient video must stay in the clinic',
    input: { model: 'YOLO11n', requestsPerSecond: 10, mayLeaveSite: false },
    decides: 'privacy',
    pattern: 'edge',
    says: /raw data may not leave the site/,
    never: /sagemaker|Lambda/,
  },
  {
    ask: 'A brake decides within 20 ms, the cloud is 40 away',
    input: { ...waits, serviceMs: 5, p99Ms: 20, roundTripMs: 40 },
    decides: 'round trip above the P99',
    pattern: 'edge',
    says: /takes 40 ms of the 20 at P99/,
  },
  {
    ask: 'The same 60 ms from the cloud',
    input: { ...waits, serviceMs: 5, p99Ms: 60, roundTripMs: 40 },
    decides: 'round trip below the P99',
    pattern: 'sync',
    says: /hold P99/,
  },
  {
    ask: '16 cameras of 4 Mbit/s on a 20 Mbit/s line',
    input: { ...waits, inputMbps: 64, uplinkMbps: 20 },
    decides: 'uplink narrower than what arises',
    pattern: 'edge',
    says: /64 Mbit\/s arise and the uplink carries 20/,
  },
  {
    ask: '16 cameras on a 100 Mbit/s line',
    input: { ...waits, inputMbps: 64, uplinkMbps: 100, p99Ms: 500, p50Ms: 300, payloadMb: 0.2 },
    decides: 'uplink wide enough',
    pattern: 'sync',
    says: /hold/,
  },
  {
    ask: 'A ship is offline for three days and must go on',
    input: { ...waits, outageHours: 72 },
    decides: 'outage longer than answers may take',
    pattern: 'edge',
    says: /72 h that the network may be away/,
  },
  {
    ask: 'A meter may report a week late',
    input: { ...waits, outageHours: 72, deadlineS: 604_800 },
    decides: 'results may come later than the outage',
    pattern: 'async',
    says: /nobody waits/,
  },
  {
    ask: 'A phone app without a round trip',
    input: { model: 'YOLOv8n', requestsPerSecond: 30, peakFactor: 1, p99Ms: 33, roundTripMs: 60 },
    decides: 'round trip above a frame',
    pattern: 'edge',
    says: /measured devices hold/,
  },
  {
    ask: 'A large upload on a thin line',
    input: { ...waits, payloadMb: 2, uplinkMbps: 10 },
    decides: 'upload alone exceeds P99',
    pattern: 'edge',
    says: /takes 1,640 ms of the 500/,
  },
  // batch
  {
    ask: 'A million images by tomorrow',
    input: { serviceMs: 20, items: 1_000_000, deadlineS: 86_400 },
    decides: 'all inputs known',
    pattern: 'batch',
    says: /all 1,000,000 inputs are known.*1, 1,000,000 items each/s,
    never: /autoscaler/,
  },
  {
    ask: 'The same within an hour',
    input: { serviceMs: 20, items: 1_000_000, deadlineS: 3600 },
    decides: 'deadline needs machines',
    pattern: 'batch',
    says: /8, 125,000 items each/,
  },
  {
    ask: 'Embed a corpus over the weekend',
    input: { serviceMs: 5, items: 50_000_000, deadlineS: 172_800 },
    decides: 'all inputs known',
    pattern: 'batch',
    says: /spot/,
  },
  {
    ask: 'One long job within a minute',
    input: { serviceMs: 45_000, items: 1, deadlineS: 60, coldStartS: 30 },
    decides: 'one item does not fit: no batch',
    pattern: 'async',
    says: /no listed|above|nobody|queue/i,
  },
  {
    ask: 'The same within two minutes',
    input: { serviceMs: 45_000, items: 1, deadlineS: 120, coldStartS: 30 },
    decides: 'one item fits',
    pattern: 'batch',
    says: /due within 0.03333 h/,
  },
  // async
  {
    ask: '24 MB to SageMaker real-time',
    input: { ...realtime, payloadMb: 24 },
    decides: 'payload below 25 MB',
    pattern: 'sync',
    says: /hold P99/,
  },
  {
    ask: '26 MB to SageMaker real-time',
    input: { ...realtime, payloadMb: 26 },
    decides: 'payload above 25 MB',
    pattern: 'async',
    says: /26 MB is above the 25 MB of Amazon SageMaker real-time/,
    never: /6 MB of Amazon SageMaker real-time/,
  },
  {
    ask: '26 MB where a platform takes it',
    input: { ...waits, payloadMb: 26 },
    decides: 'Cloud Run carries 33.55 MB',
    pattern: 'sync',
    says: /cloud-run/,
  },
  {
    ask: '55 s on SageMaker real-time',
    input: {
      serviceMs: 50_000,
      serviceP99Ms: 55_000,
      requestsPerSecond: 0.1,
      p99Ms: 90_000,
      platform: 'sagemaker-realtime',
    },
    decides: 'P99 below 60 s',
    pattern: 'sync',
    says: /hold P99/,
  },
  {
    ask: '65 s on SageMaker real-time',
    input: {
      serviceMs: 50_000,
      serviceP99Ms: 65_000,
      requestsPerSecond: 0.1,
      p99Ms: 90_000,
      platform: 'sagemaker-realtime',
    },
    decides: 'P99 above 60 s',
    pattern: 'async',
    says: /65 s at P99, above the 60 s/,
  },
  {
    ask: '170 s on Azure ML',
    input: {
      serviceMs: 150_000,
      serviceP99Ms: 170_000,
      requestsPerSecond: 0.01,
      p99Ms: 400_000,
      platform: 'azure-ml-online',
    },
    decides: 'P99 below 180 s',
    pattern: 'sync',
    says: /one request at a time/,
  },
  {
    ask: '190 s on Azure ML',
    input: {
      serviceMs: 150_000,
      serviceP99Ms: 190_000,
      requestsPerSecond: 0.01,
      p99Ms: 400_000,
      platform: 'azure-ml-online',
    },
    decides: 'P99 above 180 s',
    pattern: 'async',
    says: /above the 180 s/,
  },
  {
    ask: '2 MB to a shared Vertex endpoint',
    input: { ...waits, payloadMb: 2, platform: 'vertex-shared-endpoint' },
    decides: 'payload above 1.5 MB',
    pattern: 'async',
    says: /above the 1.5 MB/,
  },
  {
    ask: '5 MB to SageMaker serverless',
    input: { ...waits, payloadMb: 5, platform: 'sagemaker-serverless' },
    decides: 'payload above 4 MB',
    pattern: 'async',
    says: /above the 4 MB/,
  },
  {
    ask: 'Invoices read within ten minutes',
    input: { serviceMs: 3000, requestsPerSecond: 2, deadlineS: 600 },
    decides: 'nobody waits',
    pattern: 'async',
    says: /nobody waits.*dead letters/s,
  },
  {
    ask: 'A video takes two hours to analyse',
    input: { serviceMs: 7_200_000, serviceP99Ms: 7_300_000, requestsPerSecond: 0.001, p99Ms: 9_000_000 },
    decides: 'longer than any synchronous platform',
    pattern: 'async',
    says: /above the 3,600 s/,
  },
  {
    ask: 'Peaks of ten times the mean, due in an hour',
    input: { serviceMs: 2000, requestsPerSecond: 1, peakFactor: 10, deadlineS: 3600 },
    decides: 'the burst must be worked off in time',
    pattern: 'async',
    says: /at 10\/s leave/,
  },
  {
    ask: '500 MB scans',
    input: { ...waits, payloadMb: 500 },
    decides: 'payload above every synchronous limit',
    pattern: 'async',
    says: /in object storage, a reference in the message/,
  },
  // streaming
  {
    ask: 'A chat answer of 8 s whose first word comes after 0.5 s',
    input: { serviceMs: 8000, firstPartMs: 500, requestsPerSecond: 0.5, p95Ms: 2000 },
    decides: 'the first part is of use early',
    pattern: 'streaming',
    says: /server-sent events/,
  },
  {
    ask: 'An answer of 1.2 s with a first part at 0.5 s',
    input: { serviceMs: 1200, firstPartMs: 500, requestsPerSecond: 0.5, p95Ms: 4000 },
    decides: 'the rest follows within a second',
    pattern: 'sync',
    says: /hold P95/,
  },
  {
    ask: 'An answer of 300 s, streamed on SageMaker',
    input: {
      serviceMs: 250_000,
      serviceP99Ms: 300_000,
      firstPartMs: 2000,
      requestsPerSecond: 0.02,
      p95Ms: 9000,
      platform: 'sagemaker-realtime',
    },
    decides: 'streamed responses have 480 s',
    pattern: 'streaming',
    says: /first part/,
  },
  {
    ask: 'The same for 500 s',
    input: {
      serviceMs: 450_000,
      serviceP99Ms: 500_000,
      firstPartMs: 2000,
      requestsPerSecond: 0.02,
      p95Ms: 9000,
      platform: 'sagemaker-realtime',
    },
    decides: 'longer than a streamed response may be',
    pattern: 'async',
    says: /above the 480 s/,
  },
  {
    ask: 'Streaming where the platform does not',
    input: {
      serviceMs: 8000,
      firstPartMs: 500,
      requestsPerSecond: 0.5,
      p95Ms: 30_000,
      platform: 'azure-ml-online',
    },
    decides: 'the platform does not stream',
    pattern: 'sync',
    says: /hold P95/,
  },
  // serverless
  {
    ask: 'A demo that is asked twice an hour',
    input: { ...serverless, requestsPerSecond: 0.0006 },
    decides: 'busy share far below the price ratio',
    pattern: 'serverless',
    says: /by the second .* against .* always on/,
  },
  {
    ask: 'The same asked twice a second',
    input: { ...serverless, requestsPerSecond: 2 },
    decides: 'busy share above the price ratio',
    pattern: 'sync',
    says: /hold P99/,
  },
  {
    ask: 'Rare, but nobody waits 20 s',
    input: { ...serverless, p99Ms: 2000, requestsPerSecond: 0.0006 },
    decides: 'the cold start exceeds the P99',
    pattern: 'sync',
    says: /a cold start makes the P99/,
  },
  {
    ask: 'Rare with a quick start',
    input: { ...serverless, p99Ms: 2000, coldStartS: 1, requestsPerSecond: 0.0006 },
    decides: 'the cold start fits',
    pattern: 'serverless',
    says: /none at rest/,
  },
  {
    ask: 'A card without a price by the second',
    input: { ...serverless, device: 'T4', requestsPerSecond: 5 },
    decides: 'always busy',
    pattern: 'sync',
    says: /hold P99/,
  },
  {
    ask: 'No card named',
    input: { serviceMs: 400, p99Ms: 60_000, requestsPerSecond: 0.0006 },
    decides: 'nothing to price',
    pattern: 'sync',
    says: /not computed: no accelerator was named/,
  },
  // sync
  {
    ask: 'A classifier for people who wait',
    input: { ...waits, device: 'T4' },
    decides: 'someone waits for a short answer',
    pattern: 'sync',
    says: /P99 .* of 500 ms/,
  },
  {
    ask: 'A target shorter than the work',
    input: { ...waits, serviceMs: 450, p95Ms: 300 },
    decides: 'the service alone takes longer',
    pattern: 'sync',
    says: /P95 300 ms cannot hold, whatever the number of replicas/,
  },
  {
    ask: 'A tight P99 at high load',
    input: { ...waits, requestsPerSecond: 500, p99Ms: 150 },
    decides: 'the P99 sets the utilisation',
    pattern: 'sync',
    says: /targets hold up to/,
  },
  {
    ask: 'Fixed service of 20 ms, P99 of 200 ms on one server',
    input: {
      serviceMs: 20,
      serviceP99Ms: 20,
      requestsPerSecond: 30,
      peakFactor: 1,
      p99Ms: 250,
      roundTripMs: 45,
    },
    decides: 'one server holds 60 %',
    pattern: 'sync',
    says: /1 replica hold/,
  },
];

describe('planInference decides', () => {
  it.each(CASES)('$decides: $ask', async ({ input, pattern, says, never }) => {
    const { structured, text } = await planInference.execute({ ...input, detail: 'full' }, realContext());
    expect(structured['pattern'], text).toBe(pattern);
    expect(text).toMatch(says);
    if (never !== undefined) expect(text).not.toMatch(never);
  });

  it('has at least 40 cases, some of each pattern', () => {
    expect(CASES.length).toBeGreaterThanOrEqual(40);
    for (const pattern of ['edge', 'batch', 'async', 'streaming', 'serverless', 'sync'])
      expect(CASES.filter((one) => one.pattern === pattern).length, pattern).toBeGreaterThanOrEqual(2);
  });
});
