import * as z from 'zod/v4';
import { sources } from '../catalog/tables/sources.ts';
import { collectCitations } from '../contract/citations.ts';
import { defineTool } from '../contract/define-tool.ts';
import { answerFields, detail, figure } from '../contract/figure.ts';
import { inputError } from '../contract/input-error.ts';
import { formatFigure, formatNumber, markdownTable, paragraphs, renderEnding } from '../contract/markdown.ts';
import { alignLevels } from '../engines/statistics/align-levels.ts';
import { type BinnedDrift, binnedDrift } from '../engines/statistics/binned-drift.ts';
import { countBins } from '../engines/statistics/count-bins.ts';
import { equalWidthEdges } from '../engines/statistics/equal-width-edges.ts';
import { hellinger } from '../engines/statistics/hellinger.ts';
import { intervalLabels } from '../engines/statistics/interval-labels.ts';
import { isLowCardinality } from '../engines/statistics/is-low-cardinality.ts';
import { kolmogorovSmirnov } from '../engines/statistics/kolmogorov-smirnov.ts';
import { kolmogorovSmirnovBounds } from '../engines/statistics/kolmogorov-smirnov-bounds.ts';
import { lInfinity } from '../engines/statistics/l-infinity.ts';
import { type Peer, peerDrift } from '../engines/statistics/peer-drift.ts';
import { PSI_FLOOR } from '../engines/statistics/population-stability-index.ts';
import { populationStandardDeviation } from '../engines/statistics/population-standard-deviation.ts';
import { quantileEdges } from '../engines/statistics/quantile-edges.ts';
import { quantileType7 } from '../engines/statistics/quantile-type7.ts';
import { totalVariation } from '../engines/statistics/total-variation.ts';
import { twoProportionTest } from '../engines/statistics/two-proportion-test.ts';
import { wasserstein1 } from '../engines/statistics/wasserstein-1.ts';

/** Bins, names and empty bins shown in a concise answer, and at most in a full one. */
const SHOWN = { concise: 5, full: 60 } as const;
/** Below it the no-drift points of PSI are too low. */
const ROWS_FOR_THEORY = 100;
const DEFAULT_BINS = 10;
/** Characters of a category's name in a concise answer. */
const LONGEST_NAME = 40;

const PEERS = ['evidently', 'nannyml', 'popmon', 'frouros'] as const satisfies readonly Peer[];

const number = z.number().min(-1e300).max(1e300);
const rows = <Entry extends z.ZodType>(entry: Entry) => z.array(entry).min(1).max(20_000).optional();
const label = z.string().max(200);
const counts = z.array(z.number().min(0).max(1e12)).min(2).max(1000).optional();
const missingRows = z.number().min(0).max(1e12).default(0);

const input = z.strictObject({
  referenceValues: rows(number).describe('numbers. Send one pair: values, labels or counts'),
  currentValues: rows(number),
  referenceLabels: rows(label).describe('one category a row'),
  currentLabels: rows(label),
  referenceCounts: counts.describe('rows a bin'),
  currentCounts: counts,
  binLabels: z.array(label).min(2).max(1000).optional().describe('names of the counts'),
  edges: z
    .array(number)
    .min(1)
    .max(99)
    .optional()
    .describe('inner edges, ascending; bins are (a, b], the outer ones open'),
  binning: z
    .enum(['quantile', 'equalWidth', 'edges', ...PEERS])
    .optional()
    .describe(
      'of values; default quantile of the reference, or edges where given; or as another tool, with its figure',
    ),
  bins: z.int().min(2).max(100).optional().describe('default 10'),
  referenceMissing: missingRows.describe('rows without a value'),
  currentMissing: missingRows,
  missing: z.enum(['drop', 'bin']).default('drop').describe('drop: rates tested apart; bin: one more bin'),
  moderateFrom: z.number().min(0.001).max(20).default(0.1).describe('PSI'),
  significantAbove: z.number().min(0.001).max(20).default(0.2).describe('PSI'),
  alpha: z.number().min(1e-6).max(0.5).default(0.05),
  treatAs: z
    .enum(['auto', 'numeric', 'categorical'])
    .default('auto')
    .describe('auto: at most 20 distinct reference numbers, 10 rows each, are categories'),
  detail,
});
type Given = z.output<typeof input>;

