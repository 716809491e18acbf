import { breakEvenEscalation } from '../../engines/routing/break-even-escalation.ts';
import { cascadeCost } from '../../engines/routing/cascade-cost.ts';
import { type LatencyTail, mixturePercentile } from '../../engines/routing/mixture-percentile.ts';
import { predictiveRouting } from '../../engines/routing/predictive-routing.ts';
import { routedCost } from '../../engines/routing/routed-cost.ts';
import { sumOfLatencies } from '../../engines/routing/sum-of-latencies.ts';
import type { RoutedModel } from './routed-models.ts';
import type { RequestClass, RoutingQuestion } from './routing-question.ts';

/** Reasons against a way, as an answer shows them. */
export const LOSES = 'loses too many answers';
export const UNMEASURED = 'nobody measured what it loses';
export const GUESSED = 'no escalation rate was measured';
export const TOO_SLOW = 'too slow';

/** One way to serve a class. */
export type ClassOption = {
  readonly strategy: 'strong alone' | 'rules' | 'predictive' | 'cascade';
  /** Models in the order of the call: the cheap one first; one alone for `rules` and `strong alone`. */
  readonly models: readonly RoutedModel[];
  /** Of the class, the share that the strong model answers. */
  readonly strongShare: number;
  /** Calls to each model a request of the class, in the order of `models`. */
  readonly calls: readonly number[];
  readonly usdPerRequest: number;
  /** Share of the class whose answers the strong model would have got right; undefined where nothing was measured. */
  readonly lostShare?: number | undefined;
  readonly breakEvenEscalation?: number | undefined;
  readonly tail?: LatencyTail | undefined;
  readonly p95Ms?: number | undefined;
  /** Why it may not be chosen. */
  readonly against?: string | undefined;
};

export type ClassChoice = {
  readonly asked: RequestClass;
  /** Allowed, living models that can read a request, in the order given: the strongest first. */
  readonly allowed: readonly RoutedModel[];
  /** Allowed and living, but a request is too long for them. */
  readonly tooShort: readonly RoutedModel[];
  readonly strongAlone?: ClassOption | undefined;
  readonly options: readonly ClassOption[];
  readonly chosen?: ClassOption | undefined;
};

/** The models that a class may see, the ways to serve it, and the best of them. Nothing else may reach a route or an artefact. */
export function classChoice(
  asked: RequestClass,
  models: readonly RoutedModel[],
  question: RoutingQuestion,
  rules: { readonly qualityLoss: number; readonly overheadMs: number },
): ClassChoice {
  const living = models.filter((model) => model.allows.has(asked.data) && model.shutdown?.gone !== true);
  const tokens = asked.inputTokens + asked.outputTokens;
  const tooShort = living.filter(({ windowTokens }) => windowTokens !== undefined && windowTokens < tokens);
  const allowed = living.filter((model) => !tooShort.includes(model));
  const [strong] = allowed;
  if (strong === undefined) return { asked, allowed, tooShort, options: [] };
  const context = { asked, question, ...rules };
  const strongAlone = judged(option('strong alone', [strong], 1, 0, context), context);
  const options = [
    strongAlone,
    ...allowed
      .slice(1)
      .flatMap((cheap) => pairOptions(cheap, strong, context))
      .map((entry) => judged(entry, context)),
  ];
  const choice = { asked, allowed, tooShort, strongAlone, options };
  return { ...choice, chosen: bestWithout(choice, new Set(), question, false) ?? strongAlone };
}

/**
 * The cheapest open way when some models are not there, wrong answers added; of equals the one with fewer models. Undefined
 * where none is open.
 * @param paidFor whether replicas of one's own cost nothing more, being rented already.
 */
export function bestWithout(
  choice: ClassChoice,
  left: ReadonlySet<RoutedModel>,
  question: RoutingQuestion,
  paidFor: boolean,
): ClassOption | undefined {
  const { asked } = choice;
  const worth = ({ usdPerRequest, lostShare, models, calls }: ClassOption): number =>
    usdPerRequest +
    (question.wrongUsd ?? 0) * (lostShare ?? 0) -
    models.reduce(
      (sum, { replica, usd }, at) =>
        paidFor && replica !== undefined ? sum + (calls[at] ?? 0) * (usd.get(asked.name) ?? 0) : sum,
      0,
    );
  return openOptions(choice)
    .filter(({ models }) => !models.some((model) => left.has(model)))
    .sort((a, b) => worth(a) - worth(b) || a.models.length - b.models.length)[0];
}

/** What may be chosen: ways that nothing speaks against; where all of those are too slow, those known to be in time that lose least. */
export function openOptions({ options }: ClassChoice): readonly ClassOption[] {
  const open = options.filter(({ against }) => against === undefined);
  if (open.length > 0) return open;
  const inTime = options.filter(
    ({ against, p95Ms }) => p95Ms !== undefined && (against === LOSES || against === UNMEASURED),
  );
  const least = Math.min(...inTime.map(({ lostShare = 1 }) => lostShare));
  return inTime.filter(({ lostShare = 1 }) => lostShare === least);
}

