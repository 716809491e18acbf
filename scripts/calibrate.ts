import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { seededRandom } from '../src/engines/random/seeded-random.ts';
import type { ServingConstants } from '../src/engines/serving/serving-constants.ts';
import { calibrate, rowsBehind } from './serving/calibration.ts';
import { DEFAULT_CSV, ROOT, readEvidence } from './serving/evidence.ts';
import { grouped } from './serving/grouped.ts';
import type { ServingCase } from './serving/serving-case.ts';

/**
 * Refits the constants of the serving-time model to published figures and rewrites their table: values, 5 to 95 % of refits on
 * groups drawn with replacement, rows used, date. `--csv FILE` reads other figures, `--dry-run` writes nothing,
 * `--refits N` sets how many refits the ranges rest on.
 */
const TABLE = `${ROOT}references/benchmarks/serving-model.md`;
const { values } = parseArgs({
  options: {
    csv: { type: 'string', default: DEFAULT_CSV },
    'dry-run': { type: 'boolean', default: false },
    refits: { type: 'string', default: '40' },
    today: { type: 'string', default: new Date().toISOString().slice(0, 10) },
  },
});

const { catalog, cases, rowsRead, reasons } = readEvidence(values.csv);
console.log(`${rowsRead} rows judged, ${cases.length} described`);
for (const [reason, rows] of [...reasons].sort((a, b) => b[1] - a[1]))
  console.log(`  left out ${rows}: ${reason}`);
const fitted = calibrate(catalog, cases);
const behind = rowsBehind(catalog, cases);
const refits = refitsOf(Number(values.refits));

const lines = readFileSync(TABLE, 'utf8')
  .split('\n')
  .map((line) => {
    const id = /^\| ([a-z0-9-]+) \|/.exec(line)?.[1];
    if (id === undefined || !behind.has(id)) return line;
    const cells = line.split('|').map((cell) => cell.trim());
    const [low, high] = range(refits, id as keyof ServingConstants);
    cells[2] = figure(fitted[id as keyof ServingConstants]);
    cells[5] = figure(low);
    cells[6] = figure(high);
    cells[9] = String(behind.get(id));
    cells[12] = values.today;
    console.log(`${id.padEnd(32)} ${cells[2].padStart(9)}  ${cells[5]} to ${cells[6]}`);
    return `| ${cells.slice(1, -1).join(' | ')} |`;
  });
if (!values['dry-run']) writeFileSync(TABLE, lines.join('\n'));

/** Refits on as many groups as there are, drawn with replacement: rows of one sweep are not independent. */
function refitsOf(count: number): ServingConstants[] {
  const groups = [...grouped(cases, ({ group }) => group).values()];
  const uniform = seededRandom(1);
  return Array.from({ length: count }, () => {
    const drawn: ServingCase[] = [];
    for (let index = 0; index < groups.length; index += 1)
      drawn.push(...(groups[Math.floor(uniform() * groups.length)] ?? []));
    return calibrate(catalog, drawn);
  });
}

function range(
  constants: readonly ServingConstants[],
  id: keyof ServingConstants,
): readonly [number, number] {
  const sorted = constants.map((one) => one[id]).sort((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? fitted[id];
  return [at(0.05), at(0.95)];
}

function figure(value: number): string {
  return String(Number(value.toPrecision(4)));
}
