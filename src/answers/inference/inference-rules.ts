import { platformLimits, type SERVED_PATTERNS } from '../../catalog/tables/platform-limits.ts';
import type { Catalog } from '../../contract/catalog.ts';
import { formatNumber, formatUsd } from '../../contract/markdown.ts';
import { type BatchPlan, machinesForDeadline } from '../../engines/queueing/machines-for-deadline.ts';
import { assumedDefault } from '../assumed-default.ts';
import type { Platform } from './inference-facts.ts';
import type { InferenceQuestion } from './inference-question.ts';
import type { ServerlessCase } from './serverless-case.ts';
import type { Service } from './service-load.ts';
import type { Way } from './way-to-the-model.ts';

export const PATTERNS = ['edge', 'batch', 'async', 'streaming', 'serverless', 'sync'] as const;
export type Pattern = (typeof PATTERNS)[number];

/** One rule of the order: whether it holds, the fact behind that, and the value that would turn it. */
export type Rule = {
  readonly pattern: Pattern;
  readonly holds: boolean;
  readonly why: string;
  readonly flip?: string | undefined;
};

export type Ruled = { readonly rules: readonly Rule[]; readonly batch?: BatchPlan | undefined };

/** A rest shorter than it is not worth a stream. */
const WORTH_STREAMING_MS = 1000;

/** The rules in their order; the first that holds decides. */
export function inferenceRules(
  question: InferenceQuestion,
  service: Service,
  way: Way,
  serverless: ServerlessCase | undefined,
  catalog: Catalog,
): Ruled {
  const batch = batchOf(question, service, catalog);
  return {
    rules: [
      edgeRule(question, way),
      batchRule(question, service, batch),
      asyncRule(question, service, catalog),
      streamingRule(question, service),
      serverlessRule(question, serverless),
      {
        pattern: 'sync',
        holds: true,
        why: 'someone waits for one short answer and nothing forbids it',
      },
    ],
    batch,
  };
}

/** Depends on the question alone, so that a device can be looked for before its time is known. */
export function edgeRule(question: InferenceQuestion, { networkMs, uploadMs = 0 }: Way): Rule {
  const { mayLeaveSite, uplinkMbps, inputMbps, outageHours, deadlineSeconds, targetsMs } = question;
  const pattern = 'edge';
  if (!mayLeaveSite)
    return { pattern, holds: true, why: 'the raw data may not leave the site', flip: 'mayLeaveSite true' };
  const there = networkMs + uploadMs;
  if (targetsMs.p99 !== undefined && there > targetsMs.p99)
    return {
      pattern,
      holds: true,
      why: `the way there and back takes ${formatNumber(there)} ms of the ${formatNumber(targetsMs.p99)} at P99`,
      flip: `a way of less than ${formatNumber(targetsMs.p99)} ms, upload included`,
    };
  if (uplinkMbps !== undefined && inputMbps !== undefined && inputMbps > uplinkMbps)
    return {
      pattern,
      holds: true,
      why: `${formatNumber(inputMbps)} Mbit/s arise and the uplink carries ${formatNumber(uplinkMbps)}`,
      flip: `an uplink above ${formatNumber(inputMbps)} Mbit/s, or a filter at the site that sends less`,
    };
  if (outageHours > 0 && (deadlineSeconds ?? 0) < outageHours * 3600)
    return {
      pattern,
      holds: true,
      why: `answers are due within less than the ${formatNumber(outageHours)} h that the network may be away`,
      flip: `results that may come ${formatNumber(outageHours)} h late`,
    };
  return {
    pattern,
    holds: false,
    why: 'data may leave, and the network carries it in time',
    flip: targetsMs.p99 === undefined ? undefined : `a way above ${formatNumber(targetsMs.p99)} ms`,
  };
}

