import type { ClientConfig } from 'pg';
import type { ColumnKind } from '../../contract/table-port.ts';
import { readConnectionUrl } from './connection-url.ts';
import { databaseError, type ErrorWords, readDriverError, stoppedStatement } from './database-error.ts';
import type { SqlDialect, SqlEngine, SqlSession } from './dialect.ts';
import { tablePath } from './table-path.ts';

/** Bytes of a name; PostgreSQL cuts longer ones short and might then read another table. */
const LONGEST_NAME = 63;
const CONNECT_WITHIN_MS = 10_000;

const KINDS: readonly (readonly [RegExp, ColumnKind])[] = [
  [/\[\]$/, 'other'],
  [/^(smallint|integer|bigint|real|double precision|numeric)\b/, 'numeric'],
  [/^boolean$/, 'boolean'],
  [/^(date$|timestamp)/, 'time'],
  [/^(text|character|character varying|name|citext|uuid|enum )\b/, 'text'],
];

function quoteIdentifier(name: string): string {
  if (name.includes('\0')) throw new RangeError(`${JSON.stringify(name)} holds a NUL, which no name may`);
  if (Buffer.byteLength(name) > LONGEST_NAME)
    throw new RangeError(
      `${JSON.stringify(name)} is longer than a name of PostgreSQL, ${LONGEST_NAME} bytes`,
    );
  return `"${name.replaceAll('"', '""')}"`;
}