type OptionContext = {
  readonly asked: RequestClass;
  readonly question: RoutingQuestion;
  readonly qualityLoss: number;
  readonly overheadMs: number;
};

/** Shares of hard requests: given, else from two scores on the same scale. */
export function hardShareOf(
  asked: RequestClass,
  [cheap, strong]: readonly RoutedModel[],
): number | undefined {
  if (asked.hardShare !== undefined) return asked.hardShare;
  const [low, high] = [cheap?.quality, strong?.quality];
  if (low === undefined || high === undefined || low.on !== high.on || high.value === 0) return undefined;
  return Math.max(0, 1 - low.value / high.value);
}

function pairOptions(cheap: RoutedModel, strong: RoutedModel, context: OptionContext): ClassOption[] {
  const { asked, question } = context;
  const { escalationRate, falseCheap, falseStrong } = question;
  const hard = hardShareOf(asked, [cheap, strong]);
  const confused =
    hard === undefined || falseCheap === undefined || falseStrong === undefined
      ? undefined
      : predictiveRouting({ hardShare: hard, falseCheap, falseStrong });
  const rate = escalationRate ?? confused?.strongShare ?? hard;
  const missed =
    hard === undefined || rate === undefined
      ? undefined
      : falseCheap === undefined
        ? Math.max(0, hard - rate)
        : Math.min(hard, Math.max(hard * falseCheap, hard - rate));
  return [
    option('rules', [cheap], 0, hard, context),
    ...(confused !== undefined
      ? [option('predictive', [cheap, strong], confused.strongShare, confused.lostShare, context)]
      : []),
    ...(rate !== undefined ? [option('cascade', [cheap, strong], rate, missed, context)] : []),
  ];
}

function option(
  strategy: ClassOption['strategy'],
  models: readonly RoutedModel[],
  strongShare: number,
  lostShare: number | undefined,
  { asked, question, overheadMs }: OptionContext,
): ClassOption {
  const [first, strong] = models;
  const usd = (model: RoutedModel | undefined): number => model?.usd.get(asked.name) ?? 0;
  const { judgeUsd = 0 } = question;
  const tail = tailOf(strategy, models, strongShare);
  const base = {
    strategy,
    models,
    strongShare,
    lostShare,
    tail,
    ...(tail === undefined ? {} : { p95Ms: mixturePercentile([{ weight: 1, tail }], 0.95) + overheadMs }),
  };
  if (strong === undefined) return { ...base, calls: [1], usdPerRequest: usd(first) };
  const prices = { cheapUsd: usd(first), strongUsd: usd(strong) };
  if (strategy === 'predictive')
    return {
      ...base,
      calls: [1 - strongShare, strongShare],
      usdPerRequest: routedCost(strongShare, { ...prices, routerUsd: judgeUsd }),
    };
  return {
    ...base,
    calls: [1, strongShare],
    usdPerRequest: cascadeCost([
      { callUsd: prices.cheapUsd, scoreUsd: judgeUsd, passedOnShare: strongShare },
      { callUsd: prices.strongUsd, scoreUsd: 0, passedOnShare: 0 },
    ]),
    ...(prices.strongUsd > 0
      ? { breakEvenEscalation: breakEvenEscalation(prices.cheapUsd, judgeUsd, prices.strongUsd) }
      : {}),
  };
}

function tailOf(
  strategy: ClassOption['strategy'],
  models: readonly RoutedModel[],
  strongShare: number,
): LatencyTail | undefined {
  const [first, strong] = models.map(({ latency }) => latency);
  if (first === undefined) return undefined;
  if (models.length === 1) return first;
  if (strong === undefined) return undefined;
  const slow = strategy === 'cascade' ? sumOfLatencies(first, strong) : strong;
  return {
    shareAbove: (ms) => (1 - strongShare) * first.shareAbove(ms) + strongShare * slow.shareAbove(ms),
  };
}

/** The option with the reason why it may not be taken, if there is one. */
function judged(entry: ClassOption, { asked, question, qualityLoss }: OptionContext): ClassOption {
  const { strategy, lostShare, p95Ms, strongShare } = entry;
  const late = asked.p95Ms !== undefined && p95Ms !== undefined && p95Ms > asked.p95Ms;
  const losing = entry.breakEvenEscalation !== undefined && strongShare >= entry.breakEvenEscalation;
  const guessed =
    strategy === 'cascade' &&
    question.escalationRate === undefined &&
    (question.falseCheap === undefined || question.falseStrong === undefined);
  const reason = late
    ? TOO_SLOW
    : guessed
      ? GUESSED
      : losing
        ? 'above its break-even escalation rate'
        : strategy === 'rules' && lostShare === undefined
          ? UNMEASURED
          : strategy !== 'strong alone' && question.wrongUsd === undefined && (lostShare ?? 0) > qualityLoss
            ? LOSES
            : undefined;
  return reason === undefined ? entry : { ...entry, against: reason };
}
