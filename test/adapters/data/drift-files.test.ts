import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTables } from '../../../src/adapters/data/open-tables.ts';
import { isWholeZstd } from '../../../src/adapters/data/zstd-frames.ts';
import { kolmogorovSmirnov } from '../../../src/engines/statistics/kolmogorov-smirnov.ts';
import { quantileEdges } from '../../../src/engines/statistics/quantile-edges.ts';
import { detectDrift } from '../../../src/tools/detect-drift.ts';
import { type DriftFolder, driftFolder, mixedRows } from '../../support/drift-files.ts';

let files: DriftFolder;
const ROWS = 2000;

beforeAll(async () => {
  files = await driftFolder();
  await files.write(`CREATE TABLE was AS ${mixedRows(ROWS)}`);
  await files.write(`CREATE TABLE now AS ${mixedRows(ROWS, 0.2)}`);
  for (const side of ['was', 'now']) {
    await files.write(`COPY ${side} TO 'FOLDER/${side}.parquet'`);
    await files.write(`COPY ${side} TO 'FOLDER/${side}.csv'`);
    await files.write(`COPY ${side} TO 'FOLDER/${side}.csv.gz' (COMPRESSION gzip)`);
    await files.write(`COPY ${side} TO 'FOLDER/${side}.csv.zst' (COMPRESSION zstd)`);
    await files.write(`COPY ${side} TO 'FOLDER/${side}.jsonl'`);
    await files.write(
      `COPY (SELECT * FROM ${side} ORDER BY order_id LIMIT 700) TO 'FOLDER/part-${side}-1.parquet'`,
    );
    await files.write(
      `COPY (SELECT * FROM ${side} ORDER BY order_id OFFSET 700) TO 'FOLDER/part-${side}-2.parquet'`,
    );
  }
});
afterAll(() => files.remove());

type Answer = { columns: { column: string; statistics: Record<string, unknown> }[]; compared: unknown };
const ask = async (input: Record<string, unknown>) =>
  (await detectDrift.execute(input, files.context)).complete as unknown as Answer & Record<string, unknown>;

describe('the same data', () => {
  const comparable = ({ columns }: Answer) =>
    columns.map((column) =>
      JSON.parse(JSON.stringify(column, (key, value) => (key === 'engineType' ? undefined : value))),
    );

  it.each([
    ['CSV', 'csv'],
    ['CSV with gzip', 'csv.gz'],
    ['CSV with Zstandard', 'csv.zst'],
    ['JSON Lines', 'jsonl'],
  ])('as %s gives the figures of Parquet', async (_, suffix) => {
    const parquet = await ask({ reference: 'was.parquet', current: 'now.parquet' });
    const other = await ask({ reference: `was.${suffix}`, current: `now.${suffix}` });
    closeTo(comparable(other), comparable(parquet));
  });

  it('in parts behind a glob gives the figures of one file', async () => {
    const one = await ask({ reference: 'was.parquet', current: 'now.parquet' });
    const parts = await ask({ reference: 'part-was-*.parquet', current: 'part-now-?.parquet' });
    closeTo(comparable(parts), comparable(one));
  });

  it('sent inline gives the figures of Parquet', async () => {
    const rows = (side: string) =>
      readFileSync(join(files.folder, `${side}.jsonl`), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    const columns = (side: string) => {
      const all = rows(side);
      return Object.fromEntries(
        Object.keys(all[0] ?? {}).map((name) => [name, all.map((row) => row[name] ?? null)]),
      );
    };
    const parquet = await ask({ reference: 'was.parquet', current: 'now.parquet' });
    const inline = await ask({ referenceInline: columns('was'), currentInline: columns('now') });
    closeTo(comparable(inline), comparable(parquet));
  });

  it('agrees with the engines on the values themselves', async () => {
    const lines = (side: string) =>
      gunzipSync(readFileSync(join(files.folder, `${side}.csv.gz`)))
        .toString()
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => Number(line.split(',')[0]));
    const [was, now] = [lines('was'), lines('now')].map((values) => Float64Array.from(values).sort());
    if (was === undefined || now === undefined) throw new Error('unread');
    const answer = await ask({ reference: 'was.csv', current: 'now.csv' });
    const amount = answer.columns.find(({ column }) => column === 'amount') as unknown as {
      histogram: { edges: number[] };
      statistics: { ks: { statistic: number } };
    };
    expect(amount.histogram.edges).toEqual(quantileEdges(was, 10));
    expect(amount.statistics.ks.statistic).toBeCloseTo(kolmogorovSmirnov(was, now).statistic, 11);
  });
});

