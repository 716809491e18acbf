import type { Preference } from '../../engines/selection/order-candidates.ts';
import { type Endings, type RankedModel, type Ranking, rankModels, scoreWords } from './rank-models.ts';
import type { SelectionFacts } from './selection-facts.ts';
import { purposesKnown, type Wanted } from './wanted.ts';

export type Flip = {
  /** What is left out or changed, in words. */
  readonly without: string;
  readonly ranking: Ranking;
  readonly first: RankedModel;
};

export type Flips = {
  readonly constraints: readonly Flip[];
  readonly preferences: readonly Flip[];
  readonly purposes: readonly Flip[];
};

/** A 4-bit format with its scales, as most are. */
const QUANTISED_BITS = 4.5;
/** Tasks whose models are as a rule served quantised. */
const OFTEN_QUANTISED = ['text-generation', 'vision-language'];
export const AT_FOUR_BITS =
  'weights at 4 bits, as language models are often served (figure of the published ones)';
const SIZE_FIELDS = ['maxSizeMb', 'maxMemoryGb', 'hardware'];

type Endpoint = { readonly of: Endings; readonly today: string };

/** A stated constraint, and the same wish without it. */
const RELAXED: readonly {
  readonly field: string;
  readonly words: (wanted: Wanted) => string;
  readonly without: (wanted: Wanted) => Wanted;
}[] = [
  {
    field: 'use',
    words: ({ use }) => `use = ${use}`,
    without: (wanted) => ({ ...wanted, use: 'research' }),
  },
  { field: 'offline', words: () => 'offline', without: (wanted) => ({ ...wanted, offline: false }) },
  {
    field: 'hardware',
    words: ({ device, hardware }) => `${device ?? hardware}`,
    without: (wanted) => ({ ...wanted, hardware: undefined, device: undefined, maxLatencyMs: undefined }),
  },
  {
    field: 'maxSizeMb',
    words: ({ maxSizeMb }) => `maxSizeMb = ${maxSizeMb}`,
    without: (wanted) => ({ ...wanted, maxSizeMb: undefined }),
  },
  {
    field: 'maxMemoryGb',
    words: ({ maxMemoryGb }) => `maxMemoryGb = ${maxMemoryGb}`,
    without: (wanted) => ({ ...wanted, maxMemoryGb: undefined }),
  },
  {
    field: 'languages',
    words: ({ languages }) => `languages = ${languages.join(', ')}`,
    without: (wanted) => ({ ...wanted, languages: [], minLanguages: 1 }),
  },
  {
    field: 'minLanguages',
    words: ({ minLanguages }) => `minLanguages = ${minLanguages}`,
    without: (wanted) => ({ ...wanted, minLanguages: 1 }),
  },
  {
    field: 'maxLatencyMs',
    words: ({ maxLatencyMs }) => `maxLatencyMs = ${maxLatencyMs}`,
    without: (wanted) => ({ ...wanted, maxLatencyMs: undefined }),
  },
  {
    field: 'minAccuracy',
    words: ({ minAccuracy }) => `minAccuracy = ${minAccuracy}`,
    without: (wanted) => ({ ...wanted, minAccuracy: undefined }),
  },
];

/**
 * Chooses again without each constraint that ruled something out: what it ruled out and would then be chosen, or would
 * score best of all, is a flip. Chooses again under each other preference and for each other purpose of the task: another first
 * choice is a flip.
 */
