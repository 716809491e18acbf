import { parseArgs } from 'node:util';
import { servingConstantsOf } from '../src/answers/serving-constants-of.ts';
import { writeErrorTable } from './serving/error-table.ts';
import type { Errors } from './serving/errors.ts';
import { DEFAULT_CSV, readEvidence } from './serving/evidence.ts';
import { grouped } from './serving/grouped.ts';
import { measuredFirst } from './serving/measured-first.ts';
import { JUDGED, type Judged } from './serving/quantities.ts';
import type { ServingCase } from './serving/serving-case.ts';
import {
  type ErrorsByQuantity,
  errorsOf,
  type LeftOut,
  meanOverSources,
  type Predicted,
  predictAll,
} from './serving/validation.ts';

/**
 * Judges the serving-time model against published figures: rows described, and for each quantity the median and 90th
 * percentile of the absolute error and the bias, overall and by group, beside two baselines on the same rows.
 * Measurements in the tables answer first, as in the tool; `--model-only` leaves them out, as `--cv` does. `--write` rewrites the table of errors that answers take their ranges from. `--csv FILE`, `--cv model|gpu|source` (each row predicted by a fit without its own), `--json`.
 */
const { values } = parseArgs({
  options: {
    csv: { type: 'string', default: DEFAULT_CSV },
    cv: { type: 'string', default: 'none' },
    json: { type: 'boolean', default: false },
    'model-only': { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    today: { type: 'string', default: new Date().toISOString().slice(0, 10) },
  },
});
const cv = values.cv;
if (!isLeftOut(cv)) {
  console.error(`--cv: ${cv} is not one of model, gpu, source`);
  process.exit(2);
}

const evidence = readEvidence(values.csv);
if (values.write) {
  const constants = servingConstantsOf(evidence.catalog);
  writeErrorTable(
    predictAll(evidence, constants, 'model'),
    predictAll(evidence, constants, 'gpu'),
    values.today,
  );
  process.exit(0);
}
const modelled = predictAll(evidence, servingConstantsOf(evidence.catalog), cv);
const found = { measured: 0, interpolated: 0 };
const predicted = values['model-only'] || cv !== 'none' ? modelled : modelled.map(withMeasurement);
const by = (keyOf: (given: ServingCase) => string): Record<string, object> =>
  Object.fromEntries(
    [...grouped(predicted, ({ given }) => keyOf(given))]
      .sort((a, b) => b[1].length - a[1].length)
      .map(([member, own]) => [member, { rowsDescribed: own.length, ...errorsOf(own) }]),
  );
const report = {
  csv: values.csv.split('/').at(-1),
  leftOut: cv,
  overall: {
    rowsRead: evidence.rowsRead,
    rowsDescribed: predicted.length,
    ...errorsOf(predicted),
  },
  meanOverSources: Object.fromEntries(
    quantities().map((quantity) => [quantity, meanOverSources(predicted, quantity)]),
  ),
  baselines: {
    'roofline at 0.65 of peak': errorsOf(predicted, 'roofline'),
    'roofline with one fitted constant': errorsOf(predicted, 'fittedRoofline'),
  },
  byEngine: by(({ engine }) => engine),
  byGpu: by(({ gpu }) => gpu),
  byModel: by(({ model }) => model),
  bySource: by(({ source }) => source),
  byKind: by(({ kind }) => kind),
  answeredFromTables: found,
  notDescribed: Object.fromEntries([...evidence.reasons].sort((a, b) => b[1] - a[1])),
};

if (values.json) process.stdout.write(`${JSON.stringify(report, undefined, 1)}\n`);
else print();

/** A measurement in the tables comes before the model, as in the tool's answers. */
function withMeasurement(one: Predicted): Predicted {
  const first = measuredFirst(one.given, evidence.catalog);
  if (first === undefined) return one;
  found[first.basis] += 1;
  return { ...one, error: first.value / one.given.measured - 1 };
}

function print(): void {
  const { rowsRead, rowsDescribed } = report.overall;
  console.log(
    `${report.csv}: ${rowsDescribed} of ${rowsRead} rows described (${percent(rowsDescribed / rowsRead)} %)`,
  );
  if (found.measured + found.interpolated > 0)
    console.log(
      `${found.measured} answered as measured, ${found.interpolated} as interpolated; --model-only asks the model for all`,
    );
  console.log(cv === 'none' ? 'constants of the table' : `constants refitted without the row's own ${cv}`);
  console.log('\nmedian / 90 % within, bias (percent of the measured value), rows\n');
  row('overall', report.overall);
  for (const [quantity, { sources, medianAbsoluteError, p90AbsoluteError }] of Object.entries(
    report.meanOverSources,
  ))
    if (sources > 0)
      console.log(
        `  mean of ${sources} sources, ${quantity}: ${percent(medianAbsoluteError)} / ${percent(p90AbsoluteError)}`,
      );
  for (const [name, errors] of Object.entries(report.baselines)) row(name, errors);
  for (const section of ['bySource', 'byEngine', 'byKind', 'byGpu', 'byModel'] as const) {
    console.log(`\n${section}`);
    for (const [member, errors] of Object.entries(report[section])) row(member, errors);
  }
  console.log('\nnot described');
  for (const [reason, rows] of Object.entries(report.notDescribed)) console.log(`  ${rows}  ${reason}`);
}

function row(name: string, errors: ErrorsByQuantity): void {
  const cells = quantities().map((quantity) => {
    const found = errors[quantity];
    return found === undefined ? '' : `${quantity} ${cell(found)}`;
  });
  console.log(`  ${name}: ${cells.filter((text) => text !== '').join('; ')}`);
}

function cell({ rows, medianAbsoluteError, p90AbsoluteError, bias }: Errors): string {
  return `${percent(medianAbsoluteError)} / ${percent(p90AbsoluteError)}, ${percent(bias)} (${rows})`;
}

function quantities(): Judged[] {
  return Object.keys(JUDGED) as Judged[];
}

function percent(share: number): string {
  return (100 * share).toFixed(1);
}

function isLeftOut(word: string): word is LeftOut {
  return ['none', 'model', 'gpu', 'source'].includes(word);
}