const level = z.strictObject({ count: z.number(), share: z.number(), names: z.array(z.string()) });
const output = z.strictObject({
  verdict: answerFields.verdict,
  result: z.enum(['drift', 'real_but_small', 'within_noise', 'no_drift', 'cannot_tell']),
  band: z.enum(['none', 'moderate', 'significant']),
  evidence: z.enum(['supported', 'not_supported', 'insufficient_data']),
  psi: figure,
  psiVariants: z.strictObject({ biasCorrected: z.number(), halfCount: z.number() }),
  rows: z.strictObject({ reference: z.number(), current: z.number() }),
  nullDistribution: z.strictObject({
    expected: z.number(),
    p95: z.number(),
    p99: z.number(),
    pValue: z.number(),
  }),
  /** Chi-square of homogeneity on the merged bins: what the evidence rests on. */
  evidenceTest: z.strictObject({
    statistic: z.number(),
    df: z.number(),
    pValue: z.number(),
    cramersV: z.number(),
  }),
  /** Whether PSI is more than moderateFrom beyond noise; from 100 rows a bin. */
  aboveModerateFrom: z.strictObject({ tolerated: z.number(), pValue: z.number() }).optional(),
  /** What the tool whose binning was asked for reports for the same values. */
  inOtherTool: z
    .strictObject({
      tool: z.enum(PEERS),
      psi: z.number().optional(),
      jensenShannonDistance: z.number().optional(),
    })
    .optional(),
  rowsNeeded: z.strictObject({ eachSide: z.number(), currentAlone: z.number().optional() }).optional(),
  js: z.strictObject({ divergenceNats: z.number(), divergenceBits: z.number(), distance: z.number() }),
  ks: z
    .strictObject({ statistic: z.number(), pValue: z.number(), method: z.string(), ties: z.boolean() })
    .optional(),
  ksBounds: z.strictObject({ low: z.number(), high: z.number() }).optional(),
  missing: z.strictObject({ referenceShare: z.number(), currentShare: z.number(), pValue: z.number() }),
  newCategories: level.optional(),
  vanishedCategories: level.optional(),
  bins: z.array(
    z.strictObject({
      bin: z.string(),
      reference: z.number(),
      current: z.number(),
      contribution: z.number(),
    }),
  ),
  otherBins: z.strictObject({ count: z.number(), contribution: z.number() }),
  conventions: z.strictObject({
    binning: z.string(),
    bins: z.number(),
    binsWithRows: z.number(),
    emptyInReference: z.number(),
    emptyInCurrent: z.number(),
    floor: z.number(),
    edges: z.array(z.number()).optional(),
  }),
  distances: z.record(z.string(), z.number()).optional(),
  assumptions: answerFields.assumptions,
  warnings: answerFields.warnings,
  sources: answerFields.sources,
  next: answerFields.next,
});

/** Two histograms on the same bins, and the numbers behind them where they were sent. */
type Binned = {
  readonly labels: string[];
  readonly reference: number[];
  readonly current: number[];
  /** Whether the bins stand in an order that means something. */
  readonly ordered: boolean;
  readonly binning: string;
  readonly edges?: readonly number[];
  readonly values?: { readonly reference: Float64Array; readonly current: Float64Array };
  readonly assumption?: string;
  readonly inOtherTool?: {
    readonly tool: Peer;
    readonly psi?: number;
    readonly jensenShannonDistance?: number;
  };
};

