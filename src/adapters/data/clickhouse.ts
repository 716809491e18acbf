import { randomUUID } from 'node:crypto';
import type { ColumnKind } from '../../contract/table-port.ts';
import { readConnectionUrl } from './connection-url.ts';
import { databaseError, type ErrorWords, readDriverError, stoppedStatement } from './database-error.ts';
import type { SqlDialect, SqlEngine, SqlSession } from './dialect.ts';
import { tablePath } from './table-path.ts';

const KINDS: readonly (readonly [RegExp, ColumnKind])[] = [
  [/^(U?Int\d+|Float\d+|Decimal)/, 'numeric'],
  [/^Bool$/, 'boolean'],
  [/^Date/, 'time'],
  [/^(String|FixedString|Enum|UUID)/, 'text'],
];

function escaped(text: string, quote: string): string {
  if (text.includes('\0'))
    throw new RangeError(`${JSON.stringify(text)} holds a NUL, which no name or text may`);
  return `${quote}${text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`)}${quote}`;
}
const quoteIdentifier = (name: string): string => escaped(name, '`');
const from = (table: string): string => tablePath(table).map(quoteIdentifier).join('.');
/** The type below Nullable(...) and LowCardinality(...). */
const innerType = (type: string): string =>
  /^(?:Nullable|LowCardinality)\((.*)\)$/s.exec(type) ? innerType(/\((.*)\)$/s.exec(type)?.[1] ?? '') : type;
const when = (condition: string, value: string): string => `if(${condition}, ${value}, NULL)`;
/**
 * The first value of a time type at or after an instant: a time before the instant is before it, and no other is. Kept bare of the
 * column, so that partitions and keys are used.
 */
function firstFrom(iso: string, engineType: string): string {
  const milliseconds = Date.parse(iso);
  const type = innerType(engineType);
  // a day compared with a second compares the wrong numbers in old releases
  if (/^Date(32)?$/.test(type)) return `toDate(${Math.ceil(milliseconds / 86_400_000)})`;
  const seconds = Math.ceil(milliseconds / 1000);
  return isFine(engineType) && milliseconds % 1000 !== 0
    ? `toDateTime64('${new Date(milliseconds).toISOString().slice(0, 23).replace('T', ' ')}', 3, 'UTC')`
    : `toDateTime(${seconds}, 'UTC')`;
}
const isFine = (engineType: string): boolean => innerType(engineType).startsWith('DateTime64');
function timeAsText(time: string, engineType: string): string {
  const second = `formatDateTime(toDateTime(${time}, 'UTC'), '%FT%T', 'UTC')`;
  const milliseconds = `leftPad(toString(toUnixTimestamp64Milli(toDateTime64(${time}, 3)) % 1000), 3, '0')`;
  return `concat(${second}, '.', ${isFine(engineType) ? milliseconds : "'000'"}, 'Z')`;
}

/** Its parser takes no number below the least normal one: those go as their bytes, the lowest first. */
function doubleLiteral(value: number): string {
  if (value === 0 || Math.abs(value) >= 2 ** -1022) return `toFloat64(${value.toExponential()})`;
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return `reinterpretAsFloat64(unhex('${bytes.toString('hex')}'))`;
}

const dialect: SqlDialect = {
  engine: 'clickhouse',
  mostExpressions: 500,
  quoteIdentifier,
  quoteText: (text) => escaped(text, "'"),
  doubleLiteral,
  listColumns: (table) => `DESCRIBE TABLE ${from(table)}`,
  from,
  kindOf: (engineType) => KINDS.find(([pattern]) => pattern.test(innerType(engineType)))?.[1] ?? 'other',
  asDouble: (column, kind, engineType) =>
    kind === 'time'
      ? isFine(engineType)
        ? `toFloat64(${column})`
        : `toFloat64(toUnixTimestamp(toDateTime(${column}, 'UTC')))`
      : when(`NOT isNaN(toFloat64(${column}))`, `toFloat64(${column})`),
  asText: (column, kind, engineType) =>
    kind === 'time' ? timeAsText(column, engineType) : `toString(${column})`,
  binaryOrder: (text) => text,
  lengthOf: (text) => `lengthUTF8(${text})`,
  isFinite: (double) => `isFinite(${double})`,
  // not countIf and its like: over a Nullable they give 0 where there is no row
  countIf: (condition) => `sum(if(${condition}, 1, 0))`,
  meanIf: (double, condition) => `avg(${when(condition, double)})`,
  // no variance: release 18.16 answers varPop over 1e9 + {0, 1, 2} with 9918287 for 0.667, and its varPopStable ends the server
  // where a Distributed table merges it
  minimumIf: (double, condition) => `min(${when(condition, double)})`,
  maximumIf: (double, condition) => `max(${when(condition, double)})`,
  // it takes the element at floor(level rows): half a row above a rank is safe from rounding
  orderStatistics: (double, ranks, valid) =>
    `quantilesExact(${ranks.map((rank) => (rank + 0.5) / valid).join(', ')})(${double})`,
  readOrderStatistics: (cell) => (Array.isArray(cell) ? cell.map(Number) : []),
  timeAtLeast: (column, iso, engineType) => `${column} >= ${firstFrom(iso, engineType)}`,
  timeBefore: (column, iso, engineType) => `${column} < ${firstFrom(iso, engineType)}`,
  timeAsText,
};

