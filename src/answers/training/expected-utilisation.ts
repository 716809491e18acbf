import { accelerators } from '../../catalog/tables/accelerators.ts';
import { matmulCeilings } from '../../catalog/tables/matmul-ceilings.ts';
import { trainingRuns } from '../../catalog/tables/training-runs.ts';
import type { Catalog, RowOf } from '../../contract/catalog.ts';
import { flopPerToken } from '../../engines/training/flop-per-token.ts';
import { modelFlopUtilization } from '../../engines/training/model-flop-utilization.ts';
import { nearestUtilization, type RunTraits } from '../../engines/training/nearest-utilization.ts';
import type { Accelerator } from '../serving-device.ts';
import { trainingDefault } from './training-defaults.ts';

export type MeasuredRun = RunTraits & {
  readonly utilisation: number;
  readonly row: RowOf<typeof trainingRuns>;
};

export type ExpectedUtilisation = {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly basis: 'measured' | 'interpolated';
  /** Nearest first. */
  readonly runs: readonly MeasuredRun[];
  /** The accelerator that was measured, where it is not the one asked about. */
  readonly onSibling?: string;
  /** The fastest measured matrix product as a share of the peak, where it is known. */
  readonly ceiling?: number;
};

export type Precision = 'bf16' | 'fp8';

/** Dense peak in FLOP/s; undefined where the table has none. */
export function peakFlopPerSecond(
  row: Pick<Accelerator, 'bf16Tflops' | 'fp16Tflops' | 'fp8Tflops' | 'fp4Tflops'>,
  precision: RowOf<typeof trainingRuns>['precision'],
): number | undefined {
  const tflops = {
    fp32: undefined,
    bf16: row.bf16Tflops,
    fp16: row.fp16Tflops,
    fp8: row.fp8Tflops,
    nvfp4: row.fp4Tflops,
  }[precision];
  return tflops === undefined ? undefined : tflops * 1e12;
}

/** The tabled runs with their utilisation by one convention; what a source states alone stands as stated. */
export function measuredRuns(catalog: Catalog): MeasuredRun[] {
  const cards = new Map(catalog.rows(accelerators).map((row) => [row.id, row]));
  return catalog.rows(trainingRuns).flatMap((row) => {
    const utilisation = utilisationOf(row, cards.get(row.accelerator));
    if (utilisation === undefined) return [];
    return [
      {
        parameters: row.parametersM * 1e6,
        sequenceLength: row.sequenceLength,
        accelerators: row.accelerators,
        checkpointed: row.fullCheckpointing ?? false,
        sparse: row.activeM !== undefined,
        frozen: row.adapters,
        utilisation,
        row,
      },
    ];
  });
}

function utilisationOf(row: RowOf<typeof trainingRuns>, card: Accelerator | undefined): number | undefined {
  const peak = card === undefined ? undefined : peakFlopPerSecond(card, row.precision);
  const network = { ...row, parameters: (row.activeM ?? row.parametersM) * 1e6 };
  const flop = flopPerToken(network, row.adapters ? { trainedParameters: 0 } : {});
  if (row.tokensPerSecond === undefined || peak === undefined) {
    if (row.statedMfuPercent === undefined) return undefined;
    const counted = row.causal ? flopPerToken(network, { causal: true }) : flop;
    return ((row.statedMfuPercent / 100) * flop) / counted;
  }
  return modelFlopUtilization({
    tokensPerSecondPerAccelerator: row.tokensPerSecond,
    flopPerToken: flop,
    peakFlopPerSecond: peak,
  });
}

/**
 * The utilisation to expect on an accelerator: from the most similar runs measured on it, else on one of its generation with the
 * same kind of memory and, for several at once, a link at least half as fast. Dense models and mixtures of experts do not stand in for
 * one another. Never above the fastest measured matrix product, and never below what more of the same accelerators are expected to
 * reach, unless this very run was measured: all else equal, fewer lose no more to one another. Undefined where nothing near was measured.
 */