export const computePSI = defineTool({
  name: 'computePSI',
  title: 'Population stability index of one column',
  description:
    'Compares one column between a reference and now: PSI with its contributions a bin, its distribution under no drift, chi-square, KS, Jensen-Shannon, missing rates and new categories. Says how large the change is and, apart from that, whether it is more than noise, or how many rows that would take. Takes values, labels or counts of one column, inline; it does not read files or correct over several columns.',
  input,
  output,
  examples: [
    {
      ask: 'Our score deciles held 500 rows each at training; this week they look like this. Has the score drifted?',
      input: {
        referenceCounts: [500, 500, 500, 500, 500, 500, 500, 500, 500, 500],
        currentCounts: [110, 130, 150, 170, 190, 210, 230, 250, 270, 290],
      },
    },
    {
      ask: 'Did the mix of payment methods change?',
      input: {
        referenceCounts: [700, 250, 50, 0],
        currentCounts: [610, 270, 60, 60],
        binLabels: ['card', 'transfer', 'cash', 'wallet'],
      },
    },
  ],
  run(given, { catalog }) {
    const { cite, list } = collectCitations(catalog.rows(sources));
    const { referenceMissing, currentMissing, moderateFrom, significantAbove, alpha } = given;
    if (significantAbove < moderateFrom)
      throw inputError(
        'significantAbove',
        `${significantAbove} is below moderateFrom, ${moderateFrom}`,
        `Allowed: at least ${moderateFrom}`,
      );
    wholeNumbers('referenceMissing', [referenceMissing]);
    wholeNumbers('currentMissing', [currentMissing]);
    const binned = binnedInput(given);
    const withMissing = given.missing === 'bin';
    const reference = withMissing ? [...binned.reference, referenceMissing] : binned.reference;
    const current = withMissing ? [...binned.current, currentMissing] : binned.current;
    const labels = withMissing ? [...binned.labels, 'missing'] : binned.labels;
    const drift = binnedDrift(reference, current, binned.ordered, { moderateFrom, significantAbove, alpha });
    const ks = binned.values && kolmogorovSmirnov(binned.values.reference, binned.values.current);
    const missing = twoProportionTest(
      referenceMissing,
      total(binned.reference) + referenceMissing,
      currentMissing,
      total(binned.current) + currentMissing,
    );

    cite('psi-yurdakul-2018');
    if (drift.evidence === 'insufficient_data' || drift.verdict === 'real_but_small')
      cite('psi-potgieter-2023');
    if (binned.binning.startsWith('reference quantiles')) cite('quantiles-hyndman-fan-1996');
    if (ks?.method === 'asymptotic-stephens') cite('ks-stephens-1970');
    cite('js-lin-1991');

    const most = SHOWN[given.detail];
    const brief = (name: string) => (given.detail === 'full' ? name : shortened(name));
    const all = labels.map((bin, at) => ({
      bin: brief(bin),
      reference: reference[at] ?? 0,
      current: current[at] ?? 0,
      contribution: exact(drift.contributions[at] ?? 0),
    }));
    const worst = all.toSorted((a, b) => b.contribution - a.contribution);
    const shown = given.detail === 'full' && all.length <= most ? all : worst.slice(0, most);
    const one = (counted: readonly number[], other: readonly number[]) => {
      const names = binned.labels.filter((_, at) => counted[at] !== 0 && other[at] === 0);
      const held = total(counted.filter((_, at) => other[at] === 0));
      return {
        count: names.length,
        share: exact(held / total(counted)),
        names: names.slice(0, most).map(brief),
      };
    };
    const named = !binned.ordered && (given.referenceCounts === undefined || given.binLabels !== undefined);
    const news = one(binned.current, binned.reference);
    const gone = one(binned.reference, binned.current);
    return {
      verdict: sentence(drift, worst[0]?.bin ?? '', given),
      result: drift.verdict,
      band: drift.band,
      evidence: drift.evidence,
      psi: {
        value: exact(drift.psi),
        unit: 'nats',
        basis: 'computed' as const,
        low: exact(drift.interval.low),
        high: exact(drift.interval.high),
      },
      psiVariants: { biasCorrected: exact(drift.biasCorrected), halfCount: exact(drift.halfCount) },
      rows: { reference: drift.n, current: drift.m },
      nullDistribution: rounded(drift.noDrift),
      evidenceTest: {
        statistic: exact(drift.test.statistic),
        df: drift.test.df,
        pValue: exact(drift.test.pValue),
        cramersV: exact(drift.test.cramersV),
      },
      ...(drift.aboveModerateFrom === undefined
        ? {}
        : {
            aboveModerateFrom: { tolerated: moderateFrom, pValue: exact(drift.aboveModerateFrom.pValue) },
          }),
      ...(binned.inOtherTool === undefined ? {} : { inOtherTool: binned.inOtherTool }),
      ...(drift.rowsNeeded === undefined ? {} : { rowsNeeded: drift.rowsNeeded }),
      js: rounded(drift.jensenShannon),
      ...(ks === undefined
        ? {}
        : { ks: { ...ks, statistic: exact(ks.statistic), pValue: exact(ks.pValue) } }),
      ...(binned.edges !== undefined && ks === undefined
        ? { ksBounds: rounded(kolmogorovSmirnovBounds(binned.reference, binned.current)) }
        : {}),
      missing: {
        referenceShare: exact(missing.referenceShare),
        currentShare: exact(missing.currentShare),
        pValue: exact(missing.pValue),
      },
      ...(named && news.count > 0 ? { newCategories: news } : {}),
      ...(named && gone.count > 0 ? { vanishedCategories: gone } : {}),
      bins: shown,
      otherBins: {
        count: all.length - shown.length,
        contribution: exact(worst.slice(shown.length).reduce((sum, bin) => sum + bin.contribution, 0)),
      },
      conventions: {
        binning: binned.binning,
        bins: labels.length,
        binsWithRows: drift.binsWithRows,
        emptyInReference: drift.emptyInReference,
        emptyInCurrent: drift.emptyInCurrent,
        floor: PSI_FLOOR,
        ...(given.detail === 'full' && binned.edges !== undefined ? { edges: [...binned.edges] } : {}),
      },
      ...(given.detail === 'full' ? { distances: otherDistances(reference, current, binned.values) } : {}),
      assumptions: [
        ...(binned.assumption === undefined ? [] : [binned.assumption]),
        'Rows are independent: rows of one session or customer make every p-value here too small.',
      ],
      warnings: warnings(drift, ks, missing, named ? news : undefined, given),
      sources: list(),
      next: [],
    };
  },
  render: (answer) =>
    paragraphs(
      `**${answer.verdict}**`,
      markdownTable(
        ['Statistic', 'Value'],
        [
          ['PSI, 95 % interval', `${formatFigure(answer.psi)}; band ${answer.band}`],
          [
            'PSI, variants',
            `less its mean under no drift ${formatNumber(answer.psiVariants.biasCorrected)}; with half a row more in each bin ${formatNumber(answer.psiVariants.halfCount)}`,
          ],
          [
            'PSI under no drift',
            `mean ${formatNumber(answer.nullDistribution.expected)}, 95 % ${formatNumber(answer.nullDistribution.p95)}, 99 % ${formatNumber(answer.nullDistribution.p99)}`,
          ],
          ...(answer.aboveModerateFrom === undefined
            ? []
            : [
                [
                  `PSI above ${answer.aboveModerateFrom.tolerated} beyond noise`,
                  `p ${probability(answer.aboveModerateFrom.pValue)}`,
                ],
              ]),
          ...(answer.inOtherTool === undefined
            ? []
            : [[`${answer.inOtherTool.tool} reports`, otherTool(answer.inOtherTool)]]),
          [
            'Chi-square (evidence)',
            `${formatNumber(answer.evidenceTest.statistic)}, df ${answer.evidenceTest.df}, p ${probability(answer.evidenceTest.pValue)}, Cramer's V ${formatNumber(answer.evidenceTest.cramersV)}`,
          ],
          ...(answer.ks === undefined
            ? []
            : [
                [
                  'KS',
                  `D ${formatNumber(answer.ks.statistic)}, p ${probability(answer.ks.pValue)} (${answer.ks.method}${answer.ks.ties ? ', ties' : ''})`,
                ],
              ]),
          ...(answer.ksBounds === undefined
            ? []
            : [
                [
                  'KS, bounds',
                  `D ${formatNumber(answer.ksBounds.low)} to ${formatNumber(answer.ksBounds.high)}`,
                ],
              ]),
          [
            'Jensen-Shannon',
            `distance ${formatNumber(answer.js.distance)} (base 2), divergence ${formatNumber(answer.js.divergenceNats)} nats`,
          ],
          [
            'Missing',
            `${percent(answer.missing.referenceShare)} to ${percent(answer.missing.currentShare)}, p ${probability(answer.missing.pValue)}`,
          ],
        ],
      ),
      markdownTable(
        ['Bin', 'Reference rows', 'Current rows', 'Contribution'],
        answer.bins.map(({ bin, reference, current, contribution }) => [
          bin,
          formatNumber(reference),
          formatNumber(current),
          formatNumber(contribution),
        ]),
      ),
      answer.otherBins.count === 0
        ? ''
        : `${answer.otherBins.count} more bins contribute ${formatNumber(answer.otherBins.contribution)}.`,
      paragraphs(categories('New', answer.newCategories), categories('Vanished', answer.vanishedCategories)),
      `Bins: ${answer.conventions.binning}; ${answer.conventions.binsWithRows} of ${answer.conventions.bins} hold rows; shares under ${answer.conventions.floor} count as that.`,
      renderEnding(answer),
    ),
});

