import { transports } from '../../catalog/tables/transports.ts';
import type { Catalog, RowOf } from '../../contract/catalog.ts';
import { formatNumber } from '../../contract/markdown.ts';
import { type Backlog, backlogOfBurst } from '../../engines/queueing/backlog-of-burst.ts';
import type { BatchPlan } from '../../engines/queueing/machines-for-deadline.ts';
import { type ForwardStore, storeAndForward } from '../../engines/queueing/store-and-forward.ts';
import { assumedDefault } from '../assumed-default.ts';
import type { InferenceQuestion } from './inference-question.ts';
import type { ServerlessCase } from './serverless-case.ts';
import type { Served, Service } from './service-load.ts';

export type Part = { readonly part: string; readonly choice: string };

/** Longest time that a job may be taken for dead, over its P99. */
const VISIBILITY_OVER_P99 = 2;
const TRIES = 3;
/** A lost shard of a batch costs at most this share of the window. */
const SHARD_SHARE = 0.05;
const LONGEST_POLL_SECONDS = 30;

export type AsyncPlan = {
  readonly workers: number;
  readonly utilisation: number;
  readonly burstSeconds: number;
  readonly backlog: Backlog;
  readonly parts: readonly Part[];
  readonly sources: readonly string[];
};

/** Workers that stay under the target load on average and work a burst off in time, and what stands around them. */
export function asyncPlan(question: InferenceQuestion, service: Service, catalog: Catalog): AsyncPlan {
  const { requestsPerSecond: rate, peakRate, deadlineSeconds, payloadMb, platform } = question;
  const serviceSeconds = service.meanMs / 1000;
  const burstSeconds = assumedDefault(catalog, 'inference-burst').value;
  const burst = (workers: number) =>
    backlogOfBurst({ meanRate: rate, burstRate: peakRate, burstSeconds, serviceSeconds, workers });
  let workers = Math.max(
    1,
    Math.ceil((rate * serviceSeconds) / assumedDefault(catalog, 'target-load').value),
  );
  while (
    deadlineSeconds !== undefined &&
    burst(workers).waitSeconds + service.p99Ms / 1000 > deadlineSeconds
  ) {
    const atPeak = Math.ceil(peakRate * serviceSeconds) + 1;
    if (workers >= atPeak) break;
    workers += 1;
  }
  const backlog = burst(workers);
  const queue = queueFor(catalog, platform?.id);
  const inline = payloadMb <= (queue.messageMb ?? 0);
  const visibility = (VISIBILITY_OVER_P99 * service.p99Ms) / 1000;
  const kept = platform?.resultHours;
  const parts: Part[] = [
    {
      part: 'submit',
      choice: `API answers 202 with a job id at once; the caller's idempotency key makes a repeat the same job`,
    },
    {
      part: 'input',
      choice: inline
        ? `in the message: ${formatNumber(payloadMb)} MB fit ${queue.name}`
        : `in object storage, a reference in the message${queue.messageMb === undefined ? '' : `: ${queue.name} takes ${formatNumber(queue.messageMb)} MB`}`,
    },
    {
      part: 'queue',
      choice: `${queue.name}: visibility time-out ${formatNumber(visibility)} s (${VISIBILITY_OVER_P99} x P99${queue.longestSeconds === undefined ? '' : `, at most ${formatNumber(queue.longestSeconds)}`}), at least once: workers check the key; dead letters after ${TRIES} tries`,
    },
    {
      part: 'workers',
      choice: `${workers}, ${formatNumber((100 * rate * serviceSeconds) / workers)} % busy on average; scale on the age of the oldest message, not on CPU`,
    },
    {
      part: 'burst',
      choice: `${formatNumber(burstSeconds)} s at ${formatNumber(peakRate)}/s leave ${formatNumber(backlog.waiting)} waiting, the last for ${formatNumber(backlog.waitSeconds)} s; gone ${formatNumber(backlog.drainSeconds)} s later`,
    },
    {
      part: 'results',
      choice: `object storage under the job id${kept === undefined ? '' : kept === 0 ? '; the platform itself keeps none' : `; the platform itself keeps them ${formatNumber(kept)} h`}; delete by lifecycle rule once the longest retry is over`,
    },
    {
      part: 'callback',
      choice: `signed webhook with ${TRIES} tries, exponential and jittered; or poll first after ${formatNumber(serviceSeconds + backlog.waitSeconds)} s, then every ${formatNumber(Math.min(LONGEST_POLL_SECONDS, Math.max(1, serviceSeconds / 4)))} s`,
    },
  ];
  return {
    workers,
    utilisation: (rate * serviceSeconds) / workers,
    burstSeconds,
    backlog,
    parts,
    sources: [queue.source],
  };
}

