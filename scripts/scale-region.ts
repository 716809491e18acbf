import type { ServingPoint } from '../src/answers/serving-curves.ts';
import { formatNumber, markdownTable } from '../src/contract/markdown.ts';
import { closedLoopThroughput } from '../src/engines/serving/closed-loop-throughput.ts';

/** The lengths that a row is chosen nearest to. */
const TOKENS = 1000;
/** Parameters (M) up to which a model is small, and from which it is large. */
const CLASSES = [
  { name: 'up to 32B', holds: (millions: number) => millions <= 32_000 },
  { name: '60B and more', holds: (millions: number) => millions >= 60_000 },
] as const;

const HEAD = [
  'Accelerator',
  'Model',
  'Weights',
  'Cards',
  'Engine',
  'In',
  'Out',
  'Load',
  'Out tokens/s',
  'Requests/s',
  'Source',
];

type Pace = {
  readonly point: ServingPoint;
  readonly tokensPerSecond: number;
  readonly requestsPerSecond: number | undefined;
};

/**
 * Requests a second by accelerator from measured serving points: for a small and a large model the row that was loaded most,
 * with lengths nearest to 1,000 in and 1,000 out, on the fewest cards. Never computed from a card's data sheet.
 */
export function scaleTable(
  points: readonly ServingPoint[],
  cards: readonly string[],
  parametersM: (model: string) => number | undefined,
): string {
  const paces = points.map(paceOf).filter((pace) => pace !== undefined);
  const rows = cards.flatMap((card) =>
    CLASSES.map(({ name, holds }) => {
      const [best] = paces
        .filter(({ point }) => point.accelerator === card && holds(parametersM(point.model) ?? Number.NaN))
        .sort(
          (a, b) =>
            loaded(a.point) - loaded(b.point) ||
            distance(a.point) - distance(b.point) ||
            a.point.count - b.point.count ||
            b.tokensPerSecond - a.tokensPerSecond,
        );
      return best === undefined
        ? [card, `${name}: not measured`, ...Array<string>(HEAD.length - 2).fill('-')]
        : rowOf(best);
    }),
  );
  return markdownTable(HEAD, rows);
}

function rowOf({ point, tokensPerSecond, requestsPerSecond }: Pace): string[] {
  const approximately = point.lengthsAreMeans ? '~' : '';
  const cell = (value: number | undefined) =>
    value === undefined ? '-' : `${approximately}${formatNumber(value)}`;
  return [
    point.accelerator,
    point.model,
    point.weights,
    String(point.count),
    [point.engine, point.version].filter((part) => part !== undefined).join(' '),
    cell(point.inputTokens),
    cell(point.outputTokens),
    loadOf(point),
    formatNumber(Number(tokensPerSecond.toPrecision(4))),
    requestsPerSecond === undefined ? '-' : formatNumber(Number(requestsPerSecond.toPrecision(2))),
    point.source,
  ];
}

function loadOf({ load, concurrency, requestsPerSecond }: ServingPoint): string {
  if (load === 'saturated') return 'saturated';
  return load === 'poisson'
    ? `${formatNumber(requestsPerSecond ?? Number.NaN)} arrivals/s`
    : `${formatNumber(concurrency ?? Number.NaN)} at once`;
}

/** Tokens and requests a second of a point; of one alone, the time of its prompt counts where its speed was measured. */
function paceOf(point: ServingPoint): Pace | undefined {
  const tokens = throughputOf(point);
  if (tokens === undefined) return undefined;
  const { inputTokens, outputTokens, promptTokensPerSecond } = point;
  if (outputTokens === undefined) return { point, tokensPerSecond: tokens, requestsPerSecond: undefined };
  const promptSeconds =
    point.counted !== 'decode' || promptTokensPerSecond === undefined || inputTokens === undefined
      ? 0
      : inputTokens / promptTokensPerSecond;
  return {
    point,
    tokensPerSecond: tokens,
    requestsPerSecond: 1 / (promptSeconds + outputTokens / tokens),
  };
}

function throughputOf(point: ServingPoint): number | undefined {
  if (point.outputTokensPerSecond !== undefined) return point.outputTokensPerSecond;
  const { concurrency, outputTokens, timeToFirstTokenMs, timePerOutputTokenMs } = point;
  if (point.load !== 'closed' || concurrency === undefined || outputTokens === undefined) return undefined;
  if (timeToFirstTokenMs === undefined || timePerOutputTokenMs === undefined) return undefined;
  return closedLoopThroughput({ concurrency, outputTokens, timeToFirstTokenMs, timePerOutputTokenMs });
}

/** Saturated before a load that was set, that before one request at a time. */
function loaded({ load, concurrency }: ServingPoint): number {
  if (load === 'saturated') return 0;
  return concurrency === 1 ? 2 : 1;
}

/** How far from the lengths asked; far where the source does not say. */
function distance({ inputTokens, outputTokens }: ServingPoint): number {
  const off = (tokens: number | undefined) =>
    tokens === undefined ? 10 : Math.abs(Math.log(tokens / TOKENS));
  return off(inputTokens) + off(outputTokens);
}