const PAIRS = [
  ['referenceValues', 'currentValues'],
  ['referenceLabels', 'currentLabels'],
  ['referenceCounts', 'currentCounts'],
] as const;

/** Reads the one pair that was sent. @throws InputError when none, half of one or two are there. */
function binnedInput(given: Given): Binned {
  const sent = PAIRS.filter((pair) => pair.some((field) => given[field] !== undefined));
  const [pair, second] = sent;
  if (pair === undefined)
    throw inputError(
      'input',
      'holds no data',
      `Send ${PAIRS.map((fields) => fields.join(' with ')).join(', or ')}`,
    );
  if (second !== undefined)
    throw inputError(
      second.find((field) => given[field] !== undefined) ?? second[0],
      `is sent beside ${pair.find((field) => given[field] !== undefined)}`,
      'Send one pair: values, labels or counts',
    );
  const lacking = pair.find((field) => given[field] === undefined);
  if (lacking !== undefined)
    throw inputError(
      lacking,
      `is missing beside ${pair.find((field) => field !== lacking)}`,
      'Send both sides in the same form',
    );
  const { referenceValues, currentValues, referenceLabels, currentLabels, edges } = given;
  edges?.forEach((edge, at) => {
    const before = edges[at - 1];
    if (before !== undefined && !(edge > before))
      throw inputError(
        `edges.${at}`,
        `${edge} is not above the edge before it, ${before}`,
        'Send inner edges in ascending order, none twice',
      );
  });
  if (given.referenceCounts === undefined) refuse(given, ['binLabels'], 'names the bins of counts');
  if (referenceValues !== undefined && currentValues !== undefined)
    return binnedValues(
      given,
      Float64Array.from(referenceValues).sort(),
      Float64Array.from(currentValues).sort(),
    );
  refuse(given, ['binning', 'bins'], 'cuts values into bins');
  if (given.treatAs !== 'auto')
    throw inputError('treatAs', `"${given.treatAs}" is for values`, 'Leave it out with labels and counts');
  if (referenceLabels !== undefined && currentLabels !== undefined) {
    refuse(given, ['edges'], 'cuts values into bins or describes counts');
    return { ...alignedCategories(referenceLabels, currentLabels), binning: 'one bin a category' };
  }
  return binnedCounts(given, given.referenceCounts ?? [], given.currentCounts ?? []);
}

