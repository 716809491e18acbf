import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SqlDialect, SqlSession } from './dialect.ts';

/** The embedded engine: native, outside the bundle, loaded when the first file is opened. */

const VERSION = '1.5.6-r.1';
/** Each side's; what does not fit spills into the session's own folder. */
const MEMORY_LIMIT = '800MB';
/** Streams that read different columns of one query side by side: the transfer of one is bound to one core. */
const STREAMS = 3;

type Api = typeof import('@duckdb/node-api');
type Bindings = typeof import('@duckdb/node-bindings');
type Connection = Awaited<ReturnType<Awaited<ReturnType<Api['DuckDBInstance']['create']>>['connect']>>;

const identifier = (name: string): string => {
  if (name.includes('\0')) throw new RangeError('a column name holds the character NUL');
  return `"${name.replaceAll('"', '""')}"`;
};
const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
const instant = (iso: string): string =>
  `TIMESTAMP ${text(new Date(iso).toISOString().replace('T', ' ').replace('Z', ''))}`;

export const duckdbDialect: SqlDialect = {
  engine: 'duckdb',
  mostExpressions: 2000,
  quoteIdentifier: identifier,
  quoteText: text,
  doubleLiteral: (value) => `${text(String(value))}::DOUBLE`,
  // `table` is a table function or a name of ours, never the caller's text
  listColumns: (table) =>
    `SELECT column_name AS name, column_type AS type FROM (DESCRIBE SELECT * FROM ${table})`,
  from: (table) => table,
  kindOf(type) {
    if (type === 'BOOLEAN') return 'boolean';
    if (type === 'DATE' || type.startsWith('TIMESTAMP')) return 'time';
    if (type === 'VARCHAR' || type === 'UUID' || type.startsWith('ENUM')) return 'text';
    if (/^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL\(.*\))$/.test(type)) return 'numeric';
    return 'other';
  },
  asDouble(column, kind) {
    if (kind === 'time') return `epoch(${column}::TIMESTAMP)`;
    if (kind === 'boolean') return `${column}::INTEGER::DOUBLE`;
    return `CASE WHEN isnan(${column}::DOUBLE) THEN NULL ELSE ${column}::DOUBLE END`;
  },
  asText: (column, kind, engineType) =>
    kind === 'time' ? duckdbDialect.timeAsText(column, engineType) : `${column}::VARCHAR`,
  binaryOrder: (value) => value,
  lengthOf: (value) => `length(${value})`,
  isFinite: (value) => `isfinite(${value})`,
  countIf: (condition) => `count_if(${condition})`,
  meanIf: (value, condition) => `favg(${value}) FILTER (WHERE ${condition})`,
  populationVarianceIf: (value, condition) => `var_pop(${value}) FILTER (WHERE ${condition})`,
  minimumIf: (value, condition) => `min(${value}) FILTER (WHERE ${condition})`,
  maximumIf: (value, condition) => `max(${value}) FILTER (WHERE ${condition})`,
  orderStatistics: (value, ranks, valid) =>
    `quantile_disc(${value}, [${ranks.map((rank) => (rank + 0.5) / valid).join(', ')}])`,
  readOrderStatistics: (cell) => (Array.isArray(cell) ? cell.map(Number) : []),
  timeAtLeast: (column, iso) => `${column} >= ${instant(iso)}`,
  timeBefore: (column, iso) => `${column} < ${instant(iso)}`,
  timeAsText: (time) => `strftime(${time}::TIMESTAMP, '%Y-%m-%dT%H:%M:%S.%gZ')`,
};

/** The folder that the engine works in ran out of space. */
export class DiskFullError extends Error {}

/** What the user can do about an engine's error, where that is not in the file. */
function explained(error: unknown): unknown {
  const said = error instanceof Error ? error.message : String(error);
  if (!/No space left on device|max_temp_directory_size|File too large|Disk quota exceeded/i.test(said))
    return error;
  const cause =
    /No space left on device|File too large|Disk quota exceeded/i.exec(said)?.[0] ?? 'its limit is reached';
  return new DiskFullError(
    `the disk under ${tmpdir()}, where columns are held while they are compared, is full (${cause}): free space there, or set TMPDIR to a folder with more`,
  );
}

