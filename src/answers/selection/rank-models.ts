import { formatAmount, formatNumber } from '../../contract/markdown.ts';
import {
  chooseSpeedCell,
  rate,
  type SpeedMetric,
  speedIn,
} from '../../engines/selection/choose-speed-cell.ts';
import { decidingBenchmark } from '../../engines/selection/deciding-benchmark.ts';
import type { RuledOut } from '../../engines/selection/group-ruled-out.ts';
import { licenceBurden, mayShip, type ShippingVerdict } from '../../engines/selection/may-ship.ts';
import { orderCandidates } from '../../engines/selection/order-candidates.ts';
import { openConstraints, ruleOut } from '../../engines/selection/rule-out.ts';
import { atSize, trustedScore } from '../../engines/selection/trusted-score.ts';
import type {
  BenchmarkRow,
  KnownModel,
  PurposeRow,
  ScoreFact,
  SelectionFacts,
  SpeedFact,
} from './selection-facts.ts';
import { countsFor, limitsOf, placeClass, purposeOf, type Wanted } from './wanted.ts';

const RUNS_ON_CPU = 'runs-on-cpu';

export type Ending = { readonly shutdown: string; readonly replacement?: string | undefined };

export type RankedModel = {
  readonly model: KnownModel;
  readonly score: ScoreFact | undefined;
  readonly row: SpeedFact | undefined;
  readonly measuredNearby: boolean;
  /** The stand-in for speed, where the purpose names one. */
  readonly stand: ScoreFact | undefined;
  readonly shipping: ShippingVerdict;
  /** Stated constraints that it is not known to meet. */
  readonly open: readonly string[];
  readonly onFront: boolean;
  readonly accuracy: number | undefined;
  readonly speed: number | undefined;
};

export type Ranking = {
  readonly task: string;
  readonly purpose: PurposeRow | undefined;
  readonly benchmark: BenchmarkRow | undefined;
  /** The benchmark that the purpose asks for, where another decides for want of figures on it. */
  readonly missed: BenchmarkRow | undefined;
  readonly standIn: BenchmarkRow | undefined;
  /** The one device that orders by speed; undefined where none does. */
  readonly cell: { readonly hardware: string; readonly metric: SpeedMetric } | undefined;
  readonly ranked: readonly RankedModel[];
  readonly ruledOut: readonly RuledOut[];
};

/** Hosted models whose end is announced, and those that have ended by the day asked about. */
export type Endings = (model: string) => Ending | undefined;

