import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DriftFolder, driftFolder, mixedRows } from '../support/drift-files.ts';

const program = fileURLToPath(new URL('../../dist/ml-cv-specialist.mjs', import.meta.url));
let files: DriftFolder;
/** What the program may leave behind would lie here. */
let temporary: string;

beforeAll(async () => {
  files = await driftFolder();
  temporary = join(files.folder, 'tmp');
  mkdirSync(temporary);
  await files.write(`COPY (${mixedRows(2000)}) TO 'FOLDER/was.parquet'`);
  await files.write(`COPY (${mixedRows(2000, 30)}) TO 'FOLDER/now.parquet'`);
  await files.write(`COPY (${mixedRows(2000)}) TO 'FOLDER/was.csv'`);
  await files.write(
    `COPY (SELECT random() AS a, random() AS b, random() AS c, random() AS d FROM range(4000000)) TO 'FOLDER/long.parquet'`,
  );
});
afterAll(() => files.remove());

function call(
  args: readonly string[],
  cwd = files.folder,
): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'call', 'detectDrift', ...args], {
    encoding: 'utf8',
    cwd,
    env: { ...process.env, TMPDIR: temporary },
  });
  return { code: status, out: stdout, err: stderr };
}
const drifted = JSON.stringify({ reference: 'was.parquet', current: 'now.parquet' });
const same = JSON.stringify({ reference: 'was.parquet', current: 'was.csv' });

describe('detectDrift from the command line', () => {
  it.each([
    ['significant drift', drifted, 'significant', 3],
    ['drift', drifted, 'moderate', 3],
    ['support', drifted, 'supported', 3],
    ['a schema that is the same', drifted, 'schema', 0],
    ['no drift', same, 'supported', 0],
  ])('--fail-on: %s', (_, input, level, code) => {
    const answer = call([input, '--fail-on', level]);
    expect(answer.err).toBe('');
    expect(answer.code).toBe(code);
    expect(JSON.parse(answer.out)).toHaveProperty('verdict');
  });

  it('refuses a level that it does not know, before it reads anything', () => {
    const answer = call([drifted, '--fail-on', 'severe']);
    expect(answer.code).toBe(2);
    expect(answer.err).toContain(
      '--fail-on: "severe" is not one of supported, moderate, significant, schema',
    );
  });

  it('reads a stored profile from a file, and gives more with --full and all with --complete', () => {
    const profile = (
      JSON.parse(call([JSON.stringify({ reference: 'was.parquet', returnProfile: true })]).out) as {
        profile: unknown;
      }
    ).profile;
    writeFileSync(join(files.folder, 'reference.json'), JSON.stringify(profile, null, 1));
    const input = JSON.stringify({ reference: 'reference.json', current: 'now.parquet' });
    const [concise, full, complete] = [[], ['--full'], ['--complete']].map(
      (options) => call([input, ...options]).out.length,
    );
    expect(full).toBeGreaterThan(concise ?? 0);
    expect(complete).toBeGreaterThan(full ?? 0);
    expect(call([input, '--text']).out).toContain('**Drift in 2 of 5 columns: ');
  });

  it('reads below the working directory, or below --allow-dir and nowhere else', () => {
    const elsewhere = call(
      [JSON.stringify({ reference: join(files.folder, 'was.csv'), current: 'now.parquet' })],
      '/usr',
    );
    expect(elsewhere.code).toBe(2);
    expect(elsewhere.err).toMatch(
      /^reference: ".*was\.csv" lies outside \/usr\. Start the program with --allow-dir/,
    );
    const allowed = call([drifted, '--allow-dir', files.folder], '/usr');
    expect(allowed.code).toBe(0);
  });

  it('stopped by SIGINT it exits 130 and leaves no process and no file', async () => {
    const child = spawn(
      process.execPath,
      [
        program,
        'call',
        'detectDrift',
        JSON.stringify({ reference: 'long.parquet', current: 'long.parquet' }),
      ],
      { cwd: files.folder, env: { ...process.env, TMPDIR: temporary } },
    );
    let err = '';
    child.stderr.on('data', (chunk) => {
      err += String(chunk);
    });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    await until(() => readdirSync(temporary).some((name) => name.startsWith('ml-cv-specialist-drift-')));
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    expect(err).toBe('interrupted\n');
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('clears up after an earlier run that was killed outright', async () => {
    const child = spawn(
      process.execPath,
      [
        program,
        'call',
        'detectDrift',
        JSON.stringify({ reference: 'long.parquet', current: 'long.parquet' }),
      ],
      {
        cwd: files.folder,
        env: { ...process.env, TMPDIR: temporary },
        stdio: 'ignore',
      },
    );
    const ended = new Promise((resolve) => child.once('close', resolve));
    await until(() => readdirSync(temporary).length > 0);
    child.kill('SIGKILL');
    await ended;
    expect(readdirSync(temporary)).not.toEqual([]);
    expect(call([drifted]).code).toBe(0);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('says that the disk is full, and leaves nothing on it', async (test) => {
    const small = join(files.folder, 'small');
    mkdirSync(small);
    const inOwnMounts = (script: string) =>
      spawnSync(
        'unshare',
        [
          '--user',
          '--map-root-user',
          '--mount',
          'sh',
          '-c',
          `mount -t tmpfs -o size=4m tmpfs "$SMALL" && ${script}`,
        ],
        {
          encoding: 'utf8',
          cwd: files.folder,
          env: {
            ...process.env,
            SMALL: small,
            TMPDIR: small,
            INPUT: JSON.stringify({ reference: 'large.csv', current: 'large.csv' }),
          },
        },
      );
    const allowed = inOwnMounts('true');
    if (allowed.status !== 0)
      test.skip(`no file system of our own can be mounted here: ${allowed.stderr ?? String(allowed.error)}`);
    await files.write(`COPY (SELECT random() AS a, random() AS b FROM range(600000)) TO 'FOLDER/large.csv'`);
    const { status, stderr, stdout } = inOwnMounts(
      `{ "${process.execPath}" "${program}" call detectDrift "$INPUT"; code=$?; ls -A "$SMALL"; exit $code; }`,
    );
    expect(stderr).toBe(
      `ml-cv-specialist failed: the disk under ${small}, where columns are held while they are compared, is full (No space left on device): free space there, or set TMPDIR to a folder with more\n`,
    );
    expect(status).toBe(1);
    expect(stdout).toBe('');
  });
});

describe('detectDrift over MCP', () => {
  it('reports progress, is cancelled, and leaves nothing behind', async () => {
    const client = new Client({ name: 'test', version: '1.0.0' });
    await client.connect(
      new StdioClientTransport({
        command: process.execPath,
        args: [program, 'serve'],
        cwd: files.folder,
        env: { PATH: process.env['PATH'] ?? '', TMPDIR: temporary },
      }),
    );
    const steps: number[] = [];
    await client.callTool(
      { name: 'detectDrift', arguments: { reference: 'was.parquet', current: 'now.parquet' } },
      { onprogress: ({ progress }) => steps.push(progress) },
    );
    expect(steps.length).toBeGreaterThan(2);
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    const stop = new AbortController();
    const long = client.callTool(
      { name: 'detectDrift', arguments: { reference: 'long.parquet', current: 'long.parquet' } },
      { signal: stop.signal },
    );
    await until(() => readdirSync(temporary).length > 0);
    stop.abort('enough');
    await expect(long).rejects.toThrow();
    await until(() => readdirSync(temporary).length === 0);
    expect(existsSync(temporary)).toBe(true);
    await client.close();
  });
});

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('it did not come to that');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
