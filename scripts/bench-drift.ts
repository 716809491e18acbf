import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { openTables } from '../src/adapters/data/open-tables.ts';
import { catalogOf, readTables } from '../src/catalog/read-tables.ts';
import { ALL_TABLES } from '../src/catalog/table-list.ts';
import { detectDrift } from '../src/tools/detect-drift.ts';

/**
 * Speed and memory of detectDrift on Parquet of 20 numeric columns, beside the limit (a bare scan that sums the same columns), beside what it
 * replaces (DuckDB's own exact quantiles and sort) and beside scipy and pandas on a CSV of the same data, all in one run.
 *
 *     npm run bench:drift [-- ROWS ...]      default 100000 1000000 10000000
 *
 * CPU seconds, start-up included, tell more than seconds where others share the machine. Each measurement runs in a process of its own, up to 2 million rows twice, the faster counts; peak memory is that process's. Prints, never gates.
 */
const COLUMNS = 20;
/** Of each measurement; the faster counts. */
const runsOf = (rows: number): number => (rows > 2e6 ? 1 : 2);
const ENGINE_MEMORY = '1600MB';
const here = fileURLToPath(import.meta.url);
const columns = Array.from({ length: COLUMNS }, (_, at) => `c${at}`);

type Measured = { readonly seconds: number; readonly cpuSeconds: number; readonly peakMb: number };

/** Normal, log-normal, uniform and rounded columns, moved a little for the current side. */
function expressionOf(at: number, shift: number): string {
  const normal = 'sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random())';
  if (at < 10) return `${at + 1} * (${normal} + ${shift})`;
  if (at < 14) return `exp(${normal} + ${shift})`;
  if (at < 17) return `random() * 1000 + ${shift}`;
  return `round(100 * (${normal} + ${shift}))`;
}

async function writeData(folder: string, rows: number): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: ENGINE_MEMORY,
    temp_directory: folder,
  });
  const connection = await instance.connect();
  for (const [side, shift] of [
    ['reference', 0],
    ['current', 0.02],
  ] as const) {
    await connection.run('SELECT setseed(0.42)');
    const select = columns.map((name, at) => `${expressionOf(at, shift)} AS ${name}`).join(', ');
    await connection.run(
      `COPY (SELECT ${select} FROM range(${rows})) TO '${join(folder, `${side}.parquet`)}'`,
    );
  }
  connection.closeSync();
  instance.closeSync();
}

/** One measurement, in this process: prints seconds and its own peak memory. */
const TASKS: Readonly<Record<string, (folder: string) => Promise<void>>> = {
  scan: (folder) =>
    sql(folder, `SELECT ${columns.map((name) => `sum(${name})`).join(', ')} FROM 'current.parquet'`),
  'scan of both': async (folder) => {
    for (const side of ['reference', 'current'])
      await sql(folder, `SELECT ${columns.map((name) => `sum(${name})`).join(', ')} FROM '${side}.parquet'`);
  },
  'DuckDB histogram, 10 bins': (folder) => {
    const bounds = Array.from({ length: 9 }, (_, at) => `${at - 4}::DOUBLE`).join(', ');
    return sql(
      folder,
      `SELECT ${columns.map((name) => `histogram(${name}, [${bounds}])`).join(', ')} FROM 'current.parquet'`,
    );
  },
  'DuckDB quantiles of the reference': (folder) => quantiles(folder),
  'DuckDB sort of both sides': (folder) => sorts(folder),
  'against a stored profile': async (folder) => {
    await drift(folder, { reference: 'profile.json', current: 'current.parquet' });
  },
  'profile of the reference': async (folder) => {
    const { profile } = await drift(folder, { reference: 'reference.parquet', returnProfile: true });
    writeFileSync(join(folder, 'profile.json'), JSON.stringify(profile));
  },
  'first exact run, KS and Wasserstein from all values': async (folder) => {
    await drift(folder, { reference: 'reference.parquet', current: 'current.parquet' });
  },
};

async function sql(folder: string, query: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: ENGINE_MEMORY,
    temp_directory: join(folder, 'spill'),
  });
  const connection = await instance.connect();
  await connection.run(query.replaceAll(/'(\w+\.parquet)'/g, (_, file: string) => `'${join(folder, file)}'`));
  connection.closeSync();
  instance.closeSync();
}

/** Column by column, as memory asks for: all at once DuckDB keeps every value of every column. */
async function quantiles(folder: string): Promise<void> {
  const levels = Array.from({ length: 9 }, (_, at) => (at + 1) / 10).join(', ');
  for (const name of columns)
    await sql(folder, `SELECT quantile_cont(${name}, [${levels}]) FROM 'reference.parquet'`);
}

/** Reads each column in order, as a test over all values must; the last value alone is kept. */
async function sorts(folder: string): Promise<void> {
  for (const name of columns)
    for (const side of ['reference', 'current'])
      await sql(folder, `SELECT last(v) FROM (SELECT ${name} AS v FROM '${side}.parquet' ORDER BY v)`);
}

async function drift(folder: string, input: Record<string, unknown>): Promise<Record<string, unknown>> {
  const catalog = catalogOf(readTables(fileURLToPath(new URL('../references', import.meta.url)), ALL_TABLES));
  const tables = openTables({ directories: [folder], environment: {} });
  const begun = performance.now();
  const { structured } = await detectDrift.execute(input, {
    catalog,
    today: '2026-11-23',
    ports: { tables },
  });
  insideSeconds = (performance.now() - begun) / 1000;
  return structured;
}
let insideSeconds: number | undefined;

