import { fileURLToPath } from 'node:url';
import { catalogOf, readTables } from '../../src/catalog/read-tables.ts';
import { ALL_TABLES } from '../../src/catalog/table-list.ts';
import type { ToolContext } from '../../src/contract/define-tool.ts';
import { closedTables } from '../../src/contract/table-port.ts';

export const TODAY = '2026-11-23';

let opened: ReturnType<typeof readTables> | undefined;

/** The tables as they stand in the Markdown, read once a test file. */
export function references(): ReturnType<typeof readTables> {
  opened ??= readTables(fileURLToPath(new URL('../../references/', import.meta.url)), ALL_TABLES);
  return opened;
}

/** A tool's context over the real tables, on a fixed day. */
export function realContext(today = TODAY): ToolContext {
  return { catalog: catalogOf(references()), today, ports: { tables: closedTables('a test') } };
}