function queueFor(catalog: Catalog, platform: string | undefined): RowOf<typeof transports> {
  const rows = catalog.rows(transports).filter(({ kind }) => kind === 'queue');
  const google = platform !== undefined && /vertex|cloud-run|google/.test(platform);
  const found = rows.find(({ id }) => id === (google ? 'pubsub' : 'sqs'));
  if (found === undefined) throw new Error('the transports table has no queue');
  return found;
}

export function syncParts(
  question: InferenceQuestion,
  served: Served,
  catalog: Catalog,
): { parts: Part[]; sources: string[] } {
  const { platform, targetsMs, peakRate } = question;
  const gateway = catalog.rows(transports).find(({ id }) => id === 'api-gateway-rest');
  const slowest = Math.max(...Object.values(targetsMs), served.sojournMs.p99);
  return {
    parts: [
      {
        part: 'replicas',
        choice: `${served.servers} at ${formatNumber(peakRate)}/s, ${formatNumber(100 * served.utilisation)} % busy; one more where a zone or a deployment may take one away`,
      },
      {
        part: 'autoscaler',
        choice: `aim at ${formatNumber(Math.floor(100 * served.highestUtilisation))} % busy or less, by requests in flight rather than CPU; a replica takes ${formatNumber(question.coldStartSeconds)} s to start`,
      },
      {
        part: 'time-outs',
        choice: `model server ${formatNumber(2 * slowest)} ms < gateway < client; a client that gave up is cancelled, not worked for`,
      },
      {
        part: 'overload',
        choice:
          'bounded queue, 429 with Retry-After beyond it; retries within the deadline, with jitter, at most 10 % of requests',
      },
      ...(platform?.atOnce === 1
        ? [
            {
              part: 'concurrency',
              choice: `${platform.name} hands an instance one request at a time unless set: no batcher behind it ever sees two`,
            },
          ]
        : []),
      ...(gateway === undefined
        ? []
        : [
            {
              part: 'gateway',
              choice: `${gateway.name}: ${formatNumber(gateway.messageMb ?? 0)} MB and ${formatNumber(gateway.unsetSeconds ?? 0)} s unless raised, whatever the model server allows`,
            },
          ]),
    ],
    sources: gateway === undefined ? [] : [gateway.source],
  };
}

export function streamingParts(
  question: InferenceQuestion,
  service: Service,
  served: Served,
  catalog: Catalog,
): { parts: Part[]; sources: string[] } {
  const rows = catalog.rows(transports).filter(({ kind }) => kind === 'stream');
  const socket = rows.find(({ id }) => id === 'api-gateway-websocket');
  return {
    parts: [
      {
        part: 'replicas',
        choice: `${served.servers} at ${formatNumber(question.peakRate)}/s, ${formatNumber(100 * served.utilisation)} % busy; each answer holds its place for ${formatNumber(service.meanMs / 1000)} s`,
      },
      {
        part: 'transport',
        choice: `server-sent events: one way, plain HTTP, resumable by event id; WebSocket only where the caller speaks meanwhile${socket === undefined ? '' : ` (${socket.name}: frames of ${formatNumber(1000 * (socket.messageMb ?? 0))} KB, idle ${formatNumber(socket.idleSeconds ?? 0)} s, ${formatNumber(socket.longestSeconds ?? 0)} s in all)`}; gRPC between services`,
      },
      {
        part: 'proxies',
        choice: `buffering off on every hop, idle time-outs above ${formatNumber((2 * (service.p99Ms - (question.firstPartMs ?? 0))) / 1000)} s, a comment line as heartbeat`,
      },
      {
        part: 'cancel',
        choice: 'a closed connection stops the work: otherwise the place is taken to the end',
      },
      {
        part: 'targets',
        choice: 'time to the first part and time between parts apart; the total only as a limit',
      },
    ],
    sources: socket === undefined ? [] : [socket.source],
  };
}

