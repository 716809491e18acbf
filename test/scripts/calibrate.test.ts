import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const table = `${root}references/benchmarks/serving-model.md`;

it('calibrate --dry-run prints the same twice, says what it left out, and writes nothing', async () => {
  const [header = '', ...rows] = readFileSync(`${root}test/evidence/serving.csv`, 'utf8')
    .trimEnd()
    .split('\n');
  const csv = join(mkdtempSync(join(tmpdir(), 'calibrate-')), 'some.csv');
  writeFileSync(csv, [header, ...rows.filter((_, index) => index % 10 < 1)].join('\n'));
  const before = readFileSync(table, 'utf8');
  const calibrate = async (): Promise<string> => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', 'scripts/calibrate.ts', '--dry-run', '--refits', '1', '--csv', csv],
      { cwd: root },
    );
    return stdout;
  };
  const first = await calibrate();
  expect(first).toMatch(/^\d+ rows judged, \d+ described\n {2}left out \d+: /);
  expect(first).toMatch(/\ndense-read-share +0\.\d+ {2}0\.\d+ to [01]\.?\d*\n/);
  expect(await calibrate()).toBe(first);
  expect(readFileSync(table, 'utf8')).toBe(before);
}, 240_000);
