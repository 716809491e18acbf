import type { Catalog } from '../../contract/catalog.ts';
import { inputError } from '../../contract/input-error.ts';
import { formatNumber } from '../../contract/markdown.ts';
import { assumedDefault } from '../assumed-default.ts';
import type { Device, Platform } from './inference-facts.ts';
import type { InferenceQuestion } from './inference-question.ts';
import { PERCENTILES, type Percentile } from './service-load.ts';

/** What a caller may send, in the caller's words. */
export type Asked = {
  readonly serviceMs?: number | undefined;
  readonly serviceP99Ms?: number | undefined;
  readonly requestsPerSecond?: number | undefined;
  readonly peakFactor?: number | undefined;
  readonly payloadMb?: number | undefined;
  readonly p50Ms?: number | undefined;
  readonly p95Ms?: number | undefined;
  readonly p99Ms?: number | undefined;
  readonly deadlineS?: number | undefined;
  readonly items?: number | undefined;
  readonly firstPartMs?: number | undefined;
  readonly mayLeaveSite: boolean;
  readonly roundTripMs?: number | undefined;
  readonly uplinkMbps?: number | undefined;
  readonly inputMbps?: number | undefined;
  readonly outageHours?: number | undefined;
  readonly coldStartS?: number | undefined;
  readonly resultKb?: number | undefined;
};

type Names = {
  readonly model: string | undefined;
  readonly device: Device | undefined;
  readonly platform: Platform | undefined;
};

/** The question with its defaults filled in, and a sentence for each default. @throws InputError on fields that contradict each other. */
export function questionOf(
  asked: Asked,
  names: Names,
  catalog: Catalog,
): { question: InferenceQuestion; assumed: string[] } {
  refuse(asked, names);
  const assumed: string[] = [];
  const filled = (given: number | undefined, id: string, sentence: (value: number) => string): number => {
    if (given !== undefined) return given;
    const value = assumedDefault(catalog, id).value;
    assumed.push(sentence(value));
    return value;
  };
  const { items, deadlineS } = asked;
  const given = PERCENTILES.flatMap((percentile) => {
    const value = asked[`${percentile}Ms`];
    return value === undefined ? [] : [[percentile, value] as const];
  });
  let targetsMs: InferenceQuestion['targetsMs'] = Object.fromEntries(given);
  if (given.length === 0 && deadlineS === undefined) {
    const target = (percentile: Percentile): number =>
      assumedDefault(catalog, `inference-${percentile}`).value;
    targetsMs = { p50: target('p50'), p95: target('p95'), p99: target('p99') };
    assumed.push(
      `targets P50 ${formatNumber(target('p50'))}, P95 ${formatNumber(target('p95'))}, P99 ${formatNumber(target('p99'))} ms, those of the founding document (p50Ms, p95Ms, p99Ms)`,
    );
  }
  const requestsPerSecond = asked.requestsPerSecond ?? (items ?? 1) / (deadlineS ?? 1);
  const alone = items !== undefined;
  const peak = alone
    ? 1
    : filled(
        asked.peakFactor,
        'cost-peak-factor',
        (value) => `the peak is ${formatNumber(value)} times the mean (peakFactor)`,
      );
  if (asked.serviceMs !== undefined && names.model !== undefined && names.device !== undefined)
    assumed.push(`serviceMs counts, not what was measured of ${names.model} on ${names.device.id}`);
  if (asked.serviceP99Ms === undefined)
    assumed.push(
      `P99 of one inference is ${formatNumber(assumedDefault(catalog, 'inference-service-tail').value)} times its mean, lognormal (serviceP99Ms)`,
    );
  assumed.push('one inference includes pre- and post-processing; one at a time on a server');
  const payloadMb = filled(
    asked.payloadMb,
    'inference-payload',
    (value) => `${formatNumber(value)} MB of payload (payloadMb)`,
  );
  const roundTripMs = alone
    ? (asked.roundTripMs ?? 0)
    : filled(
        asked.roundTripMs,
        'inference-round-trip',
        (value) => `${formatNumber(value)} ms of round trip (roundTripMs)`,
      );
  const coldStartSeconds = filled(
    asked.coldStartS,
    'inference-cold-start',
    (value) => `${formatNumber(value)} s to start a server and load the model (coldStartS)`,
  );
  const atSite = !asked.mayLeaveSite || (asked.outageHours ?? 0) > 0;
  const resultKb = atSite
    ? filled(asked.resultKb, 'inference-result', (value) => `results of ${formatNumber(value)} KB (resultKb)`)
    : (asked.resultKb ?? assumedDefault(catalog, 'inference-result').value);
  return {
    question: {
      serviceMs: asked.serviceMs,
      serviceP99Ms: asked.serviceP99Ms,
      ...names,
      requestsPerSecond,
      peakRate: requestsPerSecond * peak,
      payloadMb,
      targetsMs,
      deadlineSeconds: deadlineS,
      items,
      firstPartMs: asked.firstPartMs,
      mayLeaveSite: asked.mayLeaveSite,
      roundTripMs,
      roundTripGiven: asked.roundTripMs !== undefined,
      uplinkMbps: asked.uplinkMbps,
      inputMbps: asked.inputMbps,
      outageHours: asked.outageHours ?? 0,
      coldStartSeconds,
      resultKb,
    },
    assumed,
  };
}

function refuse(asked: Asked, { model, device }: Names): void {
  const { items, deadlineS, requestsPerSecond, serviceMs, serviceP99Ms, firstPartMs, inputMbps, uplinkMbps } =
    asked;
  if (items === undefined && requestsPerSecond === undefined)
    throw inputError(
      'requestsPerSecond',
      'is missing',
      'Send the mean rate, or items with deadlineS when all inputs are known beforehand',
    );
  if (items !== undefined && requestsPerSecond !== undefined)
    throw inputError(
      'requestsPerSecond',
      'is given beside items',
      'Send items with deadlineS for a batch, or the rate for requests that arrive',
    );
  if (items !== undefined && deadlineS === undefined)
    throw inputError(
      'deadlineS',
      'is missing beside items',
      'Send the seconds within which all results are due',
    );
  const targets = PERCENTILES.filter((percentile) => asked[`${percentile}Ms`] !== undefined);
  if (deadlineS !== undefined && targets.length > 0)
    throw inputError(
      'deadlineS',
      `is given beside ${targets.map((percentile) => `${percentile}Ms`).join(', ')}`,
      'Send percentiles when someone waits for each answer, or deadlineS when nobody does',
    );
  for (const [lower, upper] of [
    ['p50', 'p95'],
    ['p95', 'p99'],
    ['p50', 'p99'],
  ] as const) {
    const [low, high] = [asked[`${lower}Ms`], asked[`${upper}Ms`]];
    if (low !== undefined && high !== undefined && low > high)
      throw inputError(
        `${lower}Ms`,
        `${low} is above the ${high} of ${upper}Ms`,
        'A higher percentile takes at least as long: exchange them or leave one out',
      );
  }
  if (serviceP99Ms !== undefined && serviceMs === undefined && (model === undefined || device === undefined))
    throw inputError('serviceMs', 'is missing beside serviceP99Ms', 'Send the mean too');
  if (firstPartMs !== undefined && serviceMs !== undefined && firstPartMs >= serviceMs)
    throw inputError(
      'firstPartMs',
      `${firstPartMs} is not before the whole, ${serviceMs} ms`,
      'Send when the first useful part comes, or leave it out',
    );
  if (inputMbps !== undefined && uplinkMbps === undefined)
    throw inputError('uplinkMbps', 'is missing beside inputMbps', 'Send what the uplink of the site carries');
}
