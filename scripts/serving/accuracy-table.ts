import { servingConstantsOf } from '../../src/answers/serving-constants-of.ts';
import { servingErrors } from '../../src/catalog/tables/serving-errors.ts';
import { markdownTable } from '../../src/contract/markdown.ts';
import type { Errors } from './errors.ts';
import { DEFAULT_CSV, readEvidence } from './evidence.ts';
import { grouped } from './grouped.ts';
import type { Judged } from './quantities.ts';
import type { ServingCase } from './serving-case.ts';
import { errorsOf, type Predicted, predictAll } from './validation.ts';

const SHOWN: readonly (readonly [Judged, string])[] = [
  ['timePerOutputToken', 'Time per output token'],
  ['timeToFirstToken', 'Time to first token, up to 8 at once'],
  ['saturatedThroughput', 'Saturated throughput'],
];
/** A group with fewer rows of a quantity says nothing. */
const LEAST_ROWS = 8;

/**
 * The accuracy of the serving estimates for the README: on the published rows that are kept with the code, by engine, chip
 * generation and kind of model, beside two baselines; below it what whole models and accelerators left out of the fit give.
 */
export function accuracyTable(): string {
  const evidence = readEvidence(DEFAULT_CSV);
  const predicted = predictAll(evidence, servingConstantsOf(evidence.catalog), 'none');
  const groups: (readonly [string, readonly Predicted[]])[] = [
    ['All', predicted],
    ...members('Engine', predicted, ({ engine }) => engine),
    ...members('Generation', predicted, ({ generation }) => generation),
    ...members('Model', predicted, ({ kind }) => kind),
  ];
  const line = (name: string, of: (quantity: Judged) => Errors | undefined): string[] => [
    name,
    ...SHOWN.map(([quantity]) => cell(of(quantity))),
  ];
  const rows = [
    ...groups.map(([name, own]) => {
      const errors = errorsOf(own);
      return line(name, (quantity) => errors[quantity]);
    }),
    ...(['roofline', 'fittedRoofline'] as const).map((baseline) => {
      const errors = errorsOf(predicted, baseline);
      const name = baseline === 'roofline' ? 'Roofline at 65 % of peak' : 'Roofline with one fitted constant';
      return line(`*${name}*`, (quantity) => errors[quantity]);
    }),
  ].filter((cells) => cells.slice(1).some((text) => text !== '-'));
  const share = ((100 * predicted.length) / evidence.rowsRead).toFixed(0);
  const unseen = evidence.catalog
    .rows(servingErrors)
    .filter(({ group }) => group === 'all')
    .map(
      ({ quantity, medianPercent, p90Percent, rows: count }) =>
        `${quantity} ${medianPercent} % (${p90Percent} %) on ${count}`,
    );
  return [
    `Median error (90 % within) on the ${evidence.rowsRead} published rows in \`test/evidence/serving.csv\`, of which ${share} % can be described; number of rows in brackets.`,
    markdownTable(['Rows', ...SHOWN.map(([, name]) => name)], rows),
    `Rows that the fit never saw (whole models or whole accelerators left out, the worse of the two; median, 90 % within, rows): ${unseen.join('; ')}.`,
  ].join('\n\n');
}

function members(
  title: string,
  predicted: readonly Predicted[],
  of: (given: ServingCase) => string,
): (readonly [string, readonly Predicted[]])[] {
  return [...grouped(predicted, ({ given }) => of(given))]
    .sort((a, b) => b[1].length - a[1].length)
    .map(([member, own]) => [`${title}: ${member}`, own] as const);
}

function cell(errors: Errors | undefined): string {
  if (errors === undefined || errors.rows < LEAST_ROWS) return '-';
  const percent = (share: number): string => (100 * share).toFixed(0);
  return `${percent(errors.medianAbsoluteError)} % (${percent(errors.p90AbsoluteError)} %) [${errors.rows}]`;
}
