import { readFileSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { InputError, inputError } from '../../contract/input-error.ts';
import type { TablePort, TableReader, Work } from '../../contract/table-port.ts';
import { allowedPath } from './allowed-path.ts';
import { DiskFullError, type DuckdbSession, duckdbVersion, openDuckdb } from './duckdb.ts';
import { duckdbTable } from './duckdb-table.ts';
import { endsWithinLine, fileSource } from './file-source.ts';
import { namesConnection, openConnected, readNamedConnections } from './named-connections.ts';

const LARGEST_PROFILE_BYTES = 64 * 1024 * 1024;
/** Longest part of an engine's own message in ours. */
const LONGEST_CAUSE = 300;
const GLOB = /[*?[{]/;

/**
 * Tables from files below some directories and from the user's named connections.
 * @param directories absolute; relative paths count from the first. @param noFiles why no file is open, where there are none.
 */
export function openTables({
  directories,
  noFiles,
  environment,
}: {
  readonly directories: readonly string[];
  readonly noFiles?: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}): TablePort {
  const requireDirectories = (field: string, named: string): void => {
    if (directories.length === 0)
      throw inputError(
        field,
        `${JSON.stringify(named)} cannot be opened: ${noFiles}`,
        'Send the values inline instead',
      );
  };
  return {
    async open(field, named, work) {
      if (namesConnection(named))
        return await openConnected(field, named, readNamedConnections(environment), work);
      requireDirectories(field, named);
      const session = await openDuckdb();
      try {
        return await openFiles(field, named, { session, directories, work });
      } catch (error) {
        await session.close();
        throw error;
      }
    },
    async readProfile(field, named) {
      if (namesConnection(named) || GLOB.test(named) || !named.toLowerCase().endsWith('.json'))
        return undefined;
      requireDirectories(field, named);
      const path = allowedPath(field, named, directories);
      if (statSync(path).size > LARGEST_PROFILE_BYTES) return undefined;
      return jsonObject(readFileSync(path, 'utf8'));
    },
    examine: async () => `DuckDB ${await duckdbVersion()} reads them below ${directories.join(', ')}`,
  };
}

/** One JSON object, or undefined: rows and JSON Lines are something else. */
function jsonObject(text: string): unknown {
  if (!text.trimStart().startsWith('{')) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function openFiles(
  field: string,
  named: string,
  {
    session,
    directories,
    work,
  }: { readonly session: DuckdbSession; readonly directories: readonly string[]; readonly work: Work },
): Promise<TableReader> {
  const paths = await matching(field, named, session, directories);
  const { format, tableFunction } = await fileSource(field, paths);
  try {
    if (format === 'parquet')
      return await duckdbTable(session, { table: tableFunction(false), name: named }, work);
    // text is parsed once: every later pass reads the engine's own table
    try {
      await session.query(`CREATE TABLE given AS SELECT * FROM ${tableFunction(false)}`, work.signal);
    } catch (error) {
      work.signal?.throwIfAborted();
      if (
        !/Conversion Error|Could not convert|could not be converted|JSON transform error/i.test(String(error))
      )
        throw error;
      // a value that does not fit the type that the first rows suggest: all rows decide
      await session.query(`CREATE TABLE given AS SELECT * FROM ${tableFunction(true)}`, work.signal);
    }
    const reader = await duckdbTable(session, { table: 'given', name: named }, work);
    const [only, second] = reader.columns;
    if (format === 'csv' && second === undefined && only !== undefined && /[,;|\t]/.test(only.name))
      throw inputError(
        field,
        `the rows of ${JSON.stringify(named)} do not all have the columns of its header, ${JSON.stringify(only.name)}`,
        'It may be cut off within a row: fetch it again',
      );
    const cut = paths.find(
      (path) => /\.(csv|tsv|txt|json|jsonl|ndjson)$/i.test(path) && endsWithinLine(path),
    );
    return cut === undefined
      ? reader
      : {
          ...reader,
          caution: `${basename(cut)} ends within a line: if it was cut off, its last value may be short.`,
        };
  } catch (error) {
    work.signal?.throwIfAborted();
    if (error instanceof InputError || error instanceof DiskFullError) throw error;
    throw inputError(
      field,
      `${JSON.stringify(named)} cannot be read: ${cause(error)}`,
      'Mend or replace the file',
    );
  }
}

async function matching(
  field: string,
  named: string,
  session: DuckdbSession,
  directories: readonly string[],
): Promise<string[]> {
  if (!GLOB.test(named)) return [allowedPath(field, named, directories)];
  const pattern = resolve(directories[0] ?? '.', named);
  const rows = await session.query(
    `SELECT file FROM glob('${pattern.replaceAll("'", "''")}') ORDER BY file`,
    undefined,
  );
  if (rows.length === 0)
    throw inputError(field, `no file matches ${JSON.stringify(named)}`, `Paths count from ${directories[0]}`);
  return rows.map((row) => allowedPath(field, String(row['file']), directories));
}

/** What the engine said, without the places and advice that it adds. */
function cause(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  const plain = said
    .split(/\n\s*\n|Possible (?:fixes|solutions?)|The search space used/i)[0]
    ?.replaceAll(/\s+/g, ' ')
    .trim();
  return (plain ?? said).slice(0, LONGEST_CAUSE).replace(/\.$/, '');
}
