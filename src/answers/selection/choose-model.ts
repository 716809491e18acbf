import * as z from 'zod/v4';
import type { Citations } from '../../contract/citations.ts';
import type { ToolContext } from '../../contract/define-tool.ts';
import { formatNumber } from '../../contract/markdown.ts';
import type { RuledOut } from '../../engines/selection/group-ruled-out.ts';
import { announcedEndings, listedPrices } from './hosted-terms.ts';
import { type RankedModel, type Ranking, rankModels, scoreWords } from './rank-models.ts';
import { describeModel, endingWords, type SelectedModel } from './selected-model.ts';
import { selectionFacts } from './selection-facts.ts';
import { benchmarkWarnings, candidateDoubts, type Doubt, lawWarnings } from './selection-warnings.ts';
import type { Wanted } from './wanted.ts';
import {
  AT_FOUR_BITS,
  bindingConstraint,
  type Flip,
  type Flips,
  flipWords,
  whatWouldFlip,
} from './what-would-flip.ts';

/** On what models were compared. */
export const comparison = z.strictObject({
  task: z.string(),
  purpose: z.string().optional(),
  benchmark: z.string(),
  metric: z.string(),
  better: z.string(),
  /** Absent where no device and no stand-in orders by speed. */
  speedOn: z.string().optional(),
  caveat: z.string().optional(),
});

export type Choice = {
  readonly verdict: string;
  readonly comparison: z.output<typeof comparison>;
  readonly candidates: SelectedModel[];
  readonly ruledOut: readonly RuledOut[];
  readonly bindingConstraint: string;
  readonly runnerUp: string | undefined;
  readonly wouldChange: string[];
  readonly warnings: string[];
  /** What to know of single candidates; several choices share one sentence. */
  readonly doubts: Doubt[];
};

/** Flips shown in a concise answer, beside the binding constraint. */
const FLIPS_SHOWN = 4;
const NOT_BINDING = 'none: no stated constraint keeps a better model out';

/** One model chosen for one task, with everything that an answer says of it. */
export async function chooseModel(
  task: string,
  wanted: Wanted,
  context: ToolContext,
  cited: Citations,
  { count, full }: { readonly count: number; readonly full: boolean },
): Promise<Choice> {
  const facts = selectionFacts(context.catalog);
  const endings = announcedEndings(context);
  const ranking = rankModels(task, wanted, facts, endings);
  const shown = ranking.ranked.slice(0, count);
  const flips = whatWouldFlip(ranking, wanted, facts, endings);
  const candidates: SelectedModel[] = [];
  for (const entry of shown) {
    const described = describeModel(ranking, entry, wanted, { facts, cited, full });
    const ending = endings.of(entry.model.id);
    const prices = entry.model.access === 'api' ? await listedPrices(entry.model.id, context, cited) : [];
    candidates.push({
      ...described,
      ...(prices.length === 0 ? {} : { prices }),
      ...(ending === undefined ? {} : { shutdown: endingWords(ending) }),
    });
  }
  const [first, second] = shown;
  const binding = bindingConstraint(flips, ranking);
  return {
    verdict: verdictOf(ranking, wanted, first),
    comparison: {
      task,
      ...(ranking.purpose === undefined || wanted.purpose === undefined
        ? {}
        : { purpose: ranking.purpose.id }),
      benchmark: ranking.benchmark?.name ?? 'none: no comparable figure',
      metric: ranking.benchmark?.metric ?? '-',
      better: ranking.benchmark?.better ?? '-',
      ...speedOn(ranking),
      ...(ranking.benchmark?.caveat === undefined || !full ? {} : { caveat: ranking.benchmark.caveat }),
    },
    candidates,
    ruledOut: ranking.ruledOut,
    bindingConstraint:
      binding === undefined ? NOT_BINDING : `${binding.without}: without it ${flipWords(binding, ranking)}`,
    runnerUp:
      first === undefined || second === undefined ? undefined : tradeOff(first, second, ranking, candidates),
    wouldChange: wouldChange(flips, binding, ranking).slice(0, full ? undefined : FLIPS_SHOWN),
    warnings: [
      ...lawWarnings(task, context.catalog, cited, context.today),
      ...endingWarnings(candidates),
      ...benchmarkWarnings(ranking, wanted, facts),
    ],
    doubts: candidateDoubts(shown, ranking, wanted, facts),
  };
}

