import { BYTES_PER_GB } from '../../units/bytes.ts';
import { languageCoverage } from './language-coverage.ts';
import { type IntendedUse, type LicenceTerms, mayShip } from './may-ship.ts';

const DEFAULT_BITS = 16;
const MB_PER_GB = 1_000;
/** The ability, if it is one, that rules out a place without a GPU. */
const NEEDS_GPU = 'needs-gpu';

export type ModelFacts = {
  readonly access: string;
  readonly parametersM?: number | undefined;
  /** Of the files as published, MB; where it is not known it follows from the parameters. */
  readonly sizeMb?: number | undefined;
  /** Of the format in which the makers publish the weights; 16 where it is not known. */
  readonly bitsPerWeight?: number | undefined;
  readonly status: string;
  readonly since?: string | undefined;
  readonly successor?: string | undefined;
  readonly languages?: string | undefined;
  readonly abilities: ReadonlySet<string>;
};

export type NamedLicence = LicenceTerms & { readonly name: string; readonly trap?: string | undefined };

export type Limits = {
  readonly use: IntendedUse;
  readonly offline: boolean;
  readonly languages: readonly string[];
  readonly minLanguages: number;
  /** Abilities that the purpose needs, with the words that complete "not stated to". */
  readonly needs: readonly { readonly id: string; readonly meaning: string }[];
  /** Where it must run, in words; undefined when it may run anywhere. */
  readonly place: string | undefined;
  /** The place has no GPU. */
  readonly withoutGpu: boolean;
  /** Only hosted models count. */
  readonly hostedOnly: boolean;
  /** Room for the files, MB; Infinity where there is none. */
  readonly maxSizeMb: number;
  /** Room for the weights, decimal GB; Infinity where there is none. */
  readonly maxMemoryGb: number;
  /** Memory that the place has, decimal GB; Infinity where it is not known. */
  readonly placeMemoryGb: number;
  /** For one item at batch 1; Infinity where there is none. */
  readonly maxLatencyMs: number;
  /** Weights are taken at no more than this many bits; Infinity leaves them as published. */
  readonly mostBits: number;
};

export type Measured = {
  readonly latencyMs: number;
  readonly hardware: string;
  readonly runtime: string;
  readonly precision: string;
};

export type Failure = { readonly by: string; readonly reason: string };

/**
 * The first hard constraint that a model fails, in the order status, licence, offline, hardware, purpose, size, memory,
 * languages, latency; undefined when it fails none. What is unknown does not fail here: see {@link openConstraints}.
 * `by` is the input field that holds the constraint, or `status`.
 */
export function ruleOut(
  model: ModelFacts,
  licences: readonly NamedLicence[],
  limits: Limits,
  fastest: Measured | undefined,
): Failure | undefined {
  return (
    byStatus(model) ??
    byLicence(licences, limits.use) ??
    byPlace(model, limits) ??
    byAbility(model, limits.needs) ??
    bySize(model, limits) ??
    byLanguage(model, limits) ??
    byLatency(fastest, limits.maxLatencyMs)
  );
}

/** Size of the files, decimal GB: as published, else parameters in the published format or at 16 bits, `mostBits` at most. */
export function weightsGb(
  { sizeMb, parametersM, bitsPerWeight = DEFAULT_BITS }: ModelFacts,
  mostBits = Number.POSITIVE_INFINITY,
): number | undefined {
  if (sizeMb !== undefined && mostBits >= bitsPerWeight) return sizeMb / MB_PER_GB;
  if (parametersM === undefined) return undefined;
  return (parametersM * 1e6 * Math.min(bitsPerWeight, mostBits)) / 8 / BYTES_PER_GB;
}

/**
 * Stated constraints that a model is not known to meet: it was not ruled out, and may not go first.
 * @param knownThere whether it was measured where it must run, or is stated to run there
 */
export function openConstraints(
  model: ModelFacts,
  licences: readonly NamedLicence[],
  limits: Limits,
  fastest: Measured | undefined,
  knownThere: boolean,
): string[] {
  const hosted = model.access === 'api';
  const limited = Number.isFinite(limits.maxSizeMb) || Number.isFinite(limits.maxMemoryGb);
  const open: string[] = [];
  if (mayShip(limits.use, licences) === 'unclear') open.push('licence');
  if (limited && !hosted && weightsGb(model) === undefined) open.push('size');
  const spoken = languageCoverage(model.languages, wantedLanguages(limits));
  // vendors of hosted models seldom state a list: the answer says so, it does not put them last
  if (spoken === 'unknown' && !hosted) open.push('languages');
  if (Number.isFinite(limits.maxLatencyMs) && fastest === undefined) open.push('latency');
  else if (limits.place !== undefined && !knownThere) open.push('hardware');
  return open;
}

