import { BYTES_PER_GB } from '../../units/bytes.ts';
import { languageCoverage } from './language-coverage.ts';
import { type IntendedUse, type LicenceTerms, mayShip } from './may-ship.ts';

const DEFAULT_BITS = 16;

export type ModelFacts = {
  readonly access: string;
  readonly parametersM?: number | undefined;
  /** Of the format in which the makers publish the weights; 16 where it is not known. */
  readonly bitsPerWeight?: number | undefined;
  readonly status: string;
  readonly since?: string | undefined;
  readonly successor?: string | undefined;
  readonly languages?: string | undefined;
};

export type NamedLicence = LicenceTerms & { readonly name: string; readonly trap?: string | undefined };

export type Limits = {
  readonly use: IntendedUse;
  readonly offline: boolean;
  readonly languages: readonly string[];
  readonly minLanguages: number;
  /** Infinity where there is none. */
  readonly maxParametersM: number;
  /** Room for the weights, decimal GB; Infinity where there is none. */
  readonly maxMemoryGb: number;
  /** For one item at batch 1; Infinity where there is none. */
  readonly maxLatencyMs: number;
};

export type Measured = {
  readonly latencyMs: number;
  readonly hardware: string;
  readonly runtime: string;
  readonly precision: string;
};

/**
 * The first hard constraint that a model fails, in the order status, licence, offline, size, memory, languages,
 * latency; undefined when it passes all. What is unknown (no parameter count, no latency measured there) does not
 * fail. Memory is parameters in the published format, else at 16 bits; hosted models have neither size nor memory here.
 */
export function ruleOut(
  model: ModelFacts,
  licences: readonly NamedLicence[],
  limits: Limits,
  fastest: Measured | undefined,
): { readonly by: string; readonly reason: string } | undefined {
  if (model.status === 'shut-down' || model.status === 'archived') {
    const since = model.since === undefined ? '' : ` since ${model.since}`;
    const successor = model.successor === undefined ? '' : `, succeeded by ${model.successor}`;
    return { by: 'status', reason: `${model.status}${since}${successor}` };
  }
  const barred = licences.find((licence) => mayShip(limits.use, [licence]) === 'no');
  if (barred !== undefined) {
    const trap = barred.trap === undefined ? '' : `: ${barred.trap}`;
    return { by: 'licence', reason: `${barred.name}${trap}` };
  }
  const hosted = model.access === 'api';
  if (limits.offline && hosted) return { by: 'offline', reason: 'a hosted API' };
  if (!hosted && model.parametersM !== undefined) {
    if (model.parametersM > limits.maxParametersM)
      return { by: 'maxParametersM', reason: `${round(model.parametersM)}M parameters` };
    const bits = model.bitsPerWeight ?? DEFAULT_BITS;
    const memoryGb = (model.parametersM * 1e6 * bits) / 8 / BYTES_PER_GB;
    if (memoryGb > limits.maxMemoryGb)
      return {
        by: 'memory',
        reason: `${round(memoryGb)} GB of weights at ${round(bits)} bits against ${round(limits.maxMemoryGb)} GB`,
      };
  }
  if (languageCoverage(model.languages, { codes: limits.languages, atLeast: limits.minLanguages }) === 'no')
    return { by: 'languages', reason: `covers ${model.languages}` };
  if (fastest !== undefined && fastest.latencyMs > limits.maxLatencyMs)
    return {
      by: 'maxLatencyMs',
      reason: `${round(fastest.latencyMs)} ms on ${fastest.hardware}, ${fastest.runtime} ${fastest.precision}`,
    };
  return undefined;
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