export type DuckdbSession = SqlSession & {
  /** @param expressions DOUBLE expressions. @param tail what follows FROM. @param columnBlock gets a view that lives for the call alone: NULL is NaN. */
  stream(
    expressions: readonly string[],
    tail: string,
    columnBlock: (column: number, values: Float64Array, shared: readonly Float64Array[]) => void,
    options: { readonly shared?: readonly string[]; readonly signal: AbortSignal | undefined },
  ): Promise<void>;
  /** Blocks of one DOUBLE column in the order of the query; each is a copy. */
  ordered(sql: string, signal: AbortSignal | undefined): AsyncGenerator<Float64Array>;
  /** Whole rows at ascending positions of a query, as numbers, text or undefined. */
  pick(sql: string, positions: readonly number[], signal: AbortSignal | undefined): Promise<unknown[][]>;
};

/** Opens an engine of its own with a folder of its own, which `close` removes. @throws Error that says how to get DuckDB. */
export async function openDuckdb(): Promise<DuckdbSession> {
  const { api, bindings } = await loadDuckdb();
  const folder = ownFolder();
  const instance = await api.DuckDBInstance.create(join(folder, 'drift.duckdb'), {
    memory_limit: MEMORY_LIMIT,
    temp_directory: join(folder, 'spill'),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connections: Connection[] = [];
  for (let at = 0; at < STREAMS; at++) connections.push(await instance.connect());
  const [main] = connections;
  if (main === undefined) throw new RangeError('a session needs a connection');
  await main.run("SET TimeZone = 'UTC'");
  const freeChunks = await minorCollection();

  /** One piece of work at a time: a second query on a connection would end the stream of the first. */
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };
  /** Runs work that an abort interrupts inside the engine. */
  const interruptible = async <Value>(
    connection: Connection,
    signal: AbortSignal | undefined,
    act: () => Promise<Value>,
  ): Promise<Value> => {
    signal?.throwIfAborted();
    const stop = () => connection.interrupt();
    signal?.addEventListener('abort', stop, { once: true });
    try {
      return await act();
    } catch (error) {
      signal?.throwIfAborted();
      throw explained(error);
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  };
  const doubles = (
    chunk: { readonly chunk: Parameters<Bindings['data_chunk_get_vector']>[0] },
    column: number,
    rows: number,
  ): Float64Array => {
    const vector = bindings.data_chunk_get_vector(chunk.chunk, column);
    const bytes = bindings.vector_get_data(vector, rows * 8);
    const values = new Float64Array(bytes.buffer, bytes.byteOffset, rows);
    // null where every row is valid, which its type does not say
    const validity: Uint8Array | null = bindings.vector_get_validity(vector, Math.ceil(rows / 64) * 8);
    if (validity !== null)
      for (let row = 0; row < rows; row++)
        if ((((validity[row >> 3] as number) >> (row & 7)) & 1) === 0) values[row] = Number.NaN;
    return values;
  };

  return {
    query: (sql, signal) =>
      inTurn(() =>
        interruptible(main, signal, async () => (await main.runAndReadAll(sql)).getRowObjectsJS()),
      ),

    stream: (expressions, tail, columnBlock, { shared = [], signal }) =>
      inTurn(async () => {
        const lanes = connections.slice(0, Math.max(1, Math.min(STREAMS, expressions.length)));
        const lost = new AbortController();
        const either = signal === undefined ? lost.signal : AbortSignal.any([signal, lost.signal]);
        const outcomes = await Promise.allSettled(
          lanes.map((connection, lane) =>
            interruptible(connection, either, async () => {
              const own = expressions.flatMap((_, at) => (at % lanes.length === lane ? [at] : []));
              const select = [...own.map((at) => expressions[at]), ...shared].join(', ');
              const result = await connection.stream(`SELECT ${select} FROM ${tail}`);
              for (let blocks = 1; ; blocks++) {
                const chunk = await result.fetchChunk();
                const rows = chunk?.rowCount ?? 0;
                if (chunk === null || rows === 0) return;
                either.throwIfAborted();
                const beside = shared.map((_, at) => doubles(chunk, own.length + at, rows));
                own.forEach((column, at) => {
                  columnBlock(column, doubles(chunk, at, rows), beside);
                });
                if (blocks % 128 === 0) freeChunks();
              }
            }).catch((error: unknown) => {
              // the other lanes stop too: their half of the answer is of no use
              lost.abort(error);
              throw error;
            }),
          ),
        );
        signal?.throwIfAborted();
        if (lost.signal.aborted) throw lost.signal.reason;
        const failed = outcomes.find((outcome) => outcome.status === 'rejected');
        if (failed !== undefined) throw failed.reason;
      }),

    async *ordered(sql, signal) {
      const connection = await instance.connect();
      const stop = () => connection.interrupt();
      signal?.addEventListener('abort', stop, { once: true });
      try {
        const result = await connection.stream(sql);
        for (let blocks = 1; ; blocks++) {
          signal?.throwIfAborted();
          const chunk = await result.fetchChunk();
          const rows = chunk?.rowCount ?? 0;
          if (chunk === null || rows === 0) return;
          yield doubles(chunk, 0, rows).slice();
          if (blocks % 128 === 0) freeChunks();
        }
      } catch (error) {
        signal?.throwIfAborted();
        throw explained(error);
      } finally {
        signal?.removeEventListener('abort', stop);
        connection.closeSync();
      }
    },

    pick: (sql, positions, signal) =>
      inTurn(() =>
        interruptible(main, signal, async () => {
          const result = await main.stream(sql);
          const picked: unknown[][] = [];
          let start = 0;
          let next = 0;
          for (let blocks = 1; ; blocks++) {
            const chunk = await result.fetchChunk();
            const rows = chunk?.rowCount ?? 0;
            if (chunk === null || rows === 0) return picked;
            signal?.throwIfAborted();
            for (let at = positions[next]; at !== undefined && at < start + rows; at = positions[++next]) {
              const row = at - start;
              picked.push(
                Array.from(
                  { length: chunk.columnCount },
                  (_, column) => chunk.getColumnVector(column).getItem(row) ?? undefined,
                ),
              );
            }
            start += rows;
            if (blocks % 128 === 0) freeChunks();
          }
        }),
      ),

    async close() {
      for (const connection of connections) connection.closeSync();
      instance.closeSync();
      removeFolder(folder);
    },
  };
}

const FOLDER = 'ml-cv-specialist-drift-';
const folders = new Set<string>();
let clearing = false;

/** A new folder for what the engine spills, removed at the latest when the process ends; those of processes that were killed go first. */
function ownFolder(): string {
  const place = tmpdir();
  for (const name of readdirSync(place)) {
    const owner = name.startsWith(FOLDER) ? Number(name.slice(FOLDER.length).split('-')[0]) : Number.NaN;
    if (Number.isInteger(owner) && !isRunning(owner))
      rmSync(join(place, name), { recursive: true, force: true });
  }
  if (!clearing) process.once('exit', () => folders.forEach(removeFolder));
  clearing = true;
  const folder = mkdtempSync(join(place, `${FOLDER}${process.pid}-`));
  folders.add(folder);
  return folder;
}

function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  folders.delete(folder);
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // a process of another user may not be asked, which says that it is there
    return (error as { readonly code?: unknown }).code === 'EPERM';
  }
}

