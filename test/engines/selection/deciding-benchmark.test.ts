import { describe, expect, it } from 'vitest';
import { chooseSpeedCell, speedIn } from '../../../src/engines/selection/choose-speed-cell.ts';
import { decidingBenchmark } from '../../../src/engines/selection/deciding-benchmark.ts';
import { groupRuledOut } from '../../../src/engines/selection/group-ruled-out.ts';
import { trustedScore } from '../../../src/engines/selection/trusted-score.ts';

const benchmark = { id: 'first', better: 'higher' } as const;
const score = (model: string, benchmark: string, value: number, measuredBy = 'vendor', input?: string) => ({
  model,
  benchmark,
  value,
  measuredBy,
  ...(input === undefined ? {} : { input }),
});

describe('decidingBenchmark', () => {
  const covers = (counts: Record<string, number>) => (id: string) => counts[id] ?? 0;

  it('takes the first in order that compares two models, else the first that covers one, else none', () => {
    expect(decidingBenchmark(['first', 'second'], covers({ first: 1, second: 2 }))).toBe('second');
    expect(decidingBenchmark(['first', 'second'], covers({ first: 5, second: 9 }))).toBe('first');
    expect(decidingBenchmark(['first', 'second'], covers({ second: 1 }))).toBe('second');
    expect(decidingBenchmark(['first', 'second'], covers({ other: 4 }))).toBeUndefined();
  });
});

describe('trustedScore', () => {
  it('trusts an independent measurement before a higher one of the vendor', () => {
    const rows = [score('YOLO11n', 'first', 39.5), score('YOLO11n', 'first', 37.4, 'independent')];
    expect(trustedScore(rows, 'YOLO11n', benchmark, undefined)?.value).toBe(37.4);
  });

  it('takes the wanted input size where it is there', () => {
    const rows = [
      score('resnet50', 'first', 81.24, 'author', '288px'),
      score('resnet50', 'first', 80.38, 'author', '224px'),
    ];
    expect(trustedScore(rows, 'resnet50', benchmark, 224)?.value).toBe(80.38);
    expect(trustedScore(rows, 'resnet50', benchmark, undefined)?.value).toBe(81.24);
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

describe('groupRuledOut', () => {
  it('puts models with the same reason together, the largest group first', () => {
    const ruledOut = [
      { model: 'z', by: 'offline', reason: 'a hosted API' },
      { model: 'x', by: 'use', reason: 'AGPL' },
      { model: 'y', by: 'use', reason: 'AGPL' },
    ];
    expect(groupRuledOut(ruledOut)).toEqual([
      { by: 'use', reason: 'AGPL', models: ['x', 'y'] },
      { by: 'offline', reason: 'a hosted API', models: ['z'] },
    ]);
  });
});