export function serverlessParts(question: InferenceQuestion, found: ServerlessCase): Part[] {
  return [
    {
      part: 'workers',
      choice: `${formatNumber(found.paidWorkers)} paid for on average, none at rest; idle window ${formatNumber(found.idleSeconds)} s`,
    },
    {
      part: 'cold starts',
      choice: `${formatNumber(100 * found.coldShare)} % of requests wait ${formatNumber(question.coldStartSeconds)} s for one; weights in the image or on a local cache, not fetched at start`,
    },
    {
      part: 'ceiling',
      choice: `most workers at once: ${Math.max(1, Math.ceil(question.peakRate * (1 + question.coldStartSeconds)))} or less, as a budget; above it a queue or 429`,
    },
    { part: 'way out', choice: 'the same container on an always-on instance once the bills meet' },
  ];
}

export function batchParts(
  { machines, itemsPerMachine, finishSeconds, computeSeconds }: BatchPlan,
  question: InferenceQuestion,
  service: Service,
): Part[] {
  const shard = Math.max(
    1,
    Math.floor(((question.deadlineSeconds ?? 0) * SHARD_SHARE * 1000) / service.meanMs),
  );
  return [
    {
      part: 'machines',
      choice: `${machines}, ${formatNumber(itemsPerMachine)} items each, done after ${formatNumber(finishSeconds / 3600)} h of ${formatNumber((question.deadlineSeconds ?? 0) / 3600)}; ${formatNumber(computeSeconds / 3600)} machine-hours of work`,
    },
    {
      part: 'shards',
      choice: `at most ${formatNumber(Math.min(shard, itemsPerMachine))} items, written whole under a name of their own: a lost machine costs one shard, a repeat overwrites it`,
    },
    { part: 'capacity', choice: 'spot or preemptible: a shard is repeated, nobody waits' },
    { part: 'batch size', choice: 'the largest that fits memory: latency of one item does not count' },
    {
      part: 'after',
      choice:
        'count outputs against inputs, list failures by item, then stop the machines: no endpoint stays',
    },
  ];
}

export type EdgeSync = ForwardStore & { readonly parts: readonly Part[] };

export function edgeSync(question: InferenceQuestion, catalog: Catalog): EdgeSync {
  const outageHours =
    question.outageHours > 0 ? question.outageHours : assumedDefault(catalog, 'inference-outage').value;
  const store = storeAndForward({
    resultsPerSecond: question.requestsPerSecond,
    resultKb: question.resultKb,
    outageHours,
    uplinkMbps: question.uplinkMbps,
  });
  const drain =
    store.drainHours === undefined
      ? 'send uplinkMbps for the time to empty it'
      : Number.isFinite(store.drainHours)
        ? `empty ${formatNumber(store.drainHours * 60)} min after the network is back`
        : 'never empty: the uplink is not above the live rate';
  return {
    ...store,
    parts: [
      {
        part: 'loop',
        choice: 'sensor, model, local decision, append to the store; it never waits for the network',
      },
      {
        part: 'store',
        choice: `bounded, on disk, ${formatNumber(Math.max(1, store.storeMb))} MB for ${formatNumber(outageHours)} h of ${formatNumber(question.resultKb)} KB results; full: the oldest of the least important class goes, counted`,
      },
      {
        part: 'uploader',
        choice: `${formatNumber(store.liveMbps)} Mbit/s live; batches with device id and sequence number as key, deleted when acknowledged; ${drain}`,
      },
      {
        part: 'models',
        choice:
          'signed, two slots, roll back when the first check fails; CPU fallback, temperature and drops are alerts',
      },
    ],
  };
}
