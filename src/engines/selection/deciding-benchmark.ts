export type BenchmarkRow = { readonly id: string; readonly task: string; readonly rank: number };
export type ScoreRow = {
  readonly model: string;
  readonly benchmark: string;
  readonly value: number;
  readonly input?: string | undefined;
  readonly measuredBy: string;
};

/**
 * The one benchmark on which a task's models are compared: of those that cover at least two of the models, the one of
 * lowest rank, then of widest coverage; if none covers two, one that covers a single model. Rank 0 never decides.
 * @param manyLanguages prefer benchmarks over many languages, whose id holds `multilingual`, whatever their rank.
 */
export function decidingBenchmark<Row extends BenchmarkRow>(
  benchmarks: readonly Row[],
  scores: readonly ScoreRow[],
  task: string,
  models: ReadonlySet<string>,
  manyLanguages = false,
): Row | undefined {
  const suits = ({ id }: BenchmarkRow): boolean => manyLanguages && id.includes('multilingual');
  return benchmarks
    .filter((row) => row.task === task && row.rank > 0)
    .map((row) => ({ row, covered: coverage(row.id, scores, models) }))
    .filter(({ covered }) => covered > 0)
    .sort(
      (a, b) =>
        Number(b.covered > 1) - Number(a.covered > 1) ||
        Number(suits(b.row)) - Number(suits(a.row)) ||
        a.row.rank - b.row.rank ||
        b.covered - a.covered,
    )[0]?.row;
}

function coverage(benchmark: string, scores: readonly ScoreRow[], models: ReadonlySet<string>): number {
  const covered = scores.filter((row) => row.benchmark === benchmark && models.has(row.model));
  return new Set(covered.map(({ model }) => model)).size;
}