function measure(task: string, folder: string, rows: number): Measured {
  const runs = Array.from({ length: runsOf(rows) }, () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [...process.execArgv, here, '--task', task, folder],
      {
        encoding: 'utf8',
        maxBuffer: 1e8,
      },
    );
    if (status !== 0) throw new Error(`${task}: ${stderr}`);
    return JSON.parse(stdout) as Measured;
  });
  return {
    seconds: Math.min(...runs.map(({ seconds }) => seconds)),
    cpuSeconds: Math.min(...runs.map(({ cpuSeconds }) => cpuSeconds)),
    peakMb: Math.max(...runs.map(({ peakMb }) => peakMb)),
  };
}

const PYTHON = `
import json, resource, sys, time
import numpy as np, pandas as pd
from scipy import stats
folder = sys.argv[1]
began = time.perf_counter()
was = pd.read_csv(folder + '/reference.csv'); now = pd.read_csv(folder + '/current.csv')
read = time.perf_counter() - began
for name in was.columns:
    p, q = was[name].to_numpy(), now[name].to_numpy()
    edges = np.quantile(p, np.arange(1, 10) / 10)
    a = np.bincount(np.searchsorted(edges, p), minlength=10) / len(p)
    b = np.bincount(np.searchsorted(edges, q), minlength=10) / len(q)
    a, b = np.maximum(a, 1e-4), np.maximum(b, 1e-4)
    ((b - a) * np.log(b / a)).sum(); stats.ks_2samp(p, q, mode='asymp'); stats.wasserstein_distance(p, q)
print(json.dumps({'cpuSeconds': time.process_time(), 'seconds': time.perf_counter() - began, 'read': read, 'peakMb': resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
`;
/** The largest size that scipy and pandas hold in memory comfortably. */
const PYTHON_ROWS = 1_000_000;

async function bench(rows: number, folder: string): Promise<void> {
  await writeData(folder, rows);
  const values = rows * COLUMNS;
  console.log(
    `\n${rows.toExponential()} rows x ${COLUMNS} columns a side, Parquet of ${(statSync(join(folder, 'current.parquet')).size / 1e6).toFixed(0)} MB`,
  );
  const results = new Map<string, Measured>();
  const row = (name: string, { seconds, cpuSeconds, peakMb }: Measured, sides: number, against: string) => {
    const base = results.get(against)?.seconds;
    console.log(
      `${name.padEnd(52)} ${seconds.toFixed(2).padStart(8)} s ${((values * sides) / seconds / 1e6).toFixed(1).padStart(8)} M values/s ${(base === undefined ? '' : `${(seconds / base).toFixed(1)} x ${against}`).padStart(26)} ${cpuSeconds.toFixed(1).padStart(7)} CPU s ${peakMb.toFixed(0).padStart(6)} MB peak`,
    );
  };
  const run = (name: string, sides: number, against: string) => {
    const measured = measure(name, folder, rows);
    results.set(name, measured);
    row(name, measured, sides, against);
  };
  run('scan', 1, '');
  run('scan of both', 2, '');
  run('DuckDB histogram, 10 bins', 1, 'scan');
  run('profile of the reference', 1, 'scan');
  run('against a stored profile', 1, 'scan');
  run('DuckDB quantiles of the reference', 1, 'scan');
  run('DuckDB sort of both sides', 2, 'scan of both');
  run('first exact run, KS and Wasserstein from all values', 2, 'scan of both');
  const own = results.get('first exact run, KS and Wasserstein from all values')?.seconds ?? 0;
  const theirs =
    (results.get('DuckDB quantiles of the reference')?.seconds ?? 0) +
    (results.get('DuckDB sort of both sides')?.seconds ?? 0);
  console.log(`first exact run over DuckDB's quantiles and sort: ${(own / theirs).toFixed(2)} (limit 1.3)`);
  if (rows > PYTHON_ROWS || !existsSync('/usr/bin/python3')) return;
  for (const side of ['reference', 'current'])
    await sql(folder, `COPY (SELECT * FROM '${side}.parquet') TO '${join(folder, `${side}.csv`)}'`);
  const python = spawnSync('/usr/bin/python3', ['-c', PYTHON, folder], { encoding: 'utf8' });
  if (python.status !== 0) {
    console.log(`scipy and pandas: not measured (${python.stderr.trim().split('\n').at(-1)})`);
    return;
  }
  const { read, ...measured } = JSON.parse(python.stdout) as Measured & { readonly read: number };
  row(`scipy and pandas on CSV (reading ${read.toFixed(1)} s of it)`, measured, 2, '');
  row('detectDrift on the same CSV', measure('csv', folder, rows), 2, '');
}

const [flag, task = '', place = ''] = process.argv.slice(2);
if (flag === '--task') {
  const begun = performance.now();
  if (task === 'csv') await drift(place, { reference: 'reference.csv', current: 'current.csv' });
  else await TASKS[task]?.(place);
  const seconds = insideSeconds ?? (performance.now() - begun) / 1000;
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  console.log(
    JSON.stringify({ seconds, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMb: maxRSS / 1024 }),
  );
} else {
  const sizes = process.argv.slice(2).map(Number);
  if (sizes.some((size) => !Number.isInteger(size) || size < 1000))
    throw new Error('ROWS are whole numbers from 1000');
  const model = /model name\s*: (.*)/.exec(
    existsSync('/proc/cpuinfo') ? readFileSync('/proc/cpuinfo', 'utf8') : '',
  )?.[1];
  console.log(
    `Node ${process.version}, ${availableParallelism()} cores${model === undefined ? '' : ` (${model})`}, load ${loadavg()
      .map((load) => load.toFixed(1))
      .join(' ')}`,
  );
  for (const rows of sizes.length > 0 ? sizes : [1e5, 1e6, 1e7]) {
    const folder = mkdtempSync(join(tmpdir(), 'bench-drift-'));
    try {
      mkdirSync(join(folder, 'spill'));
      await bench(rows, folder);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}
