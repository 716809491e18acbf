export type ScoreRow = {
  readonly model: string;
  readonly benchmark: string;
  readonly value: number;
  readonly input?: string | undefined;
  readonly measuredBy: string;
};

/**
 * The one benchmark on which models are compared: of those given, in order, the first that covers two of the models; if
 * none covers two, the first that covers one; undefined when none covers any.
 * @param coverage how many of the models have a figure on a benchmark
 */
export function decidingBenchmark(
  order: readonly string[],
  coverage: (benchmark: string) => number,
): string | undefined {
  return order.find((id) => coverage(id) > 1) ?? order.find((id) => coverage(id) === 1);
}
