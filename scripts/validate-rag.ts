import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { catalogOf, readTables } from '../src/catalog/read-tables.ts';
import { ALL_TABLES } from '../src/catalog/table-list.ts';
import { judgeEncoders } from './rag/judge-encoders.ts';
import { type JudgedSize, judgeIndexSizes } from './rag/judge-index-sizes.ts';

/**
 * Judges the index sizes of planRag against each vendor's published examples: error by row, and whether all lie within
 * 5 %. Then the share of peak that each measured encoder implies by the law that plans, and the error of leaving one source
 * out, which answers show as their range; those are printed, never judged. `--csv FILE` (columns: test/evidence/README.md), `--json`. Exits 1 where a row is further off, 2 on a file that
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
const encoders = judgeEncoders(
  catalogOf(readTables(fileURLToPath(new URL('../references/', import.meta.url)), ALL_TABLES)),
);
if (values.json) console.log(JSON.stringify({ ...report, cases: rows, encoders }, null, 2));
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
  console.log('\nEncoders: tokens/s of one accelerator, share of its dense 16-bit peak');
  for (const { row, share, size, card } of encoders.rows)
    console.log(
      [
        row.model.padEnd(34),
        row.accelerator.padEnd(14),
        `${row.tokensEach ?? '-'} x ${row.batch ?? '-'}`.padStart(10),
        Math.round(row.tokensPerSecond / row.accelerators)
          .toString()
          .padStart(9),
        `${(share * 100).toFixed(1)} %`.padStart(8),
        `${card} ${size} ${row.counts}`.padEnd(18),
        row.runtime,
      ].join(' '),
    );
  for (const { card, size, rows: count, sources, value, leftOutFactor } of encoders.pooled)
    console.log(
      `${card} ${size}: ${(value * 100).toFixed(1)} % of peak from ${count} rows of ${sources} sources; one source left out: ${leftOutFactor === undefined ? 'no other' : `within a factor of ${leftOutFactor.toFixed(2)}`}`,
    );
}
process.exit(report.within === report.rows ? 0 : 1);
