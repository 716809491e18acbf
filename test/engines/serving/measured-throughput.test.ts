import { describe, expect, it } from 'vitest';
import {
  callMs,
  itemsPerSecond,
  measuredThroughput,
  type ThroughputRow,
} from '../../../src/engines/serving/measured-throughput.ts';

const row = (fields: Partial<ThroughputRow>): ThroughputRow => ({
  model: 'EfficientNet-B0',
  hardware: 'T4',
  runtime: 'Paddle Inference, TensorRT 8.0.3.4',
  precision: 'fp16',
  itemsPerSecond: 1,
  measuredBy: 'author',
  ...fields,
});

describe('itemsPerSecond', () => {
  it('divides the batch by its time: EfficientNet-B0 on a T4, batch 8 in 9.108 ms (PaddleClas)', () => {
    expect(itemsPerSecond({ latencyMs: 9.10801, itemsPerCall: 8 })).toBeCloseTo(878.3, 1);
  });

  it('prefers what the source prints: batch over time is 6,815 where NVIDIA printed 9,311 images/s', () => {
    expect(itemsPerSecond({ throughputPerSecond: 9311, latencyMs: 18.78, itemsPerCall: 128 })).toBe(9311);
  });

  it('refuses a row that holds neither', () => {
    expect(() => itemsPerSecond({ itemsPerCall: 1 })).toThrow(RangeError);
  });
});

describe('measuredThroughput', () => {
  const rows = [
    row({ batch: 1, latencyMs: 3.40122, itemsPerSecond: 294 }),
    row({ batch: 8, latencyMs: 9.10801, itemsPerSecond: 878.3 }),
    row({ batch: 8, precision: 'fp32', latencyMs: 9.3304, itemsPerSecond: 857.4 }),
    row({ runtime: 'TensorRT, MLPerf Offline', precision: 'int8', itemsPerSecond: 6121 }),
    row({ hardware: 'V100', batch: 8, itemsPerSecond: 2168 }),
    row({ model: 'ResNet-50', batch: 8, itemsPerSecond: 1139 }),
  ];
  const first = (setting: Parameters<typeof measuredThroughput>[3]) =>
    measuredThroughput(rows, 'EfficientNet-B0', 'T4', setting)[0]?.itemsPerSecond;

  it('takes the fastest that says its batch, and a ceiling only where nothing else is', () => {
    expect(first({})).toBe(878.3);
    expect(first({ precision: 'int8' })).toBe(6121);
  });

  it('keeps to the asked precision, batch, runtime and time a call', () => {
    expect(first({ precision: 'fp32' })).toBe(857.4);
    expect(first({ batch: 1 })).toBe(294);
    expect(first({ runtime: 'mlperf' })).toBe(6121);
    expect(first({ latencyMs: 5 })).toBe(294);
    expect(first({ latencyMs: 1 })).toBeUndefined();
  });

  it('derives the time of a call from batch and throughput where it is not printed', () => {
    expect(callMs(row({ batch: 512, itemsPerSecond: 7179.22 }))).toBeCloseTo(71.3, 1);
    expect(callMs(row({ itemsPerSecond: 6121 }))).toBeUndefined();
  });
});
