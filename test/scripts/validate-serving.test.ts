import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const run = promisify(execFile);
const validate = (...options: string[]) =>
  run(process.execPath, ['--import', 'tsx', 'scripts/validate-serving.ts', ...options], {
    cwd: root,
    maxBuffer: 64 * 1024 * 1024,
  });

const METRICS = ['timePerOutputToken', 'timeToFirstToken', 'saturatedThroughput', 'throughput'];
const ERRORS = ['bias', 'medianAbsoluteError', 'p90AbsoluteError', 'rows'];

describe('validate:serving --json', () => {
  it('prints one object of the agreed shape, errors as fractions', async () => {
    const { stdout, stderr } = await validate('--json', '--model-only');
    expect(stderr).toBe('');
    const report = JSON.parse(stdout) as Record<string, Record<string, Record<string, unknown>>>;
    const { overall = {} } = report;
    expect(Object.keys(overall)).toEqual(expect.arrayContaining(['rowsRead', 'rowsDescribed', ...METRICS]));
    expect(overall['rowsRead']).toBe(687);
    for (const metric of METRICS) {
      const errors = overall[metric] as unknown as Record<string, number>;
      expect(Object.keys(errors).sort()).toEqual(ERRORS);
      expect(errors['rows']).toBeGreaterThan(0);
      expect(errors['medianAbsoluteError']).toBeLessThan(1);
      expect(errors['p90AbsoluteError']).toBeGreaterThanOrEqual(errors['medianAbsoluteError'] ?? 0);
    }
    for (const group of ['byEngine', 'byGpu', 'byModel', 'bySource']) {
      const members = Object.values(report[group] ?? {});
      expect(members.length, group).toBeGreaterThan(3);
      const rows = members.reduce((sum, member) => sum + Number(member['rowsDescribed']), 0);
      expect(rows, group).toBe(Number(overall['rowsDescribed']));
      for (const member of members)
        for (const [metric, errors] of Object.entries(member))
          if (metric !== 'rowsDescribed') expect(Object.keys(errors as object).sort()).toEqual(ERRORS);
    }
    const baselines = Object.values(report['baselines'] ?? {});
    expect(baselines).toHaveLength(2);
    for (const baseline of baselines) expect(Object.keys(baseline)).toEqual(expect.arrayContaining(METRICS));
  }, 240_000);

  it('refuses a fold that there is not, and names those that there are', async () => {
    await expect(validate('--cv', 'engine')).rejects.toMatchObject({
      code: 2,
      stderr: '--cv: engine is not one of model, gpu, source\n',
    });
  }, 60_000);
});