function verdictOf(ranking: Ranking, wanted: Wanted, first: RankedModel | undefined): string {
  const { task, benchmark } = ranking;
  if (first === undefined)
    return `${task}: no model in the tables meets the constraints; relax the one that rules out most.`;
  const score =
    first.score === undefined || benchmark === undefined
      ? 'no comparable accuracy figure'
      : `${scoreWords(first.score.value, benchmark)} on ${benchmark.name}`;
  const place = wanted.hardware === 'api' ? undefined : (wanted.device ?? wanted.hardware);
  const pace = paceWords(first, ranking) ?? (place === undefined ? undefined : `not measured on ${place}`);
  const terms = first.model.weightsLicence ?? first.model.codeLicence;
  const facts = [score, pace].filter((part) => part !== undefined).join(', ');
  // that it was not measured there stands in the figures already
  const open = first.open.filter((name) => name !== 'hardware');
  const doubt = open.length === 0 ? '' : `; not verified: ${open.join(', ')}`;
  return `${task}: ${first.model.id} (${facts}; ${terms}${doubt}).`;
}

function paceWords({ row, stand }: RankedModel, { standIn, cell }: Ranking): string | undefined {
  if (row !== undefined) {
    const latency = row.latencyMs !== undefined && cell?.metric !== 'throughput';
    const amount = latency
      ? `${formatNumber(row.latencyMs ?? 0)} ms`
      : row.throughputPerSecond === undefined
        ? `${formatNumber(row.latencyMs ?? 0)} ms`
        : `${formatNumber(row.throughputPerSecond)} items/s`;
    return `${amount} on ${row.hardware}`;
  }
  if (stand === undefined || standIn === undefined) return undefined;
  return `${formatNumber(stand.value)} ${standIn.unit} (${standIn.metric})`;
}

/** What the runner-up gives and takes against the first choice. */
function tradeOff(
  first: RankedModel,
  second: RankedModel,
  ranking: Ranking,
  [one, two]: readonly SelectedModel[],
): string {
  const { benchmark } = ranking;
  const parts: string[] = [];
  if (first.accuracy !== undefined && second.accuracy !== undefined && benchmark !== undefined) {
    const gain = (second.accuracy - first.accuracy) * (benchmark.better === 'higher' ? 1 : -1);
    parts.push(
      gain === 0
        ? `the same ${benchmark.metric}`
        : `${scoreWords(Number(Math.abs(gain).toPrecision(3)), benchmark)} ${gain > 0 ? 'better' : 'worse'}`,
    );
  }
  if (first.speed !== undefined && second.speed !== undefined) {
    const change = second.speed / first.speed - 1;
    parts.push(
      Math.abs(change) < 0.005
        ? 'the same speed'
        : `${Math.round(Math.abs(change) * 100)} % ${change > 0 ? 'faster' : 'slower'}`,
    );
  } else if (first.model.parametersM !== undefined && second.model.parametersM !== undefined)
    parts.push(
      `${formatNumber(second.model.parametersM)}M parameters against ${formatNumber(first.model.parametersM)}M`,
    );
  for (const price of two?.prices ?? []) {
    const other = one?.prices?.find(({ unit }) => unit === price.unit);
    if (other !== undefined && other.value !== price.value)
      parts.push(`${formatNumber(price.value)} against ${formatNumber(other.value)} ${price.unit}`);
  }
  const terms = (entry: RankedModel): string => entry.model.weightsLicence ?? entry.model.codeLicence;
  if (terms(first) !== terms(second)) parts.push(`licence ${terms(second)}`);
  if (second.open.length > 0) parts.push(`not verified: ${second.open.join(', ')}`);
  return `${second.model.id}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}`;
}

function wouldChange(flips: Flips, binding: Flip | undefined, ranking: Ranking): string[] {
  const others = flips.constraints.filter((flip) => flip !== binding);
  return [
    ...others.map(
      (flip) =>
        `${flip.without === AT_FOUR_BITS ? 'With' : 'Without'} ${flip.without}: ${flipWords(flip, ranking)}`,
    ),
    ...[...flips.preferences, ...flips.purposes].map(
      (flip) => `With ${flip.without}: ${flipWords(flip, ranking)}`,
    ),
  ];
}

function endingWarnings(candidates: readonly SelectedModel[]): string[] {
  return candidates.flatMap(({ model, shutdown }) =>
    shutdown === undefined ? [] : [`${model} will be shut down on ${shutdown}.`],
  );
}

function speedOn({ cell, standIn }: Ranking): { speedOn?: string } {
  if (cell !== undefined) return { speedOn: `${cell.hardware} (${cell.metric})` };
  return standIn === undefined ? {} : { speedOn: `${standIn.metric} as stand-in (${standIn.name})` };
}