function batchOf(question: InferenceQuestion, service: Service, catalog: Catalog): BatchPlan | undefined {
  const { items, deadlineSeconds, coldStartSeconds } = question;
  if (items === undefined || deadlineSeconds === undefined) return undefined;
  return machinesForDeadline({
    items,
    itemSeconds: service.meanMs / 1000,
    deadlineSeconds,
    startSeconds: coldStartSeconds,
    fill: assumedDefault(catalog, 'inference-batch-fill').value,
  });
}

function batchRule(
  { items, deadlineSeconds, coldStartSeconds }: InferenceQuestion,
  service: Service,
  plan: BatchPlan | undefined,
): Rule {
  const pattern = 'batch';
  if (items === undefined || deadlineSeconds === undefined)
    return {
      pattern,
      holds: false,
      why: 'inputs arrive one by one',
      flip: 'all inputs known beforehand (items, deadlineS)',
    };
  const least = coldStartSeconds + service.meanMs / 1000;
  if (plan === undefined)
    return {
      pattern,
      holds: false,
      why: `one item with its start takes ${formatNumber(least)} s of the ${formatNumber(deadlineSeconds)}`,
      flip: `a deadline above ${formatNumber(least)} s`,
    };
  return {
    pattern,
    holds: true,
    why: `all ${formatNumber(items)} inputs are known and due within ${formatNumber(deadlineSeconds / 3600)} h`,
    flip: `inputs that arrive one by one, or a deadline under ${formatNumber(least)} s`,
  };
}

function asyncRule(question: InferenceQuestion, service: Service, catalog: Catalog): Rule {
  const { platform, payloadMb, deadlineSeconds, firstPartMs } = question;
  const pattern = 'async';
  const seconds = service.p99Ms / 1000;
  const named = platform === undefined ? 'every listed synchronous platform' : platform.name;
  const able =
    platform === undefined
      ? carriers(catalog, 'sync').filter((row) => carries(row, payloadMb, seconds, firstPartMs !== undefined))
      : [];
  const limits = platform === undefined ? widest(catalog) : limitsOf(platform, firstPartMs !== undefined);
  const flip = `above ${limits.payloadMb === undefined ? 'a payload limit that was not confirmed' : `${formatNumber(limits.payloadMb)} MB`} or ${limits.seconds === undefined ? 'a time limit that was not confirmed' : `${formatNumber(limits.seconds)} s`} on ${platform === undefined ? 'the widest listed platform' : platform.name}`;
  if (limits.payloadMb !== undefined && payloadMb > limits.payloadMb)
    return {
      pattern,
      holds: true,
      why: `a payload of ${formatNumber(payloadMb)} MB is above the ${formatNumber(limits.payloadMb)} MB of ${named}`,
      flip: `a payload of at most ${formatNumber(limits.payloadMb)} MB`,
    };
  if (limits.seconds !== undefined && seconds > limits.seconds)
    return {
      pattern,
      holds: true,
      why: `inference takes ${formatNumber(seconds)} s at P99, above the ${formatNumber(limits.seconds)} s of ${named}`,
      flip: `a P99 of at most ${formatNumber(limits.seconds)} s`,
    };
  if (platform === undefined && able.length === 0)
    return {
      pattern,
      holds: true,
      why: `no listed synchronous platform carries ${formatNumber(payloadMb)} MB in ${formatNumber(seconds)} s`,
      flip,
    };
  if (deadlineSeconds !== undefined)
    return {
      pattern,
      holds: true,
      why: `nobody waits: results are due within ${formatNumber(deadlineSeconds)} s, so a queue can carry the peaks`,
      flip: 'someone who waits for each answer (p95Ms instead of deadlineS)',
    };
  return {
    pattern,
    holds: false,
    why: `${formatNumber(payloadMb)} MB and ${formatNumber(seconds)} s at P99 pass, and someone waits`,
    flip,
  };
}

