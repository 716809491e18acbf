import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { readRuns } from '../../scripts/training/read-runs.ts';
import { trainingRuns } from '../../src/catalog/tables/training-runs.ts';
import { realContext } from '../support/read-catalog.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const run = promisify(execFile);
const validate = (...options: string[]) =>
  run(process.execPath, ['--import', 'tsx', 'scripts/validate-training.ts', ...options], {
    cwd: root,
    maxBuffer: 16 * 1024 * 1024,
  });

type Errors = { rows: number; medianPoints?: number; worstPoints?: number } & {
  medianPercent?: number;
  p90Percent?: number;
  worstPercent?: number;
};
type Group = { rowsRead: number; rowsDescribed: number; mfu?: Errors; memory?: Errors };
type Report = {
  csv: string;
  overall: Group;
  byMethod: Record<string, Group>;
  bySource: Record<string, Group>;
  notDescribed: Record<string, number>;
  expectedUtilisation: { rows: number; medianAbsoluteError: number; p90AbsoluteError: number };
};
const reportOf = async (...options: string[]): Promise<Report> =>
  JSON.parse((await validate('--json', ...options)).stdout) as Report;

const HEADER =
  'run,parameters,layers,hidden_size,sequence_length,gpu,n_gpus,precision,tokens_per_second_per_gpu,mfu,memory_gib,method,source';
const folder = mkdtempSync(join(tmpdir(), 'training-'));
afterAll(() => rmSync(folder, { recursive: true }));
const written = (text: string): string => {
  const file = join(mkdtempSync(join(folder, 'case-')), 'runs.csv');
  writeFileSync(file, text);
  return file;
};
const fileOf = (...lines: string[]): string => written([HEADER, ...lines].join('\n'));

describe('validate:training', () => {
  it("is within 0.2 points on all of MosaicML's rows and within 15 % on fine-tuning memory", async () => {
    const report = await reportOf();
    const { overall, bySource, notDescribed } = report;
    const source = (word: string): Group => {
      const found = Object.entries(bySource).find(([name]) => name.includes(word));
      if (found === undefined) throw new Error(`no source holds "${word}"`);
      return found[1];
    };
    expect(overall.rowsRead).toBe(624);
    const mosaic = source('llm-foundry');
    expect([mosaic.rowsRead, mosaic.rowsDescribed, mosaic.mfu?.rows]).toEqual([216, 216, 216]);
    expect(mosaic.mfu?.worstPoints).toBeLessThan(0.2);
    expect(mosaic.mfu?.medianPoints).toBeLessThan(0.01);
    const peft = source('method_comparison');
    expect(peft.memory?.rows).toBe(63);
    expect(peft.memory?.worstPercent).toBeLessThan(15);
    const torchtune = source('torchtune');
    expect(torchtune.memory?.rows).toBe(18);
    expect(torchtune.memory?.worstPercent).toBeLessThan(15);
    expect(torchtune.memory?.medianPercent).toBeLessThan(6);
    const deepSpeed = source('stas00');
    expect(deepSpeed.memory?.rows).toBe(12);
    expect(deepSpeed.memory?.medianPercent).toBeLessThan(8);
    expect(deepSpeed.memory?.worstPercent).toBeLessThan(18);
    const undescribed = Object.values(notDescribed).reduce((sum, rows) => sum + rows, 0);
    expect(undescribed).toBe(overall.rowsRead - overall.rowsDescribed);
    expect(report.expectedUtilisation.rows).toBeGreaterThan(300);
    expect(report.expectedUtilisation.medianAbsoluteError).toBeLessThan(0.08);
    expect(report.expectedUtilisation.p90AbsoluteError).toBeLessThan(0.31);
    expect(overall.memory?.p90Percent).toBeLessThan(11);
    const grouped = Object.values(report.byMethod).reduce((sum, group) => sum + group.rowsRead, 0);
    expect(grouped).toBe(overall.rowsRead);
  }, 120_000);

  it("reads another user's file: blank cells, usual names of cards, unknown methods, columns that it does not know", async () => {
    const file = fileOf(
      'PaLM-like,540e9,118,18432,2048,TPU v9,6144,bf16,,46.2,,pretraining,paper',
      'ours,6738415616,32,4096,4096,NVIDIA A100-SXM4-80GB,64,bf16,"3,225",48.3 %,,Pre-Training,internal',
      'PEFT Llama-3.2-3B lora rank32,,,,,L40S,1,,,,20.76,LoRA,PEFT method comparison',
      'mystery,3e9,28,3072,512,RTX 4090,1,bf16,,,12,sparse-magic,blog',
      'no recipe,3e9,28,3072,512,RTX 4090,1,bf16,,,12,dora,blog',
      ',,,,,,,,,,,,',
    );
    const report = await reportOf('--csv', file);
    expect(report.overall.rowsRead).toBe(6);
    expect(report.overall.rowsDescribed).toBe(2);
    expect(report.overall.mfu?.worstPoints).toBeLessThan(0.3);
    expect(report.overall.memory?.worstPercent).toBeLessThan(5);
    expect(report.notDescribed).toEqual({
      'utilisation without tokens a second': 1,
      'method "sparse-magic" is not known': 1,
      'no batch in the row and no recipe for its source': 1,
      'neither utilisation nor memory published': 1,
    });
  }, 120_000);

  it('names the file and the columns that it lacks', async () => {
    const file = written('run,gpu\na,b\n');
    await expect(validate('--csv', file)).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('lacks the columns parameters, layers, hidden_size'),
    });
  }, 120_000);

  it('holds the rows that the tables hold: every tabled throughput stands in the evidence', () => {
    const evidence = new Map(
      readRuns(`${root}test/evidence/training.csv`).map((row) => [row.run, row] as const),
    );
    const rows = realContext().catalog.rows(trainingRuns);
    expect(rows.length).toBe(334);
    for (const row of rows) {
      const published = evidence.get(row.run);
      expect(published, row.run).toBeDefined();
      expect(Number(published?.tokens_per_second_per_gpu ?? 0)).toBe(row.tokensPerSecond ?? 0);
      expect(Number(published?.sequence_length)).toBe(row.sequenceLength);
    }
  });
});