describe('files that cannot be right', () => {
  const bad = (name: string, content: string | Buffer) => writeFileSync(join(files.folder, name), content);
  const lines = (rows: number) =>
    `a,b,c\n${Array.from({ length: rows }, (_, at) => `${at},${at / 8},x${at % 3}`).join('\n')}\n`;

  it.each([
    [
      'an empty CSV',
      () => bad('empty.csv', ''),
      'empty.csv',
      /^reference: the file empty\.csv is empty\. Leave it out/,
    ],
    [
      'a header alone',
      () => bad('header.csv', 'a,b\n'),
      'header.csv',
      /^reference: header\.csv holds no rows/,
    ],
    [
      'a CSV that is not UTF-8',
      () =>
        bad(
          'latin.csv',
          Buffer.concat([Buffer.from(lines(50)), Buffer.from([0x31, 0x2c, 0x32, 0x2c, 0xe9, 0xe8, 0x0a])]),
        ),
      'latin.csv',
      /^reference: "latin\.csv" cannot be read: .*(unicode|utf-8)/i,
    ],
    [
      'a CSV cut off within a row',
      () => bad('cut.csv', `${lines(50)}50,6`),
      'cut.csv',
      /^reference: the rows of "cut\.csv" do not all have the columns of its header, "a,b,c"\. It may be cut off/,
    ],
    [
      'a gzip stream cut off',
      () => bad('cut.csv.gz', gzipSync(lines(5000)).subarray(0, 9000)),
      'cut.csv.gz',
      /^reference: the file cut\.csv\.gz is cut off or damaged \(unexpected end of file\)\. Fetch it again/,
    ],
    [
      'a Zstandard stream cut off',
      () => bad('cut.csv.zst', readFileSync(join(files.folder, 'was.csv.zst')).subarray(0, -9)),
      'cut.csv.zst',
      /^reference: the file cut\.csv\.zst is cut off or damaged \(its last frame is not complete\)/,
    ],
    [
      'a Parquet file cut off',
      () => bad('cut.parquet', readFileSync(join(files.folder, 'was.parquet')).subarray(0, 5000)),
      'cut.parquet',
      /^reference: "cut\.parquet" cannot be read: .*No magic bytes/,
    ],
    [
      'text named Parquet',
      () => bad('text.parquet', lines(100)),
      'text.parquet',
      /^reference: "text\.parquet" cannot be read: /,
    ],
    [
      'JSON cut off',
      () => bad('cut.jsonl', '{"a":1}\n{"a":2,"b'),
      'cut.jsonl',
      /^reference: "cut\.jsonl" cannot be read: .*Malformed JSON/,
    ],
    [
      'an unknown format',
      () => bad('rows.xlsx', 'PK'),
      'rows.xlsx',
      /^reference: "rows\.xlsx" is of no known format\. Known are \.csv/,
    ],
    [
      'a file that is not there',
      () => {},
      'gone.csv',
      /^reference: there is no file "gone\.csv"\. Paths count from /,
    ],
    ['a glob without a match', () => {}, 'gone-*.csv', /^reference: no file matches "gone-\*\.csv"/],
    ['a folder', () => {}, '.', /^reference: "\." is no file/],
    ['a file outside', () => {}, '/etc/passwd', /^reference: "\/etc\/passwd" lies outside .*--allow-dir/],
    ['a way out by dots', () => {}, '../../etc/passwd', /lies outside|there is no file/],
    [
      'a link that leads outside',
      () => symlinkSync('/etc/passwd', join(files.folder, 'link.csv')),
      'link.csv',
      /^reference: "link\.csv" lies outside /,
    ],
    ['a glob that leads outside', () => {}, '/etc/pass*', /^reference: "\/etc\/passw?d.*" lies outside /],
    ['a web address', () => {}, 'https://example.com/x.csv', /^reference: there is no file/],
    ['files of two formats', () => {}, 'was.{csv,parquet}', /^reference: (mixes formats|no file matches)/],
  ])('%s: an error that says so', async (_, prepare, name, message) => {
    prepare();
    await expect(ask({ reference: name, current: 'now.parquet' })).rejects.toThrow(message);
  });

  it('a type that only later rows contradict: all rows decide, and the change of type is named', async () => {
    bad(
      'late.csv',
      `a,b\n${Array.from({ length: 30_000 }, (_, at) => `${at % 40},${at % 90}`).join('\n')}\nunknown,3\n`,
    );
    await files.write(`COPY (SELECT i % 40 AS a, i % 90 AS b FROM range(3000) t(i)) TO 'FOLDER/plain.csv'`);
    const answer = await ask({ reference: 'plain.csv', current: 'late.csv' });
    expect(answer['schemaChanges']).toEqual([{ column: 'a', change: 'type BIGINT is VARCHAR now' }]);
    expect(answer['skipped']).toContainEqual({ column: 'a', reason: 'numeric in the reference, text now' });
  });

  it('columns on one side alone are named', async () => {
    await files.write(`COPY (SELECT i AS x, i % 5 AS only_then FROM range(500) t(i)) TO 'FOLDER/then.csv'`);
    await files.write(`COPY (SELECT i AS x, i % 5 AS only_now FROM range(500) t(i)) TO 'FOLDER/later.csv'`);
    const answer = await ask({ reference: 'then.csv', current: 'later.csv', treatAs: { x: 'numeric' } });
    expect(answer['schemaChanges']).toEqual([
      { column: 'only_then', change: 'in the reference, missing now' },
      { column: 'only_now', change: 'new, not in the reference' },
    ]);
  });

  it('a text file that ends within a line is read with a caution', async () => {
    bad('short.csv', lines(400).slice(0, -2));
    const answer = await ask({ reference: 'short.csv', current: 'short.csv' });
    expect(answer['warnings']).toContain(
      'short.csv ends within a line: if it was cut off, its last value may be short.',
    );
  });

  it('a column without a value now is drift, not a gap', async () => {
    await files.write(
      `COPY (SELECT i * 0.5 AS x, i % 9 + 0.25 AS y FROM range(900) t(i)) TO 'FOLDER/full.parquet'`,
    );
    await files.write(
      `COPY (SELECT NULL::DOUBLE AS x, i % 9 + 0.25 AS y FROM range(900) t(i)) TO 'FOLDER/hollow.parquet'`,
    );
    const answer = await ask({ reference: 'full.parquet', current: 'hollow.parquet' });
    expect(answer.columns[0]).toMatchObject({
      column: 'x',
      result: 'drift',
      band: 'significant',
      note: 'every current value is missing',
    });
  });

  it('a thousand columns', async () => {
    const wide = (add: number) =>
      Array.from(
        { length: 1000 },
        (_, at) => `(hash(i + ${at}) % 1000) / 10.0 + ${at === 500 ? add : 0} AS c${at}`,
      ).join(', ');
    await files.write(`COPY (SELECT ${wide(0)} FROM range(400) t(i)) TO 'FOLDER/wide-was.parquet'`);
    await files.write(`COPY (SELECT ${wide(40)} FROM range(400, 800) t(i)) TO 'FOLDER/wide-now.parquet'`);
    const answer = await ask({ reference: 'wide-was.parquet', current: 'wide-now.parquet' });
    expect(answer['summary']).toMatchObject({ columns: 1000, drift: 1 });
    expect(answer.columns[0]?.column).toBe('c500');
  }, 120_000);

  it('hostile column names', async () => {
    await files.write(
      `COPY (SELECT i % 50 AS "a""; DROP TABLE given; --", i / 3.0 AS "select", i * 0.1 AS "ünï 'x'" FROM range(600) t(i)) TO 'FOLDER/hostile.parquet'`,
    );
    const answer = await ask({ reference: 'hostile.parquet', current: 'hostile.parquet' });
    expect(answer.columns.map(({ column }) => column)).toContain('a"; DROP TABLE given; --');
  });
});