/** The engine's version. @throws Error that says how to get it. */
export async function duckdbVersion(): Promise<string> {
  const { api } = await loadDuckdb();
  return api.version();
}

async function loadDuckdb(): Promise<{ readonly api: Api; readonly bindings: Bindings }> {
  try {
    const [api, bindings] = await Promise.all([import('@duckdb/node-api'), import('@duckdb/node-bindings')]);
    return { api, bindings: bindings.default };
  } catch (error) {
    throw new Error(
      `files are read through DuckDB, which is not installed here (${error instanceof Error ? error.message.split('\n')[0] : String(error)}). Run install.sh again, or: npm install --prefix FOLDER @duckdb/node-api@${VERSION}, where FOLDER holds this program's dist; values can also be sent inline`,
    );
  }
}

/**
 * DuckDB's chunks are freed when their JavaScript wrappers are collected, but V8 does not see their size and lets gigabytes pile up: so a small
 * collection is asked for now and then.
 */
async function minorCollection(): Promise<() => void> {
  const [{ setFlagsFromString }, { runInNewContext }] = await Promise.all([
    import('node:v8'),
    import('node:vm'),
  ]);
  setFlagsFromString('--expose-gc');
  const collect: (options: { readonly type: 'minor' }) => void = runInNewContext('gc');
  return () => collect({ type: 'minor' });
}
