export type SpeedRow = {
  readonly model: string;
  readonly hardware: string;
  readonly runtime: string;
  readonly precision: string;
  readonly batch?: number | undefined;
  readonly input?: string | undefined;
  readonly latencyMs?: number | undefined;
  readonly throughputPerSecond?: number | undefined;
  readonly measuredBy: string;
};

/** Who measured, most trusted first. */
const TRUST = ['independent', 'leaderboard', 'recomputed', 'author', 'vendor', 'relayed'];

export function trustRank(measuredBy: string): number {
  const rank = TRUST.indexOf(measuredBy);
  return rank === -1 ? TRUST.length : rank;
}

export type SpeedMetric = 'latency' | 'throughput';

/**
 * The one device and metric on which most of the models were measured, among the hardware that counts: speeds compare
 * on one device only, never across. Latency means batch 1 (or a batch that the source does not state).
 * Ties go to latency, then to the device whose name comes first.
 */
export function chooseSpeedCell(
  rows: readonly SpeedRow[],
  models: ReadonlySet<string>,
  hardware: (id: string) => boolean,
  only?: SpeedMetric,
):
  | { readonly hardware: string; readonly metric: SpeedMetric; readonly models: ReadonlySet<string> }
  | undefined {
  const covered = new Map<string, { hardware: string; metric: SpeedMetric; models: Set<string> }>();
  for (const row of rows) {
    if (!models.has(row.model) || !hardware(row.hardware)) continue;
    for (const metric of metricsOf(row)) {
      if (only !== undefined && metric !== only) continue;
      const key = `${metric} ${row.hardware}`;
      const cell = covered.get(key) ?? { hardware: row.hardware, metric, models: new Set<string>() };
      cell.models.add(row.model);
      covered.set(key, cell);
    }
  }
  const cells = [...covered.entries()].sort(
    ([a, x], [b, y]) => y.models.size - x.models.size || (a < b ? -1 : 1),
  );
  return cells[0]?.[1];
}

/**
 * A model's row in a cell: the most trusted measurement, of those the one at the wanted input, of those the fastest.
 */
export function speedIn<Row extends SpeedRow>(
  rows: readonly Row[],
  model: string,
  cell: { readonly hardware: string; readonly metric: SpeedMetric },
  wanted: (input: string | undefined) => boolean,
): Row | undefined {
  return rows
    .filter(
      (row) => row.model === model && row.hardware === cell.hardware && metricsOf(row).includes(cell.metric),
    )
    .sort(
      (a, b) =>
        trustRank(a.measuredBy) - trustRank(b.measuredBy) ||
        Number(wanted(b.input)) - Number(wanted(a.input)) ||
        rate(b, cell.metric) - rate(a, cell.metric),
    )[0];
}

/** Items a second for ordering: throughput, or the inverse of the latency. */
export function rate(row: SpeedRow, metric: SpeedMetric): number {
  return metric === 'throughput'
    ? (row.throughputPerSecond ?? 0)
    : 1000 / (row.latencyMs ?? Number.POSITIVE_INFINITY);
}

function metricsOf({ latencyMs, throughputPerSecond, batch }: SpeedRow): SpeedMetric[] {
  const metrics: SpeedMetric[] = [];
  if (latencyMs !== undefined && (batch === undefined || batch === 1)) metrics.push('latency');
  if (throughputPerSecond !== undefined) metrics.push('throughput');
  return metrics;
}
