import { fileURLToPath } from 'node:url';
import { readTables } from '../src/catalog/read-tables.ts';
import { ALL_TABLES } from '../src/catalog/table-list.ts';

/** Prints every fault of the tables as `file:line: column: message`, then the number of rows of each table. */
const references = fileURLToPath(new URL('../references/', import.meta.url));
const { tables, faults, files } = readTables(references, ALL_TABLES);

for (const { file, line, column, message } of faults)
  console.error(`references/${file}:${line}: ${column === undefined ? '' : `${column}: `}${message}`);
for (const { id, title } of ALL_TABLES)
  console.log(`${String(tables.get(id)?.length ?? 0).padStart(5)}  ${id.padEnd(16)} ${title}`);
console.log(`${faults.length} faults in ${files.length} files`);
process.exitCode = faults.length === 0 ? 0 : 1;