function byStatus({ status, since, successor }: ModelFacts): Failure | undefined {
  if (status !== 'shut-down' && status !== 'archived') return undefined;
  const when = since === undefined ? '' : ` since ${since}`;
  return {
    by: 'status',
    reason: `${status}${when}${successor === undefined ? '' : `, succeeded by ${successor}`}`,
  };
}

function byLicence(licences: readonly NamedLicence[], use: IntendedUse): Failure | undefined {
  const barred = licences.find((licence) => mayShip(use, [licence]) === 'no');
  if (barred === undefined) return undefined;
  return { by: 'use', reason: `${barred.name}${barred.trap === undefined ? '' : `: ${barred.trap}`}` };
}

function byPlace({ access, abilities }: ModelFacts, limits: Limits): Failure | undefined {
  const hosted = access === 'api';
  if (hosted && limits.offline) return { by: 'offline', reason: 'a hosted API' };
  if (limits.hostedOnly) return hosted ? undefined : { by: 'hardware', reason: 'not a hosted API' };
  if (hosted && limits.place !== undefined)
    return { by: 'hardware', reason: `a hosted API, not on ${limits.place}` };
  if (limits.withoutGpu && abilities.has(NEEDS_GPU)) return { by: 'hardware', reason: 'needs a GPU' };
  return undefined;
}

function byAbility({ abilities }: ModelFacts, needs: Limits['needs']): Failure | undefined {
  const lacking = needs.find(({ id }) => !abilities.has(id));
  return lacking && { by: 'purpose', reason: `not stated to ${lacking.meaning}` };
}

function bySize(model: ModelFacts, limits: Limits): Failure | undefined {
  const { maxSizeMb, maxMemoryGb, placeMemoryGb, place } = limits;
  if (model.access === 'api')
    return Number.isFinite(maxSizeMb) || Number.isFinite(maxMemoryGb)
      ? {
          by: Number.isFinite(maxSizeMb) ? 'maxSizeMb' : 'maxMemoryGb',
          reason: 'a hosted API: a limit of size means that it runs with you',
        }
      : undefined;
  const gb = weightsGb(model, limits.mostBits);
  if (gb === undefined) return undefined;
  const stated = model.sizeMb === undefined ? ` at ${round(model.bitsPerWeight ?? DEFAULT_BITS)} bits` : '';
  if (gb * MB_PER_GB > maxSizeMb)
    return {
      by: 'maxSizeMb',
      reason: `${round(gb * MB_PER_GB)} MB of weights${stated} against ${round(maxSizeMb)} MB`,
    };
  if (gb > maxMemoryGb)
    return {
      by: 'maxMemoryGb',
      reason: `${round(gb)} GB of weights${stated} against ${round(maxMemoryGb)} GB`,
    };
  if (gb > placeMemoryGb)
    return {
      by: 'hardware',
      reason: `${round(gb)} GB of weights${stated} against ${round(placeMemoryGb)} GB on ${place}`,
    };
  return undefined;
}

function byLanguage({ languages }: ModelFacts, limits: Limits): Failure | undefined {
  if (languageCoverage(languages, wantedLanguages(limits)) !== 'no') return undefined;
  const named = /^\d/.test(languages ?? '') ? languages : (languages ?? '').split(',').length;
  const few = (languages ?? '').length <= 40 ? languages : `${named} languages`;
  return { by: limits.languages.length > 0 ? 'languages' : 'minLanguages', reason: `covers ${few}` };
}

function byLatency(fastest: Measured | undefined, maxLatencyMs: number): Failure | undefined {
  if (fastest === undefined || fastest.latencyMs <= maxLatencyMs) return undefined;
  const { latencyMs, hardware, runtime, precision } = fastest;
  return {
    by: 'maxLatencyMs',
    reason: `${round(latencyMs)} ms on ${hardware}, ${runtime} ${precision}`,
  };
}

function wantedLanguages({ languages, minLanguages }: Limits) {
  return { codes: languages, atLeast: minLanguages };
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
