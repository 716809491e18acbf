import type { ObservedRow } from './feed.ts';

/** What a check found. Impossible and copied rows are never written; an inconsistent one is shown for a person to judge. */
export type Doubt = {
  readonly kind: 'impossible' | 'copied' | 'inconsistent' | 'drifted';
  readonly message: string;
  readonly rows: readonly ObservedRow[];
};

export type Scale = { readonly unit: string; readonly better: 'higher' | 'lower' };

/** Figures in a row that two models must share before the one is taken for a copy of the other. */
const SHARED_FIGURES = 3;
/** Latency may fall this much with size before it is worth a look: measurements scatter. */
const SCATTER = 0.85;
/** A figure that moved by more than this under the same source date is a new measurement, not a correction. */
const DRIFT = 0.2;

/** Runs every check over what a feed says. `sizes` are parameters in millions by model. */
export function doubtsOf(
  observed: readonly ObservedRow[],
  scales: ReadonlyMap<string, Scale>,
  sizes: ReadonlyMap<string, number>,
): Doubt[] {
  return [
    ...observed.flatMap((row) => impossible(row, scales)),
    ...copied(observed),
    ...fasterThoughLarger(observed, sizes),
  ];
}

function impossible(row: ObservedRow, scales: ReadonlyMap<string, Scale>): Doubt[] {
  const { benchmark = '', model = '' } = row.cells;
  const say = (message: string): Doubt[] => [
    { kind: 'impossible', message: `${model}: ${message}`, rows: [row] },
  ];
  for (const field of ['value', 'latencyMs', 'throughputPerSecond', 'computeGmacs', 'sizeMb']) {
    const cell = row.cells[field];
    if (cell === undefined) continue;
    const value = Number(cell);
    if (!Number.isFinite(value)) return say(`${field} "${cell}" is not a number`);
    if (field !== 'value' && value <= 0) return say(`${field} ${cell} is not above 0`);
  }
  if (row.table !== 'accuracy') return [];
  const scale = scales.get(benchmark);
  if (scale === undefined) return say(`no benchmark of the tables is called "${benchmark}"`);
  const value = Number(row.cells['value']);
  if (scale.unit.includes('%') && scale.better === 'higher' && (value > 100 || value < -100))
    return say(`${value} on ${benchmark} is beyond 100 %`);
  if (scale.unit.includes('%') && scale.better === 'lower' && value < 0)
    return say(`${value} on ${benchmark}: an error rate below 0`);
  if (scale.unit === '0 to 1' && (value > 1 || value < 0))
    return say(`${value} on ${benchmark} is outside 0 to 1`);
  return [];
}

/** Models whose timings agree to the last digit in every condition that both have: one was carried over. */
function copied(observed: readonly ObservedRow[]): Doubt[] {
  const byModel = new Map<string, Map<string, ObservedRow>>();
  for (const row of observed.filter(({ table }) => table === 'speed')) {
    const own = byModel.get(row.cells['model'] ?? '') ?? new Map<string, ObservedRow>();
    own.set(conditionOf(row), row);
    byModel.set(row.cells['model'] ?? '', own);
  }
  const entries = [...byModel];
  return entries.flatMap(([model, rows], position) =>
    entries.slice(position + 1).flatMap(([other, others]): Doubt[] => {
      const shared = [...rows].filter(([condition]) => others.has(condition));
      const equal = shared.filter(([condition, row]) => figureOf(row) === figureOf(others.get(condition)));
      if (shared.length < SHARED_FIGURES || equal.length < shared.length) return [];
      return [
        {
          kind: 'copied',
          message: `${other} repeats all ${shared.length} timings of ${model} to the digit`,
          rows: [...others.values()],
        },
      ];
    }),
  );
}

/** Within a family, in the same conditions, the larger model should not be clearly the faster one. */
function fasterThoughLarger(observed: readonly ObservedRow[], sizes: ReadonlyMap<string, number>): Doubt[] {
  const groups = new Map<string, ObservedRow[]>();
  for (const row of observed.filter(
    ({ table, cells }) => table === 'speed' && cells['latencyMs'] !== undefined,
  )) {
    const group = `${familyOf(row.cells['model'] ?? '')}\n${conditionOf(row)}`;
    groups.set(group, [...(groups.get(group) ?? []), row]);
  }
  return [...groups.values()].flatMap((rows) => {
    const sized = rows
      .flatMap((row) => {
        const size = sizes.get(row.cells['model'] ?? '');
        return size === undefined ? [] : [{ row, size, latency: Number(row.cells['latencyMs']) }];
      })
      .sort((a, b) => a.size - b.size);
    return sized.slice(1).flatMap((larger, position): Doubt[] => {
      const smaller = sized[position];
      if (
        smaller === undefined ||
        larger.size === smaller.size ||
        larger.latency >= smaller.latency * SCATTER
      )
        return [];
      const [a, b] = [smaller.row.cells['model'], larger.row.cells['model']];
      return [
        {
          kind: 'inconsistent',
          message: `${b} (${larger.size}M) takes ${larger.latency} ms, ${a} (${smaller.size}M) ${smaller.latency} ms in the same conditions`,
          rows: [larger.row],
        },
      ];
    });
  });
}

/** A figure that moved far while its source claims the same date. */
export function drifted(row: ObservedRow, before: number, after: number, sameDate: boolean): Doubt[] {
  if (!sameDate || before === 0 || Math.abs(after / before - 1) <= DRIFT) return [];
  return [
    {
      kind: 'drifted',
      message: `${row.cells['model']}: ${before} becomes ${after} though the source keeps its date`,
      rows: [row],
    },
  ];
}

function conditionOf({ cells }: ObservedRow): string {
  return ['hardware', 'runtime', 'precision', 'batch', 'input']
    .map((field) => cells[field] ?? '-')
    .join(' | ');
}

function figureOf(row: ObservedRow | undefined): string {
  return `${row?.cells['latencyMs'] ?? '-'} ${row?.cells['throughputPerSecond'] ?? '-'}`;
}

/** `YOLO26n-seg` and `YOLO26x-seg` are one family, `ResNet-18` and `ResNet-50` another. */
function familyOf(model: string): string {
  return model
    .replace(/(?<=\d)[nsmlx](?=-|$)/, '')
    .replace(/[-_](tiny|nano|small|base|medium|large|huge|giant|XL|2XL|[NTSMLXBHG]|\d+)(?=[-_.]|$)/i, '');
}