export function whatWouldFlip(
  base: Ranking,
  wanted: Wanted,
  facts: SelectionFacts,
  endings: Endpoint,
): Flips {
  const again = (other: Wanted): Ranking => rankModels(base.task, other, facts, endings);
  const excluded = new Map(base.ruledOut.map(({ model, by }) => [model, by]));
  const letIn = (fields: readonly string[], without: string, other: Wanted): Flip[] => {
    if (!base.ruledOut.some(({ by }) => fields.includes(by))) return [];
    const ranking = again(other);
    const found = worthLettingIn(ranking, ({ model }) => fields.includes(excluded.get(model.id) ?? ''));
    // nobody gives up a language for a better figure on another benchmark
    const comparable = !fields.includes('languages') || ranking.benchmark?.id === base.benchmark?.id;
    return found === undefined || !comparable || !gains({ without, ranking, first: found }, base)
      ? []
      : [{ without, ranking, first: found }];
  };
  const first = base.ranked[0]?.model.id;
  const changed = (without: string, other: Wanted): Flip[] => {
    const ranking = again(other);
    const [entry] = ranking.ranked;
    return entry === undefined || entry.model.id === first ? [] : [{ without, ranking, first: entry }];
  };
  const preferences: readonly Preference[] = ['accuracy', 'speed'];
  const purposes = purposesKnown(base.task, facts).filter((id) => id !== base.purpose?.id);
  return {
    constraints: [
      ...(OFTEN_QUANTISED.includes(base.task)
        ? letIn(SIZE_FIELDS, AT_FOUR_BITS, { ...wanted, mostBits: QUANTISED_BITS })
        : []),
      ...RELAXED.flatMap(({ field, words, without }) => letIn([field], words(wanted), without(wanted))),
    ],
    preferences: preferences
      .filter((prefer) => prefer !== wanted.prefer)
      .flatMap((prefer) => changed(`prefer = ${prefer}`, { ...wanted, prefer })),
    purposes: purposes
      .flatMap((purpose) => changed(`purpose ${purpose}`, { ...wanted, purpose }))
      .filter(
        ({ ranking, first: other }) => other.accuracy !== undefined || ranking.purpose?.needs !== undefined,
      ),
  };
}

/** Of what a constraint keeps out, the model that would then be chosen, else one with a better score than all that is let in already. */
function worthLettingIn(ranking: Ranking, keptOut: (entry: RankedModel) => boolean): RankedModel | undefined {
  const [first] = ranking.ranked;
  if (first !== undefined && keptOut(first)) return first;
  const sign = ranking.benchmark?.better === 'lower' ? -1 : 1;
  const score = ({ accuracy }: RankedModel): number =>
    accuracy === undefined ? Number.NEGATIVE_INFINITY : sign * accuracy;
  const [best] = [...ranking.ranked].sort((a, b) => score(b) - score(a));
  return best !== undefined && best.accuracy !== undefined && keptOut(best) ? best : undefined;
}

/** Whether leaving a constraint out buys something: a better score on the benchmark that then decides, or any at all. */
function gains({ ranking, first }: Flip, base: Ranking): boolean {
  const chosen = base.ranked[0]?.model.id;
  const own = ranking.ranked.find(({ model }) => model.id === chosen)?.accuracy;
  if (own === undefined) return base.ranked.length === 0 || first.accuracy !== undefined;
  if (first.accuracy === undefined) return false;
  return ranking.benchmark?.better === 'lower' ? first.accuracy < own : first.accuracy > own;
}

/** The constraint without which the first choice would gain most on the deciding benchmark; the first found where none gains. */
export function bindingConstraint({ constraints }: Flips, base: Ranking): Flip | undefined {
  const sign = base.benchmark?.better === 'lower' ? -1 : 1;
  const own = base.ranked[0]?.accuracy;
  const gain = ({ ranking, first }: Flip): number =>
    own === undefined || first.accuracy === undefined || ranking.benchmark?.id !== base.benchmark?.id
      ? 0
      : sign * (first.accuracy - own);
  return constraints.filter(({ without }) => without !== AT_FOUR_BITS).sort((a, b) => gain(b) - gain(a))[0];
}

/** `YOLO26x, 56.9 AP (%)`; the benchmark is named where it is another one than the answer's. */
export function flipWords({ ranking, first }: Flip, base: Ranking): string {
  const { benchmark } = ranking;
  const scored = first.accuracy !== undefined && benchmark !== undefined;
  const figure = scored ? `, ${scoreWords(first.accuracy, benchmark)}` : '';
  const elsewhere = scored && benchmark.id !== base.benchmark?.id ? ` on ${benchmark.name}` : '';
  const { row } = first;
  const pace = row?.latencyMs === undefined ? '' : `, ${row.latencyMs} ms on ${row.hardware}`;
  return `${first.model.id}${figure}${elsewhere}${pace}`;
}
