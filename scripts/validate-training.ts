import { parseArgs } from 'node:util';
import { catalogOf, readTables } from '../src/catalog/read-tables.ts';
import { ALL_TABLES } from '../src/catalog/table-list.ts';
import { ROOT } from './serving/evidence.ts';
import { grouped } from './serving/grouped.ts';
import { runDescriber } from './training/describe-run.ts';
import { expectationErrors } from './training/judge-expectation.ts';
import { type Group, isDescribed, judged, memoryError, utilisationError } from './training/judge-runs.ts';
import { readRuns } from './training/read-runs.ts';

/**
 * Judges training's arithmetic and memory against published runs: rows read and described, error of utilisation in points, error of
 * memory in percent, overall, by method and by source. `--csv FILE`, `--json`, `--rows` (each row).
 */
const DEFAULT_CSV = `${ROOT}test/evidence/training.csv`;
const { values } = parseArgs({
  options: {
    csv: { type: 'string', default: DEFAULT_CSV },
    json: { type: 'boolean', default: false },
    rows: { type: 'boolean', default: false },
  },
});

const catalog = catalogOf(readTables(`${ROOT}references`, ALL_TABLES));
const describe = runDescriber(catalog);
const runs = readRows(values.csv).map((row) => ({ row, described: describe(row) }));
const reasons = new Map<string, number>();
for (const { described } of runs) {
  if (isDescribed(described)) continue;
  const why = reasonOf(described);
  reasons.set(why, (reasons.get(why) ?? 0) + 1);
}
const by = (keyOf: (run: (typeof runs)[number]) => string): Record<string, Group> =>
  Object.fromEntries(
    [...grouped(runs, keyOf)]
      .sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))
      .map(([key, own]) => [key, judged(own.map(({ described }) => described))]),
  );
const report = {
  csv: values.csv.split('/').at(-1),
  overall: judged(runs.map(({ described }) => described)),
  byMethod: by(({ described }) => described.method),
  bySource: by(({ row }) => (row.source === '' ? 'not stated' : row.source)),
  /** Of the utilisation that the tool expects where no run of the same model is known; of the tables, not of the file. */
  expectedUtilisation: expectationErrors(catalog),
  notDescribed: Object.fromEntries([...reasons].sort((a, b) => b[1] - a[1])),
};

if (values.json) process.stdout.write(`${JSON.stringify(report, undefined, 1)}\n`);
else print();

function readRows(file: string) {
  try {
    return readRuns(file);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(2);
  }
}

function reasonOf({ utilisation, memory }: (typeof runs)[number]['described']): string {
  const reasons = [utilisation, memory].filter(
    (reason): reason is string => typeof reason === 'string' && !/^no \w+ published$/.test(reason),
  );
  return reasons.length === 0 ? 'neither utilisation nor memory published' : reasons.join('; ');
}

function print(): void {
  const { rowsRead, rowsDescribed } = report.overall;
  console.log(`${report.csv}: ${rowsRead} rows read, ${rowsDescribed} described`);
  console.log(
    'MFU: 6 N + 12 L d s over the dense peak of the precision, attention counted whole; adapters 4 N. Error in points',
  );
  console.log('memory: peak of one GPU without driver context. Error in percent of what was measured\n');
  line('overall', report.overall);
  for (const section of ['byMethod', 'bySource'] as const) {
    console.log(`\n${section}`);
    for (const [member, group] of Object.entries(report[section])) line(member, group);
  }
  const expected = report.expectedUtilisation;
  if (expected !== undefined)
    console.log(
      `\nexpected utilisation of ${expected.rows} tabled runs, each from runs of other models: median ${percent(100 * expected.medianAbsoluteError)}, p90 ${percent(100 * expected.p90AbsoluteError)} of what was measured`,
    );
  console.log('\nnot described');
  for (const [reason, rows] of Object.entries(report.notDescribed)) console.log(`  ${rows}  ${reason}`);
  if (!values.rows) return;
  console.log('\nrows');
  for (const { row, described } of runs) {
    const { utilisation, memory } = described;
    const parts = [
      typeof utilisation === 'string' ? '' : `MFU ${utilisationError(utilisation).toFixed(2)} points`,
      typeof memory === 'string' ? '' : `memory ${percent(100 * memoryError(memory))} (${memory.recipe})`,
    ].filter((part) => part !== '');
    if (parts.length > 0) console.log(`  ${row.run}: ${parts.join(', ')}`);
  }
}

function line(name: string, { rowsRead, rowsDescribed, mfu, memory }: Group): void {
  const parts = [
    `${rowsDescribed} of ${rowsRead}`,
    mfu === undefined
      ? ''
      : `MFU median ${mfu.medianPoints.toFixed(3)}, worst ${mfu.worstPoints.toFixed(3)} points (${mfu.rows})`,
    memory === undefined
      ? ''
      : `memory median ${percent(memory.medianPercent)}, p90 ${percent(memory.p90Percent)}, worst ${percent(memory.worstPercent)}, bias ${percent(memory.biasPercent)} (${memory.rows})`,
  ];
  console.log(`  ${name}: ${parts.filter((part) => part !== '').join('; ')}`);
}

function percent(value: number): string {
  return `${value.toFixed(1)} %`;
}
