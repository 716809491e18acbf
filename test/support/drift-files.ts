import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { openTables } from '../../src/adapters/data/open-tables.ts';
import type { ToolContext } from '../../src/contract/define-tool.ts';
import { realContext } from './read-catalog.ts';

export type DriftFolder = {
  readonly folder: string;
  /** Paths count from the folder. */
  readonly context: ToolContext;
  /** Runs SQL that writes files; `FOLDER` in it stands for the folder. */
  write(sql: string): Promise<void>;
  remove(): void;
};

/** A folder for fixtures that DuckDB itself writes, and a tool context that may read it. */
export async function driftFolder(): Promise<DriftFolder> {
  const folder = mkdtempSync(join(tmpdir(), 'mlcv-drift-test-'));
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  return {
    folder,
    context: { ...realContext(), ports: { tables: openTables({ directories: [folder], environment: {} }) } },
    write: async (sql) => void (await connection.run(sql.replaceAll('FOLDER', folder))),
    remove() {
      connection.closeSync();
      instance.closeSync();
      rmSync(folder, { recursive: true });
    },
  };
}

/** A table with a column of each kind; `shift` moves the numbers. Deterministic. */
export function mixedRows(rows: number, shift = 0): string {
  return `SELECT
    (hash(i) % 100000) / 1000.0 + ${shift} AS amount,
    CASE WHEN i % 50 = 0 THEN NULL ELSE sqrt(-2 * ln((hash(i + 7) % 99999 + 1) / 100000.0)) * cos(2 * pi() * (hash(i + 13) % 100000) / 100000.0) + ${shift} END AS score,
    (hash(i + 3) % 7)::INTEGER AS weekday,
    ['DE', 'FR', 'PL', 'UA'][1 + (hash(i + 5) % 4)::INTEGER] AS country,
    hash(i + 11) % 3 = 0 AS returning_customer,
    i AS order_id,
    TIMESTAMP '2026-11-01' + INTERVAL (i) MINUTE AS placed_at
  FROM range(${rows}) t(i)`;
}
