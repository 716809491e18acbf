import { configFormat } from './config-format.ts';
import type { ModelShape } from './model-shape.ts';

export type ConfigReading = {
  /** Undefined when something is missing or cannot be read. */
  readonly shape?: ModelShape;
  /** Keys that were used, as written. */
  readonly read: readonly string[];
  /** Keys that are needed and not there. */
  readonly missing: readonly string[];
  /** Values that cannot be, as `key: problem`. */
  readonly faults: readonly string[];
  readonly maximumContext?: number | undefined;
  /** Format of the weights, by the table's name where it has one; see `configFormat`. */
  readonly storedAs?: string | undefined;
};

export type ConfigReader = ReturnType<typeof configReader>;

const MOST = 1e9;

/**
 * Reads values of a pasted configuration by any of their names, and keeps account of what was read, what is missing and
 * what cannot be. `null` is absent; the keys of a nested `text_config` count as its own.
 */
export function configReader(config: Readonly<Record<string, unknown>>) {
  const nested = config['text_config'];
  const fields: Readonly<Record<string, unknown>> = isRecord(nested) ? { ...config, ...nested } : config;
  const read = new Set<string>();
  const missing: string[] = [];
  const faults: string[] = [];
  const has = (key: string): boolean =>
    Object.hasOwn(fields, key) && (fields[key] ?? undefined) !== undefined;
  const value = (key: string): unknown => {
    if (!has(key)) return undefined;
    read.add(key);
    return fields[key];
  };
  const within = (least: number, names: readonly string[]): number | undefined => {
    const key = names.find(has);
    if (key === undefined) return undefined;
    const found = value(key);
    const fits = typeof found === 'number' && Number.isInteger(found) && found >= least && found <= MOST;
    if (fits) return found;
    faults.push(
      `${key}: ${JSON.stringify(found).slice(0, 40)} is not a whole number from ${least} to ${MOST}`,
    );
    return undefined;
  };
  const storedAs = (): string | undefined => {
    for (const key of ['quantization_config', 'torch_dtype', 'dtype', 'expert_dtype']) value(key);
    return configFormat(fields);
  };
  return {
    fields,
    missing,
    faults,
    value,
    /** A whole number of at least 1. */
    number: (...names: readonly string[]) => within(1, names),
    /** A whole number of at least 0. */
    whole: (...names: readonly string[]) => within(0, names),
    /** The same as `number`, noted as missing when absent; 0 stands in until the reading is given up. */
    need: (...names: readonly [string, ...string[]]): number => {
      if (!names.some(has)) missing.push(names[0]);
      return within(1, names) ?? 0;
    },
    flag: (key: string): boolean => value(key) === true,
    /** Of the text part where there is one; empty when absent. */
    modelType: (): string => String(value('model_type') ?? ''),
    fault: (sentence: string): void => void faults.push(sentence),
    result: (shape?: ModelShape): ConfigReading => {
      const maximumContext = within(1, ['max_position_embeddings', 'n_positions', 'max_seq_len']);
      const rest = { maximumContext, storedAs: storedAs(), read: [...read].sort(), missing, faults };
      return shape === undefined || faults.length > 0 ? rest : { shape, ...rest };
    },
  };
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