function binnedValues(given: Given, reference: Float64Array, current: Float64Array): Binned {
  const { edges: sent, treatAs } = given;
  const binning = given.binning ?? (sent === undefined ? 'quantile' : 'edges');
  const toldToCut = given.binning !== undefined || given.bins !== undefined || sent !== undefined;
  if (sent !== undefined && binning !== 'edges')
    throw inputError('binning', `"${binning}" is sent beside edges`, 'Leave it out, or send no edges');
  if (sent === undefined && binning === 'edges')
    throw inputError('edges', 'is missing', 'Send inner edges, or binning "quantile" or "equalWidth"');
  if (sent !== undefined) refuse(given, ['bins'], 'is sent beside edges, which fix the number of bins', true);
  if (treatAs === 'categorical')
    refuse(
      given,
      ['binning', 'bins', 'edges'],
      'contradicts treatAs "categorical", which cuts no bins',
      true,
    );
  const peer = PEERS.find((tool) => tool === binning);
  if (peer !== undefined) {
    refuse(given, ['bins'], `is sent beside binning "${peer}", which fixes the number of bins`, true);
    return binnedAsPeer(peer, reference, current);
  }
  if (treatAs === 'categorical' || (treatAs === 'auto' && !toldToCut && isLowCardinality(reference))) {
    const { labels, ...aligned } = alignedCategories(reference, current);
    return {
      ...aligned,
      labels: labels.map(String),
      binning: 'one bin a value',
      values: { reference, current },
      ...(treatAs === 'auto'
        ? {
            assumption: `${new Set(reference).size} distinct reference values are compared value by value; treatAs "numeric" cuts bins instead.`,
          }
        : {}),
    };
  }
  const wanted = given.bins ?? DEFAULT_BINS;
  const [edges, name] =
    sent !== undefined
      ? [sent, 'given edges']
      : binning === 'equalWidth'
        ? [
            equalWidthEdges(reference[0] ?? 0, reference.at(-1) ?? 0, wanted),
            'equal width over the reference',
          ]
        : [quantileEdges(reference, wanted), 'reference quantiles (type 7)'];
  const merged = sent === undefined && edges.length + 1 < wanted;
  return {
    labels: intervalLabels(edges),
    reference: countBins(reference, edges),
    current: countBins(current, edges),
    ordered: true,
    binning: `${name}, closed on the right, outer bins open`,
    edges,
    values: { reference, current },
    ...(merged
      ? { assumption: `Ties leave ${edges.length + 1} of ${wanted} bins: equal edges are merged.` }
      : {}),
  };
}

