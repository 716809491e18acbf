import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  LARGEST_GAP,
  type MeasuredServing,
  measuredPoint,
} from '../../../src/engines/serving/measured-point.ts';

const point = (
  inputTokens: number,
  outputTokens: number,
  concurrency: number,
  timePerOutputTokenMs: number,
): MeasuredServing => ({ inputTokens, outputTokens, concurrency, timePerOutputTokenMs });

// Llama-3.1-70B FP8 on two H200, TensorRT-LLM, 1,024 in and 1,024 out: aiconfigurator's serving sample, 2025-10-29
const h200 = [point(1024, 1024, 4, 12.02), point(1024, 1024, 8, 12.43), point(1024, 1024, 32, 15.43)];

describe('measuredPoint', () => {
  it('gives what was measured where it was measured, with the one row', () => {
    const found = measuredPoint(
      h200,
      { inputTokens: 1024, outputTokens: 1024, concurrency: 8 },
      'timePerOutputTokenMs',
    );
    expect(found).toEqual({ value: 12.43, rows: [h200[1]], along: [] });
  });

  it('goes straight between two concurrencies, and names both rows', () => {
    const found = measuredPoint(
      h200,
      { inputTokens: 1024, outputTokens: 1024, concurrency: 16 },
      'timePerOutputTokenMs',
    );
    expect(found?.value).toBeCloseTo(12.43 + (15.43 - 12.43) / 3, 9);
    // the source measured 13.39 ms at 16
    expect((found?.value ?? 0) / 13.39).toBeCloseTo(1, 2);
    expect(found).toMatchObject({ rows: [h200[1], h200[2]], along: ['concurrency'] });
  });

  it('never leaves the measured range', () => {
    for (const concurrency of [1, 3, 33, 64])
      expect(
        measuredPoint(h200, { inputTokens: 1024, outputTokens: 1024, concurrency }, 'timePerOutputTokenMs'),
      ).toBeUndefined();
    expect(
      measuredPoint(h200, { inputTokens: 2048, outputTokens: 1024, concurrency: 8 }, 'timePerOutputTokenMs'),
    ).toBeUndefined();
  });

  it('does not join neighbours that are too far apart', () => {
    const far = [point(1024, 1024, 4, 10), point(1024, 1024, 4 * LARGEST_GAP + 1, 20)];
    expect(
      measuredPoint(far, { inputTokens: 1024, outputTokens: 1024, concurrency: 8 }, 'timePerOutputTokenMs'),
    ).toBeUndefined();
  });

  it('joins four corners over lengths and load at once', () => {
    const corners = [
      point(1024, 512, 8, 10),
      point(1024, 512, 16, 12),
      point(4096, 512, 8, 16),
      point(4096, 512, 16, 24),
    ];
    const found = measuredPoint(
      corners,
      { inputTokens: 2560, outputTokens: 512, concurrency: 12 },
      'timePerOutputTokenMs',
    );
    expect(found?.value).toBeCloseTo((10 + 12 + 16 + 24) / 4, 9);
    expect(found?.along).toEqual(['inputTokens', 'concurrency']);
    expect(found?.rows).toHaveLength(4);
  });

  it('refuses a saturated throughput between two output lengths, which memory decides', () => {
    const saturated = [
      { inputTokens: 128, outputTokens: 128, outputTokensPerSecond: 28_000 },
      { inputTokens: 128, outputTokens: 512, outputTokensPerSecond: 24_000 },
    ];
    expect(
      measuredPoint(saturated, { inputTokens: 128, outputTokens: 256 }, 'outputTokensPerSecond'),
    ).toBeUndefined();
  });

  it('lies between its neighbours, and is theirs at their places', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 256 }),
        fc.integer({ min: 1, max: 255 }),
        fc.double({ min: 1, max: 100, noNaN: true }),
        fc.double({ min: 1, max: 100, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (start, more, first, second, share) => {
          const end = Math.min(start + more, start * LARGEST_GAP);
          const between = Math.round(start + share * (end - start));
          for (const metric of ['timePerOutputTokenMs', 'outputTokensPerSecond'] as const) {
            const rows = [
              { concurrency: start, [metric]: first },
              { concurrency: end, [metric]: second },
            ];
            const value = measuredPoint(rows, { concurrency: between }, metric)?.value ?? Number.NaN;
            expect(value).toBeGreaterThanOrEqual(Math.min(first, second) * (1 - 1e-9));
            expect(value).toBeLessThanOrEqual(Math.max(first, second) * (1 + 1e-9));
            if (between === start) expect(value).toBe(first);
            if (between === end && end !== start) expect(value).toBe(second);
          }
        },
      ),
    );
  });

  it('rises with load wherever the measured times rise', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 5, noNaN: true }), { minLength: 3, maxLength: 8 }),
        fc.integer({ min: 1, max: 127 }),
        (steps, place) => {
          const curve = steps.map((_, index) =>
            point(
              1024,
              1024,
              2 ** index,
              steps.slice(0, index + 1).reduce((sum, step) => sum + step, 1),
            ),
          );
          const at = (concurrency: number) =>
            measuredPoint(
              curve,
              { inputTokens: 1024, outputTokens: 1024, concurrency },
              'timePerOutputTokenMs',
            )?.value;
          const [here, next] = [at(place), at(place + 1)];
          if (here !== undefined && next !== undefined) expect(next).toBeGreaterThanOrEqual(here - 1e-9);
        },
      ),
    );
  });
});
