import { fileURLToPath } from 'node:url';
import { catalogOf, readTables } from '../../src/catalog/read-tables.ts';
import { ALL_TABLES } from '../../src/catalog/table-list.ts';
import type { Catalog } from '../../src/contract/catalog.ts';
import { describer } from './describe.ts';
import { readMeasurements } from './measurement.ts';
import type { ServingCase } from './serving-case.ts';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** A selection of the calibration rows that is kept with the code; see the README beside it. */
export const DEFAULT_CSV = `${ROOT}test/evidence/serving.csv`;

export type Evidence = {
  readonly catalog: Catalog;
  /** Rows whose figure is judged at all. */
  readonly rowsRead: number;
  readonly cases: readonly ServingCase[];
  /** Why rows could not be described, with how many. */
  readonly reasons: ReadonlyMap<string, number>;
  /** The source of every judged row, described or not. */
  readonly sources: ReadonlyMap<string, number>;
};

/** Reads the tables and a file of published figures, and describes its rows. */
export function readEvidence(csv: string): Evidence {
  const catalog = catalogOf(readTables(`${ROOT}references`, ALL_TABLES));
  const describe = describer(catalog);
  const cases: ServingCase[] = [];
  const reasons = new Map<string, number>();
  const sources = new Map<string, number>();
  let rowsRead = 0;
  for (const row of readMeasurements(csv)) {
    const described = describe(row);
    if (described.kind === 'not judged') continue;
    rowsRead += 1;
    sources.set(row.source, (sources.get(row.source) ?? 0) + 1);
    if (described.kind === 'case') cases.push(described.case);
    else reasons.set(described.reason, (reasons.get(described.reason) ?? 0) + 1);
  }
  return { catalog, rowsRead, cases, reasons, sources };
}