function binnedAsPeer(tool: Peer, reference: Float64Array, current: Float64Array): Binned {
  const { labels, psi, jensenShannonDistance, ...counted } = peerDrift(tool, reference, current);
  return {
    labels: [...labels],
    reference: [...counted.reference],
    current: [...counted.current],
    ordered: labels.every((name) => name.startsWith('[')),
    binning: counted.binning,
    values: { reference, current },
    inOtherTool: {
      tool,
      ...(psi === undefined ? {} : { psi: exact(psi) }),
      ...(jensenShannonDistance === undefined ? {} : { jensenShannonDistance: exact(jensenShannonDistance) }),
    },
  };
}

function otherTool({
  psi,
  jensenShannonDistance,
}: {
  readonly psi?: number | undefined;
  readonly jensenShannonDistance?: number | undefined;
}): string {
  return [
    ...(psi === undefined ? [] : [`PSI ${formatNumber(psi)}`]),
    ...(jensenShannonDistance === undefined
      ? []
      : [`Jensen-Shannon distance ${formatNumber(jensenShannonDistance)}`]),
  ].join(', ');
}

function binnedCounts(given: Given, reference: number[], current: number[]): Binned {
  const { edges, binLabels } = given;
  if (current.length !== reference.length)
    throw inputError(
      'currentCounts',
      `has ${current.length} entries where referenceCounts has ${reference.length}`,
      'Send both over the same bins, 0 for an empty one',
    );
  if (edges !== undefined && edges.length !== reference.length - 1)
    throw inputError(
      'edges',
      `has ${edges.length} entries for ${reference.length} bins`,
      `Send the inner edges, ${reference.length - 1} of them: the outer ones are implied`,
    );
  if (binLabels !== undefined && binLabels.length !== reference.length)
    throw inputError(
      'binLabels',
      `has ${binLabels.length} entries for ${reference.length} bins`,
      'Send one name a bin',
    );
  if (edges !== undefined) refuse(given, ['binLabels'], 'is sent beside edges, which name the bins', true);
  wholeNumbers('referenceCounts', reference);
  wholeNumbers('currentCounts', current);
  for (const [field, side] of [['referenceCounts', reference] as const, ['currentCounts', current] as const])
    if (total(side) === 0) throw inputError(field, 'adds up to 0 rows', 'Send at least one row on each side');
  const labels =
    edges === undefined ? (binLabels ?? reference.map((_, at) => `bin ${at + 1}`)) : intervalLabels(edges);
  return {
    labels,
    reference,
    current,
    ordered: edges !== undefined,
    binning: 'as counted by the caller',
    ...(edges === undefined ? {} : { edges }),
    ...(edges === undefined && binLabels === undefined
      ? { assumption: 'Bins without edges are read as categories without order; edges would also bound KS.' }
      : {}),
  };
}

