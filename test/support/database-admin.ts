import pg from 'pg';
import {
  type DatabaseServer,
  startClickHouse,
  startPostgres,
  type Unavailable,
} from '../../scripts/database-servers.ts';

/** A test server with a way to write to it, beside the adapters under test, which only read. */
export type TestDatabase = {
  readonly engine: 'postgresql' | 'clickhouse';
  readonly server: DatabaseServer;
  execute(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  stop(): Promise<void>;
};

/** A column as both engines store it: doubles with NaN, infinities and NULL, texts with NULL, or whole seconds since 1970. */
export type TestColumn =
  | { readonly name: string; readonly type: 'double' | 'time'; readonly cells: readonly (number | null)[] }
  | { readonly name: string; readonly type: 'text'; readonly cells: readonly (string | null)[] };

/** Undefined, with the reason on stderr, where the server is not installed. @throws Error where it does not start. */
export async function testPostgres(): Promise<TestDatabase | undefined> {
  const server = await startPostgres();
  if ('unavailable' in server) return skipped('PostgreSQL', server);
  const client = new pg.Client({ connectionString: server.url });
  client.on('error', () => undefined);
  await client.connect();
  return {
    engine: 'postgresql',
    server,
    execute: async (sql) => (await client.query<Record<string, unknown>>(sql)).rows,
    async stop() {
      await client.end();
      await server.stop();
    },
  };
}

export async function testClickHouse(
  options?: Parameters<typeof startClickHouse>[0],
): Promise<TestDatabase | undefined> {
  const server = await startClickHouse(options);
  if ('unavailable' in server) return skipped('ClickHouse', server);
  return {
    engine: 'clickhouse',
    server,
    async execute(sql) {
      const answer = await fetch(`http://${server.host}:${server.port}/?default_format=JSON`, {
        method: 'POST',
        body: sql,
        headers: { 'X-ClickHouse-User': server.user, 'X-ClickHouse-Key': server.password },
      });
      const text = await answer.text();
      if (!answer.ok) throw new Error(text);
      return text === '' ? [] : (JSON.parse(text) as { data: Record<string, unknown>[] }).data;
    },
    stop: () => server.stop(),
  };
}

/** @throws Error where it is installed and does not start: that is a failure, not a reason to skip. */
function skipped(name: string, { unavailable, installed }: Unavailable): undefined {
  if (installed) throw new Error(`${name}: ${unavailable}`);
  process.stderr.write(`skipped, ${name}: ${unavailable}\n`);
  return undefined;
}

/** Makes and fills a table; doubles arrive to the last bit. */
export async function createTable(
  database: TestDatabase,
  table: string,
  columns: readonly TestColumn[],
): Promise<void> {
  const isPostgres = database.engine === 'postgresql';
  const name = quoted(database, table);
  const types = isPostgres
    ? { double: 'float8', time: 'timestamptz', text: 'text' }
    : { double: 'Nullable(Float64)', time: 'Nullable(DateTime)', text: 'Nullable(String)' };
  await database.execute(
    `CREATE TABLE ${name} (${columns.map((column) => `${quoted(database, column.name)} ${types[column.type]}`).join(', ')})${isPostgres ? '' : ' ENGINE = Memory'}`,
  );
  const cell = ({ type }: TestColumn, value: number | string | null | undefined): string => {
    if (value === null || value === undefined) return 'NULL';
    if (type === 'text')
      return isPostgres
        ? `E'${String(value).replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
        : `'${String(value).replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
    if (type === 'time') return isPostgres ? `to_timestamp(${value})` : String(value);
    if (isPostgres) return `'${value}'::float8`;
    // as an expression: the parser of plain VALUES in release 18.16 is off by the last bit now and then
    return Number.isFinite(value)
      ? `toFloat64(${Number(value).toExponential()})`
      : String(value).replace('Infinity', 'inf').toLowerCase();
  };
  const rows = columns[0]?.cells.length ?? 0;
  for (let start = 0; start < rows; start += 500) {
    const part = Array.from({ length: Math.min(500, rows - start) }, (_, at) => start + at);
    await database.execute(
      `INSERT INTO ${name} VALUES ${part.map((row) => `(${columns.map((column) => cell(column, column.cells[row])).join(', ')})`).join(', ')}`,
    );
  }
}

export function quoted({ engine }: Pick<TestDatabase, 'engine'>, name: string): string {
  return engine === 'postgresql'
    ? `"${name.replaceAll('"', '""')}"`
    : `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``;
}