/** Rules out, chooses the benchmark and the device, orders. No words: those are made of what this returns. */
export function rankModels(
  task: string,
  wanted: Wanted,
  facts: SelectionFacts,
  endings: { readonly of: Endings; readonly today: string },
): Ranking {
  const purpose = purposeOf(wanted.purpose, task, facts);
  const limits = limitsOf(wanted, purpose, facts);
  const counts = countsFor(wanted, facts);
  const onCpu = placeClass(wanted, facts) === 'cpu';
  const runsThere = ({ abilities }: KnownModel): boolean => onCpu && abilities.has(RUNS_ON_CPU);
  const ruledOut: RuledOut[] = [];
  const eligible: { model: KnownModel; open: string[]; ending: Ending | undefined }[] = [];
  for (const model of facts.modelsOf(task)) {
    const fastest = fastestOf(model.speeds, counts);
    const ending = endings.of(model.id);
    const gone = ending !== undefined && ending.shutdown <= endings.today;
    const failed = gone
      ? { by: 'status', reason: `shut down on ${ending.shutdown}${replacedBy(ending)}` }
      : ruleOut(model, model.licences, limits, fastest);
    if (failed !== undefined) ruledOut.push({ model: model.id, ...failed });
    else {
      const known = runsThere(model) || model.speeds.some((row) => counts(row.hardware));
      eligible.push({ model, open: openConstraints(model, model.licences, limits, fastest, known), ending });
    }
  }
  const sure = eligible.filter(({ model, open, ending }) => tierOf(model, open, ending) === 0);
  const choose = (among: typeof eligible): Pick<Ranking, 'benchmark' | 'missed'> =>
    chooseBenchmark(
      task,
      purpose,
      wanted,
      facts,
      among.map(({ model }) => model),
    );
  // what is only not known not to fit has no say in what decides, unless nothing else has a figure
  const bySure = choose(sure);
  const chosen = bySure.benchmark === undefined ? choose(eligible) : bySure;
  const { benchmark } = chosen;
  const better = benchmark?.better ?? 'higher';
  const reading = facts.reading.get(benchmark?.id ?? '');
  const standIn = facts.benchmark.get(purpose?.pace ?? '');
  const placed = wanted.hardware !== undefined || wanted.device !== undefined;
  const speeds = eligible.flatMap(({ model }) => model.speeds);
  const common = chooseSpeedCell(
    speeds,
    new Set(eligible.map(({ model }) => model.id)),
    counts,
    wanted.maxLatencyMs === undefined ? undefined : 'latency',
  );
  const cell = placed || speaksForMost(common, eligible, benchmark, standIn) ? common : undefined;
  const wantedSize = (size: string | undefined): boolean => atSize(size, wanted.imagePx);

  const rankable = eligible.flatMap(({ model, open, ending }) => {
    const row = cell === undefined ? undefined : speedIn(model.speeds, model.id, cell, wantedSize);
    const nearby =
      row === undefined && (placed || cell !== undefined)
        ? speedNearby(model, (id) => counts(id) && id !== cell?.hardware, wantedSize)
        : undefined;
    const px = wanted.imagePx ?? sideOf((row ?? nearby)?.input);
    const score = trustedScore(model.scores, model.id, benchmark, px);
    const short = score === undefined ? undefined : fallsShort(score.value, wanted, benchmark, reading);
    if (short !== undefined) {
      ruledOut.push({ model: model.id, ...short });
      return [];
    }
    const stand = trustedScore(model.scores, model.id, standIn, px);
    const shipping = mayShip(wanted.use, model.licences);
    const spoken =
      score !== undefined && benchmark?.id.includes('multilingual') === true
        ? open.filter((name) => name !== 'languages')
        : open;
    return [
      {
        model,
        score,
        row: row ?? nearby,
        stand,
        open: spoken,
        shipping,
        // stated to run there is as good as measured on another device of the class
        measuredNearby: nearby !== undefined || (row === undefined && runsThere(model)),
        tier: tierOf(model, spoken, ending),
        accuracy: score?.value,
        speed: row === undefined || cell === undefined ? undefined : rate(row, cell.metric),
        pace: paceOf(model, stand, standIn, score !== undefined && wanted.prefer !== 'speed'),
        licenceBurden: licenceBurden(wanted.use, model.licences),
        upkeepBurden: model.status === 'active' ? 0 : 1,
      },
    ];
  });
  const ranked = orderCandidates(rankable, wanted.prefer, better, reading?.equalWithin).map(
    ({ candidate, onFront }) => ({ ...candidate, onFront }),
  );
  return { task, purpose, ...chosen, standIn, cell, ranked, ruledOut };
}

/** 0 known to fit and maintained, 1 not known to fit, 2 without a future. */
function tierOf({ status }: KnownModel, open: readonly string[], ending: Ending | undefined): number {
  if (status === 'unmaintained' || ending !== undefined) return 2;
  return open.length > 0 ? 1 : 0;
}

/**
 * Stands in for speed: the named benchmark, else fewer parameters. A hosted model has none to hold, which counts for it
 * only among models with a figure: without one there is nothing that it would be as good as.
 */
function paceOf(
  { access, parametersM, activeM }: KnownModel,
  stand: ScoreFact | undefined,
  standIn: BenchmarkRow | undefined,
  hostedIsLight: boolean,
): number | undefined {
  if (standIn !== undefined) return stand?.value;
  if (access === 'api') return hostedIsLight ? 0 : undefined;
  const size = activeM ?? parametersM;
  return size === undefined ? undefined : -size;
}

