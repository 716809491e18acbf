import { tabularTraining } from '../../catalog/tables/tabular-training.ts';
import type { Catalog } from '../../contract/catalog.ts';
import type { Citations } from '../../contract/citations.ts';
import { inputError } from '../../contract/input-error.ts';
import { formatNumber } from '../../contract/markdown.ts';
import { didYouMean } from '../../contract/nearest.ts';
import type { Answered } from './training-answer.ts';

export type TableQuestion = {
  readonly model?: string | undefined;
  /** Rows of the table. */
  readonly items: number;
  /** Fits: trials of a search, folds. */
  readonly epochs: number;
  readonly deadlineDays?: number | undefined;
};

type Point = { readonly rows: number; readonly seconds: number };

/**
 * Plans the training of boosted trees: measured times on CPU and GPU, interpolated over the number of rows in logarithms, beyond the
 * largest in proportion to it. CPU first; a GPU where it is faster. @throws InputError for a library that was not measured.
 */
export function tableTraining(asked: TableQuestion, catalog: Catalog, cited: Citations): Answered {
  const rows = catalog.rows(tabularTraining);
  const libraries = [...new Set(rows.map(({ library }) => library))];
  const library = libraries.find((name) => name.toLowerCase() === (asked.model ?? 'LightGBM').toLowerCase());
  if (library === undefined)
    throw inputError(
      'model',
      `no training time of ${JSON.stringify(asked.model)} is measured`,
      didYouMean(asked.model ?? '', libraries),
    );
  const on = (place: 'cpu' | 'gpu', name = library): Point[] =>
    rows
      .filter((row) => row.library === name && row.on === place)
      .map(({ rows: count, seconds }) => ({ rows: count, seconds }))
      .sort((a, b) => a.rows - b.rows);
  const cpu = secondsAt(on('cpu'), asked.items);
  const gpu = secondsAt(on('gpu'), asked.items);
  const even = breakEven(on('cpu'), on('gpu'));
  const useGpu = gpu < cpu;
  const hours = ((useGpu ? gpu : cpu) * asked.epochs) / 3600;
  const largest = on('cpu').at(-1)?.rows ?? 0;
  const outside = asked.items > largest || asked.items < (on('cpu')[0]?.rows ?? 0);
  const hardware = rows.find((row) => row.library === library && row.on === (useGpu ? 'gpu' : 'cpu'));
  const deadline = asked.deadlineDays === undefined ? undefined : asked.deadlineDays * 24;
  const late =
    deadline === undefined || hours <= deadline ? undefined : inParallel(hours, asked.epochs, deadline);
  cited.cite('gbm-perf');
  const evenWords =
    even === undefined
      ? `for ${library} the GPU is never faster up to ${formatNumber(largest)} rows`
      : `for ${library} a GPU pays from about ${formatNumber(even)} rows`;
  return {
    verdict: `${late === undefined ? '' : `Not within ${formatNumber(deadline ?? 0)} h on one machine: `}${library} on ${formatNumber(asked.items)} rows: ${useGpu ? 'a GPU' : 'a CPU'}, ${formatNumber(useGpu ? gpu : cpu)} s a fit (${useGpu ? `CPU ${formatNumber(cpu)}` : `GPU ${formatNumber(gpu)}`} s), ${formatNumber(hours)} h for ${formatNumber(asked.epochs)} ${asked.epochs === 1 ? 'fit' : 'fits'}; ${evenWords}.`,
    binding:
      late !== undefined
        ? 'the deadline'
        : 'the number of fits, not one fit: most of the time goes into features and validation',
    plan: {
      accelerator: useGpu ? 'one GPU' : 'CPU',
      count: 1,
      layout: hardware?.hardware ?? '',
      hours: {
        value: hours,
        unit: 'h',
        basis: outside ? 'modelled' : 'interpolated',
        source: 'gbm-perf',
        asOf: hardware?.asOf ?? '',
      },
      perSecond: {
        value: asked.items / (useGpu ? gpu : cpu),
        unit: 'rows/s',
        basis: outside ? 'modelled' : 'interpolated',
      },
    },
    alternatives: [
      {
        accelerator: useGpu ? 'CPU' : 'one GPU',
        count: 1,
        layout:
          rows.find((row) => row.library === library && row.on === (useGpu ? 'cpu' : 'gpu'))?.hardware ?? '',
        hours: ((useGpu ? cpu : gpu) * asked.epochs) / 3600,
        meetsLimits: deadline === undefined || ((useGpu ? cpu : gpu) * asked.epochs) / 3600 <= deadline,
      },
    ],
    wouldChange: [
      ...(late === undefined ? [] : [late]),
      ...libraries
        .filter((name) => name !== library)
        .map(
          (name) =>
            `${name}: CPU ${formatNumber(secondsAt(on('cpu', name), asked.items))} s, GPU ${formatNumber(secondsAt(on('gpu', name), asked.items))} s a fit`,
        ),
    ],
    assumptions: [
      'airline data of few columns, 100 trees of depth 10; more columns and trees take more in proportion',
      ...(asked.model === undefined ? ['library LightGBM'] : []),
    ],
    warnings: [
      ...(outside
        ? [`Measured from 100,000 to ${formatNumber(largest)} rows: beyond is extrapolated in proportion.`]
        : []),
      'The machines are of 2016 and 2017 (r4.8xlarge, V100): newer processors halve the CPU times.',
    ],
    itemsPerSecond: 0,
    accelerators: useGpu ? 1 : 0,
    runFact: `${useGpu ? 'one GPU' : 'CPU'}, ${formatNumber(hours)} h`,
  };
}

/** What meets a deadline that one machine misses: machines side by side, or nothing where a single fit is too long. */
function inParallel(hours: number, fits: number, deadline: number): string {
  const each = Math.floor((deadline * fits) / hours);
  if (each < 1) return `a longer deadline: one fit alone takes ${formatNumber(hours / fits)} h`;
  const machines = Math.ceil(fits / each);
  return `${formatNumber(machines)} machines side by side: ${formatNumber((hours * Math.ceil(fits / machines)) / fits)} h`;
}

/** Linear in logarithms between points; below the first its time, for it is all overhead; above the last in proportion. */
function secondsAt(points: readonly Point[], rows: number): number {
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) throw new Error('no measured time');
  if (rows <= first.rows) return first.seconds;
  if (rows >= last.rows) return (last.seconds * rows) / last.rows;
  const at = points.findIndex((point) => point.rows >= rows);
  const [below, above] = [points[at - 1], points[at]];
  if (below === undefined || above === undefined) throw new Error('points are not ascending');
  const share = Math.log(rows / below.rows) / Math.log(above.rows / below.rows);
  return below.seconds * (above.seconds / below.seconds) ** share;
}

/** The number of rows from which the second is faster; undefined where it never is within what was measured. */
function breakEven(first: readonly Point[], second: readonly Point[]): number | undefined {
  const low = Math.max(first[0]?.rows ?? 0, second[0]?.rows ?? 0);
  const high = Math.min(first.at(-1)?.rows ?? 0, second.at(-1)?.rows ?? 0);
  const STEPS = 400;
  for (let step = 0; step <= STEPS; step += 1) {
    const rows = low * (high / low) ** (step / STEPS);
    if (secondsAt(second, rows) < secondsAt(first, rows)) return rows;
  }
  return undefined;
}