/** ClickHouse through `@clickhouse/client`, from release 18.16 on; a table may be a Distributed one, whose counts merge exactly. */
export const clickhouse: SqlEngine = {
  dialect,
  schemes: ['clickhouse:', 'clickhouses:', 'http:', 'https:'],
  connect,
};

async function connect(written: string): Promise<SqlSession> {
  const { url, place, timeoutSeconds } = readConnectionUrl(written, 8123);
  const { ClickHouseLogLevel, createClient } = await import('@clickhouse/client').catch((error: unknown) => {
    throw new Error(
      'the package @clickhouse/client is not installed: npm install @clickhouse/client in the folder of ml-cv-specialist',
      { cause: error },
    );
  });
  const scheme = url.protocol === 'clickhouses:' || url.protocol === 'https:' ? 'https' : 'http';
  const client = createClient({
    url: `${scheme}://${url.hostname}:${url.port || (scheme === 'https' ? 8443 : 8123)}`,
    username: decodeURIComponent(url.username) || 'default',
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)) || 'default',
    application: 'ml-cv-specialist',
    request_timeout: (timeoutSeconds + 10) * 1000,
    max_open_connections: 2,
    // it would write to stdout, which carries the protocol
    log: { level: ClickHouseLogLevel.OFF },
  });
  const run = async (sql: string, signal: AbortSignal | undefined) => {
    signal?.throwIfAborted();
    const id = randomUUID();
    let stopping: Promise<unknown> | undefined;
    const onAbort = (): void => {
      stopping = client.command({ query: `KILL QUERY WHERE query_id = '${id}'` });
      stopping.catch(() => undefined);
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      const answer = await client.query({
        query: sql,
        format: 'JSON',
        query_id: id,
        ...(signal === undefined ? {} : { abort_signal: signal }),
        clickhouse_settings: {
          readonly: '2',
          max_execution_time: timeoutSeconds,
          max_query_size: '16777216',
          // an error comes as an error, not in the middle of an answer that began well
          wait_end_of_query: 1,
          output_format_json_quote_denormals: 1,
        },
      });
      const { meta = [], data } = await answer.json<Record<string, unknown>>();
      const doubles = meta.filter(({ type }) => /Float/.test(type)).map(({ name }) => name);
      return data.map((row) => ({
        ...row,
        ...Object.fromEntries(doubles.map((name) => [name, unquoted(row[name])])),
      }));
    } finally {
      signal?.removeEventListener('abort', onAbort);
      await stopping;
    }
  };
  const session: SqlSession = {
    async query(sql, signal) {
      try {
        return await run(sql, signal);
      } catch (error) {
        signal?.throwIfAborted();
        throw told(error, place, timeoutSeconds);
      }
    },
    close: () => client.close(),
  };
  try {
    await session.query('SELECT 1', undefined);
  } catch (error) {
    await client.close();
    throw error;
  }
  return session;
}

/** JSON has no infinities: they come as "inf" and "-inf". */
function unquoted(cell: unknown): unknown {
  if (Array.isArray(cell)) return cell.map(unquoted);
  if (cell === 'inf' || cell === '+inf') return Number.POSITIVE_INFINITY;
  return cell === '-inf' ? Number.NEGATIVE_INFINITY : cell;
}

/** Old releases write the code into the text alone, and frame it. */
function told(cause: unknown, place: string, timeoutSeconds: number): Error {
  const { code, said } = readDriverError(cause);
  const text = said.trim();
  const [, inText, framed] =
    /^Code: (\d+), e\.displayText\(\) = DB::Exception: (.*?)(?:, e\.what\(\) = .*)?$/s.exec(text) ?? [];
  return databaseError(
    { code: code ?? inText, said: framed ?? text },
    {
      server: `ClickHouse at ${place}`,
      timeoutSeconds,
      words: WORDS,
      lost: /socket hang up|timeout error|terminated/i,
      cause,
    },
  );
}

const WORDS: ErrorWords = [
  [/^(192|193|194|516)$/, () => 'refuses the credentials'],
  [/^81$/, () => 'has no such database'],
  [/^60$/, () => 'has no such table'],
  [/^159$/, stoppedStatement],
  [/^(241|173)$/, () => 'is out of memory for this query'],
  [/^497$/, () => 'does not let this user read'],
];
