import { type Measurement, numberIn, Undescribed } from './measurement.ts';

export type Scenario = 'Offline' | 'Server' | 'Interactive';

/**
 * Mean tokens in and out of MLPerf's data sets (inference rules and reference implementations of 5.1); outputs as logged
 * stand in the rows. Mixtral's input lengths are not published as a mean.
 */
const LENGTHS: Readonly<Record<string, readonly [number, number]>> = {
  'Llama-2-70B': [294, 294],
  'Llama-3.1-405B': [9400, 684],
  'Llama-3.1-8B': [778, 128],
  'DeepSeek-R1': [800, 3880],
};

/** Limits on the 99th percentile of time per output token, seconds (MLPerf Inference 5.1 rules). */
const LIMITS: Readonly<Record<Exclude<Scenario, 'Offline'>, Readonly<Record<string, number>>>> = {
  Server: { 'Llama-2-70B': 0.2, 'Llama-3.1-405B': 0.175, 'Llama-3.1-8B': 0.1, 'DeepSeek-R1': 0.08 },
  Interactive: { 'Llama-2-70B': 0.04, 'Llama-3.1-405B': 0.08, 'Llama-3.1-8B': 0.03 },
};

export function scenarioOf(row: Measurement): Scenario | undefined {
  const found = /^(offline|server|interactive)$/i.exec(row.concurrency_or_batch)?.[1]?.toLowerCase();
  if (found === undefined) return undefined;
  return found === 'offline' ? 'Offline' : found === 'server' ? 'Server' : 'Interactive';
}

export function limitOf(scenario: Exclude<Scenario, 'Offline'>, model: string): number {
  const limit = LIMITS[scenario][model];
  if (limit === undefined) throw new Undescribed(`limits of MLPerf ${scenario} for ${model} are not known`);
  return limit;
}

/** Tokens in and out: as the row states, else those of its data set; a local runtime's bare rate needs neither. */
export function lengthsOf(
  row: Measurement,
  model: string,
  scenario: Scenario | undefined,
  local: boolean,
): readonly [number, number] {
  const known = scenario === undefined ? undefined : LENGTHS[model];
  const input = numberIn(row.isl) ?? known?.[0] ?? (local ? 1 : undefined);
  const output = numberIn(row.osl) ?? known?.[1] ?? (local ? 1 : undefined);
  if (input === undefined || output === undefined) throw new Undescribed('lengths not published');
  return [input, output];
}