function streamingRule({ firstPartMs, platform }: InferenceQuestion, service: Service): Rule {
  const pattern = 'streaming';
  if (firstPartMs === undefined)
    return {
      pattern,
      holds: false,
      why: 'no first part is of use alone',
      flip: `a first part of use ${formatNumber(WORTH_STREAMING_MS)} ms before the whole (firstPartMs)`,
    };
  const rest = service.meanMs - firstPartMs;
  if (rest <= WORTH_STREAMING_MS)
    return {
      pattern,
      holds: false,
      why: `the rest comes ${formatNumber(rest)} ms after the first part`,
      flip: `more than ${formatNumber(WORTH_STREAMING_MS)} ms between them`,
    };
  if (platform !== undefined && !platform.serves.includes('streaming'))
    return {
      pattern,
      holds: false,
      why: `${platform.name} does not stream`,
      flip: 'a platform that streams',
    };
  return {
    pattern,
    holds: true,
    why: `a first part is of use after ${formatNumber(firstPartMs)} ms and the rest comes ${formatNumber(rest)} ms later`,
    flip: `less than ${formatNumber(WORTH_STREAMING_MS)} ms between first part and whole`,
  };
}

function serverlessRule(
  { targetsMs, requestsPerSecond }: InferenceQuestion,
  found: ServerlessCase | undefined,
): Rule {
  const pattern = 'serverless';
  if (found === undefined)
    return {
      pattern,
      holds: false,
      why: 'not computed: no accelerator was named that has a price by the hour and by the second',
      flip: 'device: an accelerator with both prices',
    };
  const { usdPerMonth, alwaysOnUsdPerMonth, holdsP99, p99Ms, breakEvenPerSecond, provider } = found;
  const bills = `${formatUsd(usdPerMonth)} a month by the second (${provider}) against ${formatUsd(alwaysOnUsdPerMonth)} always on`;
  const equal =
    breakEvenPerSecond === undefined
      ? undefined
      : `${formatNumber(breakEvenPerSecond)} requests/s, where both cost the same (now ${formatNumber(requestsPerSecond)})`;
  if (usdPerMonth >= alwaysOnUsdPerMonth)
    return { pattern, holds: false, why: bills, flip: equal === undefined ? undefined : `below ${equal}` };
  if (!holdsP99)
    return {
      pattern,
      holds: false,
      why: `${bills}, but a cold start makes the P99 ${formatNumber(p99Ms)} ms of ${formatNumber(targetsMs.p99 ?? 0)}`,
      flip: `a cold start that fits, or a P99 target above ${formatNumber(p99Ms)} ms`,
    };
  return { pattern, holds: true, why: bills, flip: equal === undefined ? undefined : `above ${equal}` };
}

type Limits = { readonly payloadMb?: number | undefined; readonly seconds?: number | undefined };

function limitsOf({ payloadMb, timeSeconds, streamSeconds }: Platform, streams: boolean): Limits {
  return { payloadMb, seconds: streams ? (streamSeconds ?? timeSeconds) : timeSeconds };
}

export function carriers(catalog: Catalog, pattern: (typeof SERVED_PATTERNS)[number]): Platform[] {
  return catalog.rows(platformLimits).filter(({ serves }) => serves.includes(pattern));
}

/** Whether the confirmed limits of a platform let a request through; a limit that was not confirmed does not stop it. */
export function carries(row: Platform, payloadMb: number, seconds: number, streams: boolean): boolean {
  const limits = limitsOf(row, streams);
  return (
    payloadMb <= (limits.payloadMb ?? Number.POSITIVE_INFINITY) &&
    seconds <= (limits.seconds ?? Number.POSITIVE_INFINITY)
  );
}

/** The widest confirmed limits of any synchronous platform. */
function widest(catalog: Catalog): Limits {
  const rows = carriers(catalog, 'sync');
  const most = (values: readonly (number | undefined)[]): number | undefined => {
    const known = values.filter((value) => value !== undefined);
    return known.length === 0 ? undefined : Math.max(...known);
  };
  return {
    payloadMb: most(rows.map((row) => row.payloadMb)),
    seconds: most(rows.map((row) => row.timeSeconds)),
  };
}