describe('one file that is split by time', () => {
  it('gives the figures of its two halves as two files, day by day too', async () => {
    await files.write(`COPY (SELECT * FROM was WHERE placed_at < '2026-11-02') TO 'FOLDER/half-1.parquet'`);
    await files.write(`COPY (SELECT * FROM was WHERE placed_at >= '2026-11-02') TO 'FOLDER/half-2.parquet'`);
    const more = {
      columns: ['amount', 'score', 'country'],
      probabilityColumn: 'chance',
      domainClassifierRows: 300,
    };
    await files.write(
      `COPY (SELECT *, (hash(order_id) % 1000) / 1000.0 AS chance FROM 'FOLDER/half-1.parquet') TO 'FOLDER/first.parquet'`,
    );
    await files.write(
      `COPY (SELECT *, (hash(order_id) % 1000) / 1000.0 AS chance FROM 'FOLDER/half-2.parquet') TO 'FOLDER/second.parquet'`,
    );
    await files.write(
      `COPY (SELECT *, (hash(order_id) % 1000) / 1000.0 AS chance FROM was ORDER BY order_id) TO 'FOLDER/both.parquet'`,
    );
    const two = await ask({ reference: 'first.parquet', current: 'second.parquet', ...more });
    const one = await ask({
      reference: 'both.parquet',
      timeColumn: 'placed_at',
      splitAt: '2026-11-02',
      window: 'hour',
      ...more,
    });
    closeTo(one.columns, two.columns);
    closeTo(one['estimatedPerformance'], two['estimatedPerformance']);
    closeTo(one['domainClassifier'], two['domainClassifier']);
    const { windows } = one['trend'] as { windows: { rows: number }[] };
    expect(windows.map(({ rows }) => rows)).toEqual([60, 60, 60, 60, 60, 60, 60, 60, 60, 20]);
  });
});