export function expectedUtilisation(
  card: Accelerator,
  precision: Precision,
  planned: RunTraits,
  runs: readonly MeasuredRun[],
  catalog: Catalog,
): ExpectedUtilisation | undefined {
  const { parameters, sequenceLength, accelerators: count, checkpointed, sparse, frozen } = planned;
  const known = EXPECTED.get(runs) ?? new Map<string, ExpectedUtilisation | undefined>();
  EXPECTED.set(runs, known);
  const key = [card.id, precision, parameters, sequenceLength, count, checkpointed, sparse, frozen].join('|');
  if (known.has(key)) return known.get(key);
  const own = ofNearest(card, precision, planned, runs, catalog);
  const next = 2 ** (Math.floor(Math.log2(count)) + 1);
  const more =
    own === undefined || own.basis === 'measured' || next > MOST
      ? undefined
      : expectedUtilisation(card, precision, { ...planned, accelerators: next }, runs, catalog);
  const expected =
    own === undefined || more === undefined || more.value <= own.value
      ? own
      : {
          ...more,
          low: Math.min(own.low, more.low),
          high: Math.max(own.high, more.high),
          basis: 'interpolated' as const,
        };
  known.set(key, expected);
  return expected;
}

/** What was expected already, for the runs that it was expected from: a search asks for the same again and again. */
const EXPECTED = new WeakMap<readonly MeasuredRun[], Map<string, ExpectedUtilisation | undefined>>();
/** Beyond these nothing was measured. */
const MOST = 16_384;

function ofNearest(
  card: Accelerator,
  precision: Precision,
  planned: RunTraits,
  runs: readonly MeasuredRun[],
  catalog: Catalog,
): ExpectedUtilisation | undefined {
  const comparable = runs.filter(
    ({ row, sparse }) => row.precision === precision && sparse === planned.sparse,
  );
  const own = comparable.filter(({ row }) => row.accelerator === card.id);
  const alone = planned.accelerators === 1;
  const rows =
    own.length > 0 ? own : comparable.filter(({ row }) => isSibling(card, row.accelerator, alone, catalog));
  const found = nearestUtilization(rows, planned);
  if (found === undefined) return undefined;
  const peak = peakFlopPerSecond(card, precision);
  const fastest = catalog
    .rows(matmulCeilings)
    .find((entry) => entry.accelerator === card.id && entry.precision === precision)?.tflops;
  const ceiling = fastest === undefined || peak === undefined ? 1 : (fastest * 1e12) / peak;
  const [nearest] = found.runs;
  const sibling = own.length > 0 ? undefined : nearest?.row.accelerator;
  const measured = sibling === undefined && found.distance < SAME_RUN;
  const value = Math.min(measured ? (nearest?.utilisation ?? found.utilisation) : found.utilisation, ceiling);
  const doubt = measured ? 0 : trainingDefault(catalog, 'utilisation-error');
  return {
    value,
    low: Math.min(found.low, value * (1 - doubt)),
    high: Math.min(Math.max(found.high, value * (1 + doubt)), ceiling),
    basis: measured ? 'measured' : 'interpolated',
    runs: found.runs,
    ...(sibling === undefined ? {} : { onSibling: sibling }),
    ...(fastest === undefined ? {} : { ceiling }),
  };
}

/** A run this near is the same one: a twentieth of a doubling. */
const SAME_RUN = 0.05;

function isSibling(card: Accelerator, measuredOn: string, alone: boolean, catalog: Catalog): boolean {
  const other = catalog.rows(accelerators).find(({ id }) => id === measuredOn);
  return (
    other !== undefined &&
    other.generation === card.generation &&
    other.generation !== 'other' &&
    other.memoryKind === card.memoryKind &&
    other.class === card.class &&
    (alone || (card.linkGbPerSecond ?? 0) >= (other.linkGbPerSecond ?? 0) / 2)
  );
}