function quoteText(text: string): string {
  if (text.includes('\0')) throw new RangeError(`${JSON.stringify(text)} holds a NUL, which no text may`);
  // E'' is read the same whatever standard_conforming_strings says
  return `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

const from = (table: string): string => tablePath(table).map(quoteIdentifier).join('.');
const instant = (iso: string): string => `${quoteText(iso)}::timestamptz`;
const timeAsText = (time: string): string =>
  `to_char((${time})::timestamptz AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const dialect: SqlDialect = {
  engine: 'postgresql',
  // its limit is 1664 entries of a target list
  mostExpressions: 1500,
  quoteIdentifier,
  quoteText,
  doubleLiteral: (value) => `'${value.toExponential()}'::float8`,
  listColumns: (table) => `SELECT a.attname AS name,
      CASE WHEN t.typtype = 'e' THEN 'enum ' ELSE '' END
        || format_type(CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE a.atttypid END, a.atttypmod) AS type
    FROM pg_attribute AS a JOIN pg_type AS t ON t.oid = a.atttypid
    WHERE a.attrelid = ${quoteText(from(table))}::regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`,
  from,
  kindOf: (engineType) => KINDS.find(([pattern]) => pattern.test(engineType))?.[1] ?? 'other',
  asDouble: (column, kind) =>
    kind === 'boolean'
      ? `(${column})::int::float8`
      : kind === 'time'
        ? `extract(epoch FROM ${column})::float8`
        : // NaN equals NaN here
          `nullif((${column})::float8, 'NaN'::float8)`,
  asText: (column, kind) => (kind === 'time' ? timeAsText(column) : `(${column})::text`),
  binaryOrder: (text) => `${text} COLLATE "C"`,
  lengthOf: (text) => `char_length(${text})`,
  isFinite: (double) => `abs(${double}) < 'Infinity'::float8`,
  countIf: (condition) => `count(*) FILTER (WHERE ${condition})`,
  meanIf: (double, condition) => `avg(${double}) FILTER (WHERE ${condition})`,
  populationVarianceIf: (double, condition) => `var_pop(${double}) FILTER (WHERE ${condition})`,
  minimumIf: (double, condition) => `min(${double}) FILTER (WHERE ${condition})`,
  maximumIf: (double, condition) => `max(${double}) FILTER (WHERE ${condition})`,
  // percentile_disc takes the first value at or above a share of the rows: half a row below a rank's end is safe from rounding
  orderStatistics: (double, ranks, valid) =>
    `percentile_disc(ARRAY[${ranks.map((rank) => (rank + 0.5) / valid).join(', ')}]::float8[]) WITHIN GROUP (ORDER BY ${double})`,
  readOrderStatistics: (cell) => (Array.isArray(cell) ? cell.map(Number) : []),
  timeAtLeast: (column, iso) => `${column} >= ${instant(iso)}`,
  timeBefore: (column, iso) => `${column} < ${instant(iso)}`,
  timeAsText,
};

/** PostgreSQL through `pg`. One transaction sees one state of the tables, read only. */
export const postgres: SqlEngine = {
  dialect,
  schemes: ['postgres:', 'postgresql:'],
  connect,
};

async function connect(written: string): Promise<SqlSession> {
  const { url, place, timeoutSeconds } = readConnectionUrl(written, 5432);
  const { default: pg } = await import('pg').catch((error: unknown) => {
    throw new Error('the package pg is not installed: npm install pg in the folder of ml-cv-specialist', {
      cause: error,
    });
  });
  const config: ClientConfig = {
    connectionString: url.href,
    application_name: 'ml-cv-specialist',
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    keepAlive: true,
  };
  const client = new pg.Client(config);
  // without a listener the loss of an idle connection would end the process; the next query tells of it
  let lost: unknown;
  client.on('error', (error) => {
    lost = error;
  });
  try {
    await client.connect();
    await client.query(
      `SET jit = off; SET TimeZone = 'UTC'; SET extra_float_digits = 3; SET statement_timeout = ${timeoutSeconds * 1000}`,
    );
    const { rows } = await client.query<{ pid: number; version: number }>(
      `SELECT pg_backend_pid() AS pid, current_setting('server_version_num')::int AS version`,
    );
    const [backend] = rows;
    // a server of 14 or newer can see by itself that we are gone
    if ((backend?.version ?? 0) >= 140_000) await client.query(`SET client_connection_check_interval = '1s'`);
    await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
    let last: Promise<unknown> = Promise.resolve();
    return {
      async query(sql, signal) {
        const run = async () => {
          signal?.throwIfAborted();
          if (lost !== undefined) throw lost;
          const stop = async (): Promise<void> => {
            const other = new pg.Client(config);
            await other.connect();
            await other.query('SELECT pg_cancel_backend($1)', [backend?.pid]);
            await other.end();
          };
          let stopping: Promise<void> | undefined;
          const onAbort = (): void => {
            stopping = stop();
            // awaited below; this keeps a failure from counting as unhandled until then
            stopping.catch(() => client.end());
          };
          signal?.addEventListener('abort', onAbort, { once: true });
          try {
            return (await client.query<Record<string, unknown>>(sql)).rows;
          } finally {
            signal?.removeEventListener('abort', onAbort);
            await stopping;
          }
        };
        const turn = last.then(run, run);
        last = turn.catch(() => undefined);
        try {
          return await turn;
        } catch (error) {
          signal?.throwIfAborted();
          throw told(error, place, timeoutSeconds);
        }
      },
      close: () => client.end(),
    };
  } catch (error) {
    await client.end().catch(() => undefined);
    throw told(error, place, timeoutSeconds);
  }
}

/** The server's own message is never about credentials. */
function told(cause: unknown, place: string, timeoutSeconds: number): Error {
  return databaseError(readDriverError(cause), {
    server: `PostgreSQL at ${place}`,
    timeoutSeconds,
    words: WORDS,
    lost: /connection terminated|connection error|not queryable|timeout expired/i,
    cause,
  });
}

const WORDS: ErrorWords = [
  [/^28/, () => 'refuses the credentials'],
  [/^3D000$/, () => 'has no such database'],
  [/^57P0[123]$/, () => 'ended the connection'],
  [/^57014$/, stoppedStatement],
  [/^42501$/, () => 'does not let this user read'],
  [/^53/, () => 'is out of resources'],
];
