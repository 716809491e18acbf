import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type JudgedSize, judgeIndexSizes } from './rag/judge-index-sizes.ts';

/**
 * Judges the index sizes of planRag against each vendor's published examples: error by row, and whether all lie within
 * 5 %. `--csv FILE` (columns: test/evidence/README.md), `--json`. Exits 1 where a row is further off, 2 on a file that
 * cannot be read.
 */
const { values } = parseArgs({
  options: {
    csv: { type: 'string', default: 'test/evidence/rag.csv' },
    json: { type: 'boolean', default: false },
  },
});
const ALLOWED = 0.05;

let rows: JudgedSize[];
try {
  rows = judgeIndexSizes(readFileSync(values.csv, 'utf8'));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(2);
}
const errors = rows.map(({ error }) => Math.abs(error)).sort((a, b) => a - b);
const report = {
  rows: rows.length,
  within: errors.filter((error) => error <= ALLOWED).length,
  allowed: ALLOWED,
  largestError: errors.at(-1) ?? 0,
  medianError: errors[Math.floor((errors.length - 1) / 2)] ?? 0,
};
if (values.json) console.log(JSON.stringify({ ...report, cases: rows }, null, 2));
else {
  for (const { engine, law, published, computed, unit, error } of rows)
    console.log(
      [
        engine.padEnd(14),
        law.padEnd(22),
        `${published} ${unit}`.padStart(18),
        Number(computed.toPrecision(6)).toString().padStart(14),
        `${(error * 100).toFixed(2)} %`.padStart(9),
      ].join(' '),
    );
  console.log(
    `${report.within} of ${report.rows} within ${ALLOWED * 100} %; largest error ${(report.largestError * 100).toFixed(2)} %, median ${(report.medianError * 100).toFixed(2)} %`,
  );
}
process.exit(report.within === report.rows ? 0 : 1);