function alignedCategories<Level extends string | number>(
  reference: Iterable<Level>,
  current: Iterable<Level>,
) {
  const { levels, ...sides } = alignLevels(reference, current);
  return { labels: levels, ...sides, ordered: false };
}

function refuse(
  given: Given,
  fields: readonly ('binning' | 'bins' | 'edges' | 'binLabels')[],
  why: string,
  whole = false,
): void {
  for (const field of fields)
    if (given[field] !== undefined)
      throw inputError(field, whole ? why : `${why}, and there are none here`, 'Leave it out');
}

function wholeNumbers(field: string, entries: readonly number[]): void {
  const at = entries.findIndex((entry) => !Number.isInteger(entry));
  if (at < 0) return;
  throw inputError(
    entries.length === 1 ? field : `${field}.${at}`,
    `${entries[at]} is not a whole number`,
    'Send rows, not shares: their number decides what is noise',
  );
}

function sentence(
  drift: BinnedDrift,
  worst: string,
  { moderateFrom, significantAbove, alpha }: Given,
): string {
  const psi = `PSI ${formatNumber(drift.psi)}`;
  const p = `p ${probability(drift.test.pValue)}, alpha ${alpha}`;
  switch (drift.verdict) {
    case 'drift':
      return `Drift: ${psi} is ${drift.band} (${drift.band === 'significant' ? `above ${significantAbove}` : `from ${moderateFrom}`}) and more than noise explains (${p}); bin ${JSON.stringify(worst)} adds most.`;
    case 'real_but_small':
      return `Real but small: noise does not explain the change (${p}), yet ${psi} is below ${moderateFrom}.`;
    case 'no_drift':
      return `No drift shown: ${psi} is below ${moderateFrom} and within noise (${p}).`;
    case 'within_noise':
      return `Within noise: ${psi} is ${drift.band} in size, but noise explains it (${p}).`;
    case 'cannot_tell': {
      if (drift.rowsNeeded === undefined)
        return `Cannot tell: fewer than two bins hold enough rows to be tested (${psi}).`;
      const { eachSide, currentAlone } = drift.rowsNeeded;
      const alone =
        currentAlone === undefined ? '' : `, or ${currentAlone} current ones beside this reference`;
      const few = `Cannot tell: with ${drift.n} against ${drift.m} rows`;
      const noise = formatNumber(drift.noDrift.p95);
      return drift.psi > drift.noDrift.p95
        ? `${few} ${psi} is above what noise reaches one time in twenty by theory (${noise}), but the chi-square test on merged bins, which holds for few rows, does not support a change (${p}); ${eachSide} rows a side would do${alone}.`
        : `${few} noise alone reaches PSI ${noise} one time in twenty, and ${psi} is not more than noise (${p}); ${eachSide} rows a side would do${alone}.`;
    }
  }
}

