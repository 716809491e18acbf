import { describe, expect, it } from 'vitest';
import { chooseSpeedCell, speedIn } from '../../../src/engines/selection/choose-speed-cell.ts';
import { decidingBenchmark } from '../../../src/engines/selection/deciding-benchmark.ts';
import { trustedScore } from '../../../src/engines/selection/trusted-score.ts';
import { whatWouldFlip } from '../../../src/engines/selection/what-would-flip.ts';

const benchmarks = [
  { id: 'first', task: 't', rank: 1, better: 'higher' },
  { id: 'second', task: 't', rank: 2, better: 'higher' },
  { id: 'saturated', task: 't', rank: 0, better: 'higher' },
] as const;
const score = (model: string, benchmark: string, value: number, measuredBy = 'vendor', input?: string) => ({
  model,
  benchmark,
  value,
  measuredBy,
  ...(input === undefined ? {} : { input }),
});

describe('decidingBenchmark', () => {
  it('takes the lowest rank that compares two models, and never rank 0', () => {
    const rows = [
      score('a', 'first', 1),
      score('a', 'second', 1),
      score('b', 'second', 2),
      score('a', 'saturated', 1),
      score('b', 'saturated', 1),
    ];
    expect(decidingBenchmark(benchmarks, rows, 't', new Set(['a', 'b']))?.id).toBe('second');
    expect(decidingBenchmark(benchmarks, rows, 't', new Set(['a']))?.id).toBe('first');
    expect(decidingBenchmark(benchmarks, rows.slice(3), 't', new Set(['a', 'b']))).toBeUndefined();
  });
});

describe('trustedScore', () => {
  it('trusts an independent measurement before a higher one of the vendor', () => {
    const rows = [score('YOLO11n', 'first', 39.5), score('YOLO11n', 'first', 37.4, 'independent')];
    expect(trustedScore(rows, 'YOLO11n', benchmarks[0], undefined)?.value).toBe(37.4);
  });

  it('takes the wanted input size where it is there', () => {
    const rows = [
      score('resnet50', 'first', 81.24, 'author', '288px'),
      score('resnet50', 'first', 80.38, 'author', '224px'),
    ];
    expect(trustedScore(rows, 'resnet50', benchmarks[0], 224)?.value).toBe(80.38);
    expect(trustedScore(rows, 'resnet50', benchmarks[0], undefined)?.value).toBe(81.24);
  });
});

describe('chooseSpeedCell', () => {
  const row = (model: string, hardware: string, latencyMs: number, measuredBy = 'vendor') => ({
    model,
    hardware,
    runtime: 'TensorRT',
    precision: 'fp16',
    batch: 1,
    latencyMs,
    measuredBy,
  });
  const rows = [
    row('a', 'T4', 2),
    row('b', 'T4', 3),
    row('a', 'phone', 60),
    row('a', 'T4', 4, 'independent'),
  ];

  it('compares on the one device on which most models were measured', () => {
    expect(chooseSpeedCell(rows, new Set(['a', 'b']), () => true)).toMatchObject({
      hardware: 'T4',
      metric: 'latency',
    });
    expect(chooseSpeedCell(rows, new Set(['a', 'b']), (id) => id === 'phone')).toMatchObject({
      hardware: 'phone',
    });
    expect(chooseSpeedCell(rows, new Set(['a', 'b']), (id) => id === 'TPU')).toBeUndefined();
  });

  it('reads the independent measurement there', () => {
    expect(speedIn(rows, 'a', { hardware: 'T4', metric: 'latency' }, () => false)?.latencyMs).toBe(4);
  });

  it('does not take a batched run for a latency', () => {
    const batched = [{ ...row('a', 'T4', 20), batch: 32 }];
    expect(chooseSpeedCell(batched, new Set(['a']), () => true)).toBeUndefined();
  });
});

describe('whatWouldFlip', () => {
  it('names the best model that each constraint keeps out, where it beats the first', () => {
    const ruledOut = [
      { model: 'x', by: 'licence', reason: '' },
      { model: 'y', by: 'licence', reason: '' },
      { model: 'z', by: 'offline', reason: '' },
      { model: 'dead', by: 'status', reason: '' },
    ];
    const values: Record<string, number> = { x: 60, y: 65, z: 40, dead: 99 };
    expect(whatWouldFlip(ruledOut, 50, (model) => values[model], 'higher')).toEqual([
      { by: 'licence', model: 'y', value: 65 },
    ]);
  });
});
