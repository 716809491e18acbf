import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inputError } from '../../contract/input-error.ts';
import { didYouMean } from '../../contract/nearest.ts';
import type { TableReader, Work } from '../../contract/table-port.ts';
import { clickhouse } from './clickhouse.ts';
import type { SqlEngine } from './dialect.ts';
import { postgres } from './postgres.ts';
import { sqlTable } from './sql-table.ts';

/** What a user may set: `MLCV_CONNECTION_WAREHOUSE=postgres://...` is the connection `warehouse`. */
const VARIABLE = 'MLCV_CONNECTION_';
/** Names another file of connections than the one of the user's configuration folder. */
const FILE_VARIABLE = 'MLCV_CONNECTIONS';
const NAME = /^[a-z][a-z0-9_-]{0,62}$/;
const ENGINES: readonly SqlEngine[] = [postgres, clickhouse];

/** URLs by name. They hold credentials: a URL is never part of an answer, a message or a log. */
export type NamedConnections = ReadonlyMap<string, string>;

/**
 * The connections that the user configured: a JSON object of names and URLs in `connections.json` of the configuration folder
 * (`$XDG_CONFIG_HOME/ml-cv-specialist`, by default under `~/.config`) or in the file that `MLCV_CONNECTIONS` names, and one
 * `MLCV_CONNECTION_<NAME>` each in the environment, which wins. `${NAME}` in a URL of the file stands for a variable of the
 * environment, percent-encoded as it is put in.
 * @throws Error that names the file and the connection, and shows nothing of the URL.
 */
export function readNamedConnections(
  environment: Readonly<Record<string, string | undefined>>,
): NamedConnections {
  const connections = new Map<string, string>();
  const named = environment[FILE_VARIABLE];
  const folder = environment['XDG_CONFIG_HOME'] ?? join(environment['HOME'] ?? '.', '.config');
  const file = named ?? join(folder, 'ml-cv-specialist', 'connections.json');
  for (const [name, url] of Object.entries(readFile(file, named !== undefined))) {
    if (!NAME.test(name))
      throw new Error(
        `${file}: ${JSON.stringify(name)} is no name for a connection: small letters, digits, - and _`,
      );
    if (typeof url !== 'string') throw new Error(`${file}: the connection "${name}" is not a URL in quotes`);
    connections.set(
      name,
      url.replace(/\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (_, variable: string) => {
        const value = environment[variable];
        if (value === undefined)
          throw new Error(`${file}: the connection "${name}" needs the variable ${variable}`);
        return encodeURIComponent(value);
      }),
    );
  }
  for (const [variable, url] of Object.entries(environment))
    if (variable.startsWith(VARIABLE) && url !== undefined && url !== '') {
      const name = variable.slice(VARIABLE.length).toLowerCase();
      if (NAME.test(name)) connections.set(name, url);
    }
  return connections;
}

function readFile(file: string, needed: boolean): Readonly<Record<string, unknown>> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as { readonly code?: unknown };
    if (code === 'ENOENT' && !needed) return {};
    throw new Error(`${file}: cannot be read (${String(code)})`);
  }
  let held: unknown;
  try {
    held = JSON.parse(text);
  } catch {
    // the parser's own message shows a piece of the text
    throw new Error(`${file}: is not JSON`);
  }
  if (typeof held !== 'object' || held === null || Array.isArray(held))
    throw new Error(`${file}: is not one JSON object of names and URLs`);
  return held as Readonly<Record<string, unknown>>;
}

/** Whether `named` reads as `connection:table` and not as a path. */
export function namesConnection(named: string): boolean {
  return /^[a-z][a-z0-9_-]+:(?!\/)/.test(named);
}

/**
 * Opens `connection:schema.table`.
 * @param field of the input that named it, for the error.
 * @throws InputError when the connection is not configured, cannot be reached or has no such table.
 */
export async function openConnected(
  field: string,
  named: string,
  connections: NamedConnections,
  work: Work,
): Promise<TableReader> {
  const at = named.indexOf(':');
  const name = named.slice(0, at);
  const table = named.slice(at + 1);
  // a variable of the environment cannot hold the dash of a name
  const url = connections.get(name) ?? connections.get(name.replaceAll('-', '_'));
  if (url === undefined) {
    const known = [...connections.keys()];
    throw inputError(
      field,
      `"${name}" is not a configured connection`,
      known.length === 0
        ? `Set ${VARIABLE}${name.toUpperCase().replaceAll('-', '_')} to its URL (postgres:// or clickhouse://) where the server runs, or write it into connections.json`
        : didYouMean(name, known),
    );
  }
  const engine = ENGINES.find(({ schemes }) => schemes.some((scheme) => url.startsWith(scheme)));
  if (engine === undefined)
    throw inputError(
      field,
      `the URL of the connection "${name}" begins with no known scheme`,
      `Known: ${ENGINES.flatMap(({ schemes }) => schemes).join(' ')}`,
    );
  try {
    const session = await engine.connect(url);
    try {
      return await sqlTable(engine.dialect, session, { table, name: named }, work);
    } catch (error) {
      await session.close();
      throw error;
    }
  } catch (error) {
    work.signal?.throwIfAborted();
    throw inputError(
      field,
      `${JSON.stringify(named)} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      'Check the name of the table, the connection and that its user may read it',
    );
  }
}
