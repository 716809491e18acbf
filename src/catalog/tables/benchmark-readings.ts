import * as z from 'zod/v4';
import { date, identifier, number, optional, positive, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

export const BENCHMARK_FLAWS = [
  'saturated',
  'leaked',
  'vendor-run',
  'iid-only',
  'preference',
  'narrow',
] as const;

/** How to read a benchmark: which differences mean nothing, and what is wrong with it. */
export const benchmarkReadings = defineTable({
  id: 'benchmark-readings',
  title: 'How to read a benchmark: differences that mean nothing, and its flaws',
  key: ['benchmark'],
  columns: {
    benchmark: column('Benchmark', identifier),
    /** Differences up to this, in the unit of the benchmark, are given up for licence or speed where these are balanced. */
    equalWithin: column('Equal within', optional(positive)),
    /** The figure of doing nothing: what is worse is no candidate. */
    baseline: column('Baseline', optional(number)),
    baselineIs: column('Baseline is', optional(text)),
    flaw: column('Flaw', optional(z.enum(BENCHMARK_FLAWS))),
    warning: column('Warning', optional(text)),
    asOf: column('As of', date),
  },
  references: [{ field: 'benchmark', to: ['benchmarks'] }],
  check: (row) => {
    if ((row.flaw === undefined) !== (row.warning === undefined))
      return 'names a flaw without a warning, or the reverse';
    if ((row.baseline === undefined) !== (row.baselineIs === undefined))
      return 'gives a baseline without saying what it is, or the reverse';
    return undefined;
  },
});
