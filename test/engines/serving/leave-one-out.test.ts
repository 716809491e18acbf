import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leaveOneOut } from '../../../src/engines/serving/leave-one-out.ts';
import type { MeasuredServing } from '../../../src/engines/serving/measured-point.ts';

const point = (
  inputTokens: number,
  outputTokens: number,
  concurrency: number,
  timePerOutputTokenMs: number,
): MeasuredServing => ({ inputTokens, outputTokens, concurrency, timePerOutputTokenMs });

// Llama-3.1-70B FP8 on two H200, TensorRT-LLM, 1,024 in and 1,024 out: aiconfigurator's serving sample, 2025-10-29
const h200 = [
  point(1024, 1024, 4, 12.02),
  point(1024, 1024, 8, 12.43),
  point(1024, 1024, 16, 13.39),
  point(1024, 1024, 32, 15.43),
];

describe('leaveOneOut', () => {
  it('finds no error on a curve that follows the law, and counts its inner points', () => {
    const exact = [1, 2, 4, 8, 16].map((concurrency) =>
      point(1024, 1024, concurrency, 5 + 0.3 * concurrency),
    );
    const error = leaveOneOut([exact], 'timePerOutputTokenMs', 'concurrency');
    expect(error?.tests).toBe(3);
    expect(error?.p90).toBeLessThan(1e-9);
  });

  it('has nothing to say of a curve without inner points', () => {
    expect(leaveOneOut([h200.slice(0, 2)], 'timePerOutputTokenMs', 'concurrency')).toBeUndefined();
  });

  it('is off by 2 % at most on the published curve of two H200', () => {
    const error = leaveOneOut([h200], 'timePerOutputTokenMs', 'concurrency');
    expect(error?.tests).toBe(2);
    expect(error?.p90).toBeLessThan(0.02);
  });

  it('tests no more points than have two neighbours, and never finds a negative error', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 1, max: 100, noNaN: true }), { maxLength: 9 }), (times) => {
        const curve = times.map((time, index) => point(1024, 1024, 2 ** index, time));
        const error = leaveOneOut([curve], 'timePerOutputTokenMs', 'concurrency');
        expect(error?.tests ?? 0).toBe(Math.max(0, times.length - 2));
        expect(error?.median ?? 0).toBeGreaterThanOrEqual(0);
        expect(error?.p90 ?? 0).toBeGreaterThanOrEqual(error?.median ?? 0);
      }),
    );
  });
});