describe('the engine', () => {
  const left = () =>
    readdirSync(tmpdir()).filter((name) => name.startsWith(`ml-cv-specialist-drift-${process.pid}-`));

  it('leaves no folder behind: after an answer, an error and an interruption', async () => {
    await ask({ reference: 'was.parquet', current: 'now.parquet' });
    expect(left()).toEqual([]);
    await expect(ask({ reference: 'was.parquet', current: 'cut.parquet' })).rejects.toThrow();
    expect(left()).toEqual([]);
    await files.write(
      `COPY (SELECT random() AS x, random() AS y FROM range(3000000)) TO 'FOLDER/long.parquet'`,
    );
    const stop = new AbortController();
    const running = detectDrift.execute(
      { reference: 'long.parquet', current: 'long.parquet' },
      { ...files.context, signal: stop.signal },
    );
    setTimeout(() => stop.abort(new Error('enough')), 150);
    await expect(running).rejects.toThrow('enough');
    expect(left()).toEqual([]);
  });

  it('says that no file is open where no directory is', async () => {
    const closed = openTables({ directories: [], noFiles: 'no directory was given', environment: {} });
    await expect(
      detectDrift.execute(
        { reference: 'was.csv', current: 'now.csv' },
        { ...files.context, ports: { tables: closed } },
      ),
    ).rejects.toThrow(
      'reference: "was.csv" cannot be opened: no directory was given. Send the values inline instead.',
    );
  });

  it('tells whole Zstandard files from cut ones at every length', () => {
    const whole = readFileSync(join(files.folder, 'was.csv.zst'));
    expect(isWholeZstd(join(files.folder, 'was.csv.zst'))).toBe(true);
    const cut = join(files.folder, 'any.zst');
    for (const length of [3, 5, 9, 100, whole.length - 1]) {
      writeFileSync(cut, whole.subarray(0, length));
      expect(isWholeZstd(cut), `${length} bytes`).toBe(false);
    }
    writeFileSync(cut, Buffer.concat([whole, whole]));
    expect(isWholeZstd(cut)).toBe(true);
  });
});

/** Equal but for numbers, which may differ by 1e-9 of their size. */
function closeTo(actual: unknown, expected: unknown, path = 'answer'): void {
  if (typeof expected === 'number' && typeof actual === 'number') {
    expect(Math.abs(actual - expected), path).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
    return;
  }
  if (typeof expected !== 'object' || expected === null) {
    expect(actual, path).toBe(expected);
    return;
  }
  expect(Object.keys(Object(actual)), path).toEqual(Object.keys(expected));
  for (const [key, value] of Object.entries(expected))
    closeTo(Reflect.get(Object(actual), key), value, `${path}.${key}`);
}
