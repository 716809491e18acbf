import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ThroughputRow } from '../../../src/engines/serving/measured-throughput.ts';
import { scaledThroughput, scalingError } from '../../../src/engines/serving/scaled-throughput.ts';

const row = (model: string, hardware: string, itemsPerSecond: number): ThroughputRow => ({
  model,
  hardware,
  runtime: hardware === 'RTX-5090' ? 'PyTorch 2.9.1, CUDA 13.0, NCHW' : 'PyTorch 2.9.1, CUDA 12.8, NCHW',
  precision: 'amp',
  batch: 1024,
  input: '224px',
  itemsPerSecond,
  measuredBy: 'independent',
});

// timm inference benchmarks, PyTorch 2.9.1, AMP, 2026-01-06
const timm = [
  row('EfficientNet-B0', 'RTX-4090', 8794.71),
  row('ResNet-18', 'RTX-4090', 13_726.29),
  row('ResNet-18', 'RTX-5090', 19_878.7),
  row('ResNet-50', 'RTX-4090', 4302.84),
  row('ResNet-50', 'RTX-5090', 6356.02),
  row('ResNet-101', 'RTX-4090', 2781.19),
  row('ResNet-101', 'RTX-5090', 4150.63),
  row('Swin-B', 'RTX-4090', 1240.78),
  row('Swin-B', 'RTX-5090', 1896.87),
];
const own = timm.filter(({ model }) => model === 'EfficientNet-B0');

describe('scaledThroughput', () => {
  it('carries EfficientNet-B0 from an RTX 4090 to a 5090 within 3 % of the 13,282 images/s measured there', () => {
    const scaled = scaledThroughput(timm, own, 'RTX-5090');
    expect((scaled?.itemsPerSecond ?? 0) / 13_282.18).toBeCloseTo(1, 1);
    expect(Math.abs((scaled?.itemsPerSecond ?? 0) / 13_282.18 - 1)).toBeLessThan(0.03);
    expect(scaled).toMatchObject({
      references: ['ResNet-18', 'ResNet-50', 'ResNet-101', 'Swin-B'],
      error: { tests: 4 },
    });
    expect(scaled?.error.worst).toBeLessThan(0.05);
  });

  it('needs three models measured on both, in the same setting', () => {
    expect(scaledThroughput(timm.slice(0, 5), own, 'RTX-5090')).toBeUndefined();
    const otherBatch = timm.map((entry) => (entry.hardware === 'RTX-5090' ? { ...entry, batch: 1 } : entry));
    expect(scaledThroughput(otherBatch, own, 'RTX-5090')).toBeUndefined();
  });

  it('refuses where the ratio does not hold among the models measured', () => {
    const scattered = timm.map((entry, index) =>
      entry.hardware === 'RTX-5090'
        ? { ...entry, itemsPerSecond: entry.itemsPerSecond * (1 + index) }
        : entry,
    );
    expect(scaledThroughput(scattered, own, 'RTX-5090')).toBeUndefined();
  });

  it('is exact, with no error, where one ratio holds for all, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1, max: 1e5, noNaN: true }), { minLength: 3, maxLength: 12 }),
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        fc.double({ min: 1, max: 1e5, noNaN: true }),
        (rates, ratio, rate) => {
          const rows = rates.flatMap((each, index) => [
            row(`model-${index}`, 'A', each),
            row(`model-${index}`, 'B', each * ratio),
          ]);
          const subject = row('subject', 'A', rate);
          const scaled = scaledThroughput([...rows, subject], [subject], 'B');
          expect((scaled?.itemsPerSecond ?? 0) / (rate * ratio)).toBeCloseTo(1, 9);
          expect(scaled?.error.worst).toBeLessThan(1e-9);
        },
      ),
    );
  });
});

describe('scalingError', () => {
  it('predicts each ratio by the median of the others', () => {
    expect(scalingError([1, 2])).toBeUndefined();
    const error = scalingError([1, 1, 2]);
    expect(error?.median).toBeCloseTo(0.5, 12);
    expect(error?.worst).toBeCloseTo(0.5, 12);
  });
});
