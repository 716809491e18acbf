import * as z from 'zod/v4';
import { type ComparisonOptions, compareTables, profileAlone } from '../answers/compare-tables.ts';
import { condenseDrift } from '../answers/condense-drift.ts';
import { driftMarkdown } from '../answers/drift-markdown.ts';
import { driftReport } from '../answers/drift-report.ts';
import { type DriftSide, divideByTime, openSide } from '../answers/drift-sides.ts';
import { sources } from '../catalog/tables/sources.ts';
import { collectCitations } from '../contract/citations.ts';
import { defineTool } from '../contract/define-tool.ts';
import { detail } from '../contract/figure.ts';
import { inputError } from '../contract/input-error.ts';
import type { Work } from '../contract/table-port.ts';

const name = z.string().max(200);
const inline = z.looseObject({}).optional();

const input = z.strictObject({
  reference: z
    .string()
    .max(1000)
    .optional()
    .describe(
      'path or glob of CSV, Parquet or JSON Lines (.gz, .zst too), connection:schema.table, or path of a stored profile',
    ),
  referenceInline: inline.describe(
    'instead: a list of values for each column, null for missing; or a profile from returnProfile',
  ),
  current: z.string().max(1000).optional(),
  currentInline: inline,
  columns: z.array(name).min(1).max(1000).optional().describe('default all shared'),
  treatAs: z
    .object({})
    .catchall(z.enum(['numeric', 'categorical', 'skip']))
    .optional()
    .describe('by column'),
  binning: z.enum(['quantile', 'equalWidth']).default('quantile'),
  bins: z.int().min(2).max(100).default(10),
  moderateFrom: z.number().min(0.001).max(20).default(0.1).describe('PSI'),
  significantAbove: z.number().min(0.001).max(20).default(0.2),
  alpha: z.number().min(1e-6).max(0.5).default(0.05),
  correction: z.enum(['benjaminiHochberg', 'holm', 'bonferroni', 'none']).default('benjaminiHochberg'),
  weights: z.object({}).catchall(z.number().min(0).max(1e6)).optional().describe('importance by column'),
  predictionColumn: name.optional(),
  labelColumn: name.optional(),
  probabilityColumn: name.optional().describe('calibrated: expected accuracy to AUC without labels'),
  decisionThreshold: z.number().min(0).max(1).default(0.5),
  timeColumn: name.optional(),
  splitAt: z.string().max(40).optional().describe('time; divides the reference table, current from here'),
  window: z.enum(['hour', 'day', 'week', 'month']).optional().describe('current as a series'),
  groupBy: name.optional().describe('rows that belong together: permutes whole groups'),
  domainClassifierRows: z.int().min(0).max(20_000).default(0).describe('sampled a side; 0: none'),
  seed: z.int().min(0).max(1e9).default(1),
  returnProfile: z.boolean().default(false).describe('also without a current side'),
  detail,
});

export const detectDrift = defineTool({
  name: 'detectDrift',
  title: 'Drift of a table against a reference',
  description:
    'Compares two tables column by column, from files, a database or inline: PSI, chi-square, KS, Wasserstein, missing rates, new categories, schema changes; size and evidence apart, corrected over columns, worst first. Splits one table by time and finds the first window that drifted; keeps the reference as a small profile. Says that data moved, not that the model got worse. One column or a histogram: computePSI.',
  input,
  output: driftReport,
  openWorld: true,
  examples: [
    {
      ask: 'Forty orders from training and forty of today: has anything moved?',
      input: {
        referenceInline: {
          amount: Array.from({ length: 40 }, (_, row) => 20 + ((row * 17) % 40)),
          country: Array.from({ length: 40 }, (_, row) => (row % 3 === 0 ? 'FR' : 'DE')),
        },
        currentInline: {
          amount: Array.from({ length: 40 }, (_, row) => 45 + ((row * 17) % 40)),
          country: Array.from({ length: 40 }, (_, row) => (row % 4 === 0 ? 'FR' : 'DE')),
        },
      },
    },
  ],
  async run(given, { catalog, ports, signal, progress }) {
    const { cite, list } = collectCitations(catalog.rows(sources));
    const { moderateFrom, significantAbove } = given;
    if (significantAbove < moderateFrom)
      throw inputError(
        'significantAbove',
        `${significantAbove} is below moderateFrom, ${moderateFrom}`,
        `Allowed: at least ${moderateFrom}`,
      );
    const work = { signal, progress };
    const opened: DriftSide[] = [];
    const open = async (field: 'reference' | 'current') => {
      const side = await openSide(
        field,
        { named: given[field], inline: given[`${field}Inline`] },
        ports.tables,
        work,
      );
      if (side !== undefined) opened.push(side);
      return side;
    };
    try {
      const first = await open('reference');
      if (first === undefined)
        throw inputError('reference', 'is missing', 'Send reference or referenceInline');
      const second = await open('current');
      const options = {
        ...given,
        method: given.binning,
        only: given.columns ?? [],
        treatAs: given.treatAs ?? {},
        series: undefined,
        unit: given.window,
      };
      const { usedValues, ...report } =
        second === undefined && given.returnProfile && given.timeColumn === undefined
          ? await profileAlone(first, options)
          : await compared(first, second, options, given, work);
      if (report.columns.length > 0) cite('psi-yurdakul-2018');
      if (report.summary.cannotTell + report.summary.realButSmall > 0) cite('psi-potgieter-2023');
      if (given.binning === 'quantile') cite('quantiles-hyndman-fan-1996');
      if (usedValues) cite('ks-stephens-1970');
      return { ...report, sources: list(), next: [] };
    } finally {
      for (const side of opened) if (side.kind === 'table') await side.reader.close();
    }
  },
  condense: (complete, given) => condenseDrift(complete, given.detail, given.returnProfile),
  render: driftMarkdown,
  failOn: {
    // a series counts too: drift in one of its windows may not show in all of them together
    supported: ({ columns, trend }) =>
      trend?.firstDrifted !== undefined || columns.some(({ evidence }) => evidence === 'supported'),
    moderate: ({ columns, trend }) =>
      trend?.firstDrifted !== undefined || columns.some(({ result }) => result === 'drift'),
    significant: ({ columns }) =>
      columns.some(({ result, band }) => result === 'drift' && band === 'significant'),
    schema: ({ schemaChanges }) => schemaChanges.length > 0,
  },
});

async function compared(
  first: DriftSide,
  second: DriftSide | undefined,
  options: ComparisonOptions,
  { timeColumn, splitAt, window }: z.output<typeof input>,
  work: Work,
) {
  const sides = await divideByTime(first, second, { timeColumn, splitAt, unit: window });
  return await compareTables(sides.reference, sides.current, { ...options, series: sides.series }, work);
}