function chooseBenchmark(
  task: string,
  purpose: PurposeRow | undefined,
  wanted: Wanted,
  facts: SelectionFacts,
  eligible: readonly KnownModel[],
): Pick<Ranking, 'benchmark' | 'missed'> {
  const ranks = facts
    .benchmarksOf(task)
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => a.rank - b.rank)
    .map(({ id }) => id);
  const named = purpose?.decidedBy ?? [];
  const many = wanted.minLanguages > 1 || wanted.languages.some((code) => code !== 'en');
  const first = (ids: readonly string[]): string[] =>
    many
      ? [
          ...ids.filter((id) => id.includes('multilingual')),
          ...ids.filter((id) => !id.includes('multilingual')),
        ]
      : [...ids];
  const coverage = (id: string): number =>
    eligible.filter(({ scores }) => scores.some((row) => row.benchmark === id)).length;
  const order = named.length > 0 ? first(named) : first(ranks);
  const own = decidingBenchmark(order, coverage);
  const found =
    own ?? (purpose?.decidedBy === undefined ? undefined : decidingBenchmark(first(ranks), coverage));
  const preferred = wanted.purpose === undefined ? undefined : order[0];
  return {
    benchmark: facts.benchmark.get(found ?? ''),
    missed: preferred === found ? undefined : facts.benchmark.get(preferred ?? ''),
  };
}

/**
 * Where no place to run was stated, one device orders only if no stand-in does and if it was used for a third of the
 * models with a figure, and for three at least.
 */
function speaksForMost(
  cell: { readonly models: ReadonlySet<string> } | undefined,
  eligible: readonly { readonly model: KnownModel }[],
  benchmark: BenchmarkRow | undefined,
  standIn: BenchmarkRow | undefined,
): boolean {
  if (cell === undefined || standIn !== undefined) return false;
  const scored = eligible.filter(({ model }) => has(model, benchmark));
  const timed = scored.filter(({ model }) => cell.models.has(model.id)).length;
  return timed >= 3 && timed * 3 >= scored.length;
}

function has({ scores }: KnownModel, benchmark: BenchmarkRow | undefined): boolean {
  return scores.some((row) => row.benchmark === benchmark?.id);
}

/** A measurement on any device that counts: shown where the compared device has none. */
function speedNearby(
  { id, speeds }: KnownModel,
  counts: (hardware: string) => boolean,
  wanted: (input: string | undefined) => boolean,
): SpeedFact | undefined {
  const own = speeds.filter((row) => counts(row.hardware));
  const cell = chooseSpeedCell(own, new Set([id]), counts);
  return cell === undefined ? undefined : speedIn(own, id, cell, wanted);
}

function fastestOf(rows: readonly SpeedFact[], counts: (hardware: string) => boolean) {
  let best: (SpeedFact & { readonly latencyMs: number }) | undefined;
  for (const row of rows) {
    const { latencyMs } = row;
    if (latencyMs === undefined || (row.batch ?? 1) !== 1 || !counts(row.hardware)) continue;
    if (best === undefined || latencyMs < best.latencyMs) best = { ...row, latencyMs };
  }
  return best;
}

/** Below what was asked for, or worse than doing nothing. */
function fallsShort(
  value: number,
  { minAccuracy }: Wanted,
  benchmark: BenchmarkRow | undefined,
  reading: ReturnType<SelectionFacts['reading']['get']>,
): Omit<RuledOut, 'model'> | undefined {
  if (benchmark === undefined) return undefined;
  const worse = (than: number | undefined): boolean =>
    than !== undefined && (benchmark.better === 'higher' ? value < than : value > than);
  if (worse(minAccuracy))
    return { by: 'minAccuracy', reason: `${scoreWords(value, benchmark)} on ${benchmark.name}` };
  if (worse(reading?.baseline))
    return {
      by: 'baseline',
      reason: `${scoreWords(value, benchmark)}, worse than ${reading?.baselineIs} (${reading?.baseline})`,
    };
  return undefined;
}

/** Units that say nothing to a reader: the name of the metric stands in. */
const BARE_UNITS = ['1', 'fraction', 'ratio', 'area', 'score', '0 to 1'];

/** `56.9 AP (%)`, `7.44 % mean WER`, `0.4781 normalised CRPS`. */
export function scoreWords(value: number, { unit, metric }: BenchmarkRow): string {
  if (BARE_UNITS.includes(unit)) return `${formatNumber(value)} ${metric}`;
  return unit === '%' ? `${formatNumber(value)} % ${metric}` : formatAmount({ value, unit });
}

export function sideOf(size: string | undefined): number | undefined {
  const digits = /\d{2,}/.exec(size ?? '')?.[0];
  return digits === undefined ? undefined : Number(digits);
}

export function replacedBy({ replacement }: Ending): string {
  return replacement === undefined ? '' : `, its maker names ${replacement}`;
}
