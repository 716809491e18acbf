import { fileURLToPath } from 'node:url';
import { readTables } from '../src/catalog/read-tables.ts';
import { ALL_TABLES } from '../src/catalog/table-list.ts';
import { AGE_STEPS, ageProfiles } from './age-profile.ts';

/**
 * Prints every fault of the tables as `file:line: column: message`, the rows of each table, and how old their facts are.
 * Age is told, never a fault: a test that turns red with the calendar proves nothing.
 */
const references = fileURLToPath(new URL('../references/', import.meta.url));
const { tables, faults, files } = readTables(references, ALL_TABLES);

for (const { file, line, column, message } of faults)
  console.error(`references/${file}:${line}: ${column === undefined ? '' : `${column}: `}${message}`);
for (const { id, title } of ALL_TABLES)
  console.log(`${String(tables.get(id)?.length ?? 0).padStart(5)}  ${id.padEnd(16)} ${title}`);
console.log(
  `\n${'age of facts'.padEnd(16)} ${AGE_STEPS.map((step) => step.padStart(10)).join(' ')}   past limit   oldest`,
);
for (const { table, counts, stale, limitDays, oldest } of ageProfiles(
  ALL_TABLES,
  tables,
  new Date().toISOString().slice(0, 10),
)) {
  const limit = limitDays === undefined ? '-' : `${stale} of ${limitDays} d`;
  console.log(
    `${table.padEnd(16)} ${counts.map((count) => String(count).padStart(10)).join(' ')} ${limit.padStart(12)}   ${oldest ?? '-'}`,
  );
}
console.log(`${faults.length} faults in ${files.length} files`);
process.exitCode = faults.length === 0 ? 0 : 1;
