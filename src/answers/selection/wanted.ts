import { inputError } from '../../contract/input-error.ts';
import { didYouMean } from '../../contract/nearest.ts';
import type { IntendedUse } from '../../engines/selection/may-ship.ts';
import type { Preference } from '../../engines/selection/order-candidates.ts';
import type { Limits } from '../../engines/selection/rule-out.ts';
import type { PurposeRow, SelectionFacts } from './selection-facts.ts';

/** What a caller wants of a model, as the tool's input states it. */
export type Wanted = {
  readonly use: IntendedUse;
  readonly purpose?: string | undefined;
  readonly hardware?: string | undefined;
  readonly device?: string | undefined;
  readonly maxLatencyMs?: number | undefined;
  readonly minAccuracy?: number | undefined;
  readonly languages: readonly string[];
  readonly minLanguages: number;
  readonly imagePx?: number | undefined;
  readonly offline: boolean;
  readonly maxSizeMb?: number | undefined;
  readonly maxMemoryGb?: number | undefined;
  readonly prefer: Preference;
  /** Weights at no more than this many bits: asked by ourselves, to say what quantisation would let in. */
  readonly mostBits?: number | undefined;
};

const HOSTED = 'api';
const WITHOUT_GPU = ['cpu', 'single-board-computer'];

/** @throws InputError when device and hardware are unknown or contradict each other, or a latency lacks its hardware. */
export function checkPlace({ device, hardware, maxLatencyMs }: Wanted, facts: SelectionFacts): void {
  const found = facts.hardware.get(device ?? '');
  if (device !== undefined && found === undefined)
    throw inputError(
      'device',
      `"${device}" is not a known device`,
      didYouMean(device, [...facts.hardware.keys()]),
    );
  if (found !== undefined && hardware !== undefined && found.class !== hardware)
    throw inputError(
      'hardware',
      `"${hardware}" contradicts device ${found.id}, which is ${found.class}`,
      'Send one of the two',
    );
  if (maxLatencyMs !== undefined && device === undefined && hardware === undefined)
    throw inputError(
      'maxLatencyMs',
      'a latency means nothing without the hardware',
      'Add "hardware" or "device"',
    );
}

/** Whether a measurement on this hardware counts for where the model must run. */
export function countsFor({ device, hardware }: Wanted, facts: SelectionFacts): (id: string) => boolean {
  if (device !== undefined) return (id) => id === device;
  if (hardware !== undefined) return (id) => facts.hardware.get(id)?.class === hardware;
  return () => true;
}

/** The class of hardware that was asked for, by itself or by a device. */
export function placeClass({ device, hardware }: Wanted, facts: SelectionFacts): string | undefined {
  return hardware ?? facts.hardware.get(device ?? '')?.class;
}

/** The hard limits, with what a class of hardware or a device adds. */
export function limitsOf(wanted: Wanted, purpose: PurposeRow | undefined, facts: SelectionFacts): Limits {
  const { device, hardware } = wanted;
  const place = hardware === HOSTED ? undefined : (device ?? hardware);
  const memory =
    device === undefined
      ? facts.classMemoryGb(hardware ?? '')
      : (facts.hardware.get(device)?.memoryGb ??
        facts.classMemoryGb(facts.hardware.get(device)?.class ?? ''));
  return {
    use: wanted.use,
    offline: wanted.offline,
    languages: wanted.languages,
    minLanguages: wanted.minLanguages,
    needs: (purpose?.needs ?? []).map((id) => ({ id, meaning: facts.meaningOf.get(id) ?? id })),
    place,
    withoutGpu: WITHOUT_GPU.includes(placeClass(wanted, facts) ?? ''),
    hostedOnly: hardware === HOSTED,
    maxSizeMb: wanted.maxSizeMb ?? Number.POSITIVE_INFINITY,
    maxMemoryGb: wanted.maxMemoryGb ?? Number.POSITIVE_INFINITY,
    placeMemoryGb: memory ?? Number.POSITIVE_INFINITY,
    maxLatencyMs: wanted.maxLatencyMs ?? Number.POSITIVE_INFINITY,
    mostBits: wanted.mostBits ?? Number.POSITIVE_INFINITY,
  };
}

const GENERAL = 'general';

/**
 * The purpose that free words name, within a task: by its own name, else by the most words in common, the longer phrase
 * first. Undefined when nothing matches; the general purpose where no words were sent.
 */
export function purposeOf(
  words: string | undefined,
  task: string,
  facts: SelectionFacts,
): PurposeRow | undefined {
  const known = facts.purposesOf(task);
  if (words === undefined) return known.find(({ id }) => id === GENERAL);
  const said = wordsOf(words);
  const scored = known
    .filter(({ id }) => id !== GENERAL)
    .map((purpose) => ({ purpose, score: match(purpose, said) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
  return scored[0]?.purpose;
}

/** Names of the purposes of a task that a caller can send. */
export function purposesKnown(task: string, facts: SelectionFacts): string[] {
  return facts.purposesOf(task).flatMap(({ id }) => (id === GENERAL ? [] : [id]));
}

/** A phrase counts when all its words were said, in any order; the longest phrase said is the score. */
function match({ id, words = [] }: PurposeRow, said: ReadonlySet<string>): number {
  const phrases = [id, ...words].map((phrase) => [...wordsOf(phrase)]);
  return Math.max(...phrases.map((phrase) => (phrase.every((word) => said.has(word)) ? phrase.length : 0)));
}

/** Words in lower case without a plural s, so that "meeting" names "meetings". */
function wordsOf(text: string): Set<string> {
  const words = text
    .toLowerCase()
    .replace(/(\d)[,.](?=\d{3})/g, '$1')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  return new Set(words.map((word) => (word.length > 3 ? word.replace(/s$/, '') : word)));
}