function warnings(
  drift: BinnedDrift,
  ks: { readonly pValue: number } | undefined,
  missing: { readonly pValue: number; readonly referenceShare: number; readonly currentShare: number },
  news: { readonly count: number; readonly share: number } | undefined,
  { alpha, moderateFrom, missing: policy }: Given,
): string[] {
  const said: string[] = [];
  const empty = drift.emptyInReference + drift.emptyInCurrent;
  if (empty > 0)
    said.push(
      `${empty} ${empty === 1 ? 'bin is' : 'bins are'} empty on one side: through the floor ${PSI_FLOOR} that makes ${formatNumber(drift.fromEmptyBins)} of the PSI; with half a row added to each bin the PSI is ${formatNumber(drift.halfCount)}.`,
    );
  if (drift.verdict === 'drift' && drift.biasCorrected < moderateFrom)
    said.push(
      `Most of the PSI is what these numbers of rows give without drift; corrected for that it is ${formatNumber(drift.biasCorrected)}.`,
    );
  if (drift.binsWithRows === 1)
    said.push('All rows of both sides fall into one bin: PSI cannot see a change inside it.');
  if (Math.min(drift.n, drift.m) < ROWS_FOR_THEORY)
    said.push(
      `Under ${ROWS_FOR_THEORY} rows a side the no-drift points of PSI are too low; the chi-square behind the evidence holds.`,
    );
  if (news !== undefined && news.count > 0 && drift.evidence !== 'supported')
    said.push(
      `${percent(news.share)} of current rows hold categories that the reference lacks: no test is needed to look at them.`,
    );
  if (missing.pValue < alpha)
    said.push(
      `The share of missing rows went from ${percent(missing.referenceShare)} to ${percent(missing.currentShare)} (p ${probability(missing.pValue)}); ${policy === 'drop' ? 'PSI leaves them out: look at the pipeline' : 'it is one of the bins'}.`,
    );
  if (ks !== undefined && ks.pValue < alpha && drift.evidence !== 'supported')
    said.push(
      `KS sees a change (p ${probability(ks.pValue)}) that the bins do not support: look at the values, or at other edges.`,
    );
  return said;
}

function otherDistances(
  reference: readonly number[],
  current: readonly number[],
  values: Binned['values'],
): Record<string, number> {
  const onBins = {
    hellinger: hellinger(reference, current),
    totalVariation: totalVariation(reference, current),
    lInfinity: lInfinity(reference, current),
  };
  if (values === undefined) return rounded(onBins);
  const distance = wasserstein1(values.reference, values.current);
  const deviation = populationStandardDeviation(values.reference);
  const quartiles = quantileType7(values.reference, 3, 4) - quantileType7(values.reference, 1, 4);
  return rounded({
    ...onBins,
    wasserstein1: distance,
    ...(deviation > 0 ? { wasserstein1OverStandardDeviation: distance / deviation } : {}),
    ...(quartiles > 0 ? { wasserstein1OverInterquartileRange: distance / quartiles } : {}),
  });
}

/** Twelve significant digits: more are noise of the arithmetic. */
function exact(value: number): number {
  return Number(value.toPrecision(12));
}

function rounded<Figures extends Readonly<Record<string, number>>>(figures: Figures): Figures {
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, exact(value)])) as Figures;
}

function categories(what: string, found: z.output<typeof level> | undefined): string {
  if (found === undefined) return '';
  const { count, share, names } = found;
  const more = count > names.length ? ` and ${count - names.length} more` : '';
  return `${what} categories, ${percent(share)} of rows: ${names.map((name) => JSON.stringify(name)).join(', ')}${more}.`;
}

function probability(p: number): string {
  return p === 0 ? 'below 1e-300' : formatNumber(p);
}

function shortened(name: string): string {
  return name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME)}…`;
}

function percent(share: number): string {
  return `${formatNumber(share * 100)} %`;
}

function total(entries: readonly number[]): number {
  return entries.reduce((sum, entry) => sum + entry, 0);
}
