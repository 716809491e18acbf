import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { predict } from '../../../scripts/serving/predict.ts';
import { deepseekV3, llama8b, llama70b } from '../../engines/memory/published-shapes.ts';
import { published } from '../../engines/serving/published-constants.ts';
import { b200, h100, h200, runtime, wide } from '../../engines/serving/published-devices.ts';
import { servingCase } from './published-case.ts';

const seventy = { shape: llama70b, format: 'fp8', device: h200, layout: wide(4) } as const;

describe('predict', () => {
  it('gives the check vector of an earlier fit for a closed loop: 12.416 ms of Llama-3.1-70B on four H200', () => {
    const given = servingCase({ ...seventy, runtime: runtime('tensorrt-llm', -2) });
    expect(predict(given, published) * 1000).toBeCloseTo(12.416, 1);
  });

  it.each([
    // TensorRT-LLM 0.17 performance overview, 2025-02: Llama-3.1-70B FP8 on H200, all requests queued at once
    [4, 128, 128, 11_098.63],
    [2, 500, 2000, 6848.02],
  ])(
    'meets what TensorRT-LLM published for %i cards, %i in and %i out, %d tokens a second, off by less than 0.25',
    (n, input, output, measured) => {
      const given = servingCase({
        ...seventy,
        layout: wide(n),
        input,
        output,
        quantity: 'throughput',
        arrival: { kind: 'saturated' },
        runtime: runtime('tensorrt-llm'),
      });
      expect(Math.abs(predict(given, published) / measured - 1)).toBeLessThan(0.25);
    },
  );

  it('sums copies, and takes the better of layouts that a submitter could choose', () => {
    const saturated = { ...seventy, quantity: 'throughput', arrival: { kind: 'saturated' } } as const;
    const alone = predict(servingCase(saturated), published);
    expect(predict({ ...servingCase(saturated), copies: 2 }, published)).toBeCloseTo(2 * alone, 6);
    const offline = {
      ...servingCase({ ...seventy, quantity: 'throughput' }),
      arrival: { kind: 'offline' },
      copies: 8,
    } as const;
    const each = [2, 4, 8].map((n) => predict({ ...offline, layouts: [wide(n)] }, published));
    expect(predict({ ...offline, layouts: [2, 4, 8].map(wide) }, published)).toBe(Math.max(...each));
  });

  it('lets a mixture of experts attend by ranks where that is the better', () => {
    const given = servingCase({
      shape: deepseekV3,
      format: 'nvfp4',
      device: b200,
      layout: wide(8),
      quantity: 'throughput',
      arrival: { kind: 'saturated' },
    });
    const without = { ...published, 'attention-data-share': 1e-6 };
    expect(predict(given, published)).toBeGreaterThan(predict(given, without));
  });

  it('never carries more under a limit than without one', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.012, max: 0.3, noNaN: true }),
        fc.double({ min: 0.1, max: 1, noNaN: true }),
        (limit, tighter) => {
          const base = servingCase({ ...seventy, quantity: 'throughput' });
          const at = (timePerOutputToken: number) =>
            predict({ ...base, arrival: { kind: 'limited', timePerOutputToken } }, published);
          expect(at(limit)).toBeLessThanOrEqual(
            predict({ ...base, arrival: { kind: 'offline' } }, published) * (1 + 1e-9),
          );
          expect(at(limit * tighter)).toBeLessThanOrEqual(at(limit) * (1 + 1e-9));
        },
      ),
    );
  });

  it('speeds decoding up by drafted tokens at low load and hardly at high load (1.75 times up to 8, none beyond 128)', () => {
    const gain = (concurrency: number) => {
      const given = servingCase({
        shape: deepseekV3,
        format: 'fp8Block',
        device: b200,
        layout: wide(8),
        concurrency,
      });
      return (
        predict(given, published) /
        predict({ ...given, speculative: { drafted: 1, accepted: 1.9 } }, published)
      );
    };
    expect(gain(4)).toBeGreaterThan(1.4);
    expect(gain(4)).toBeLessThan(1.9);
    expect(gain(256)).toBeLessThan(gain(4));
  });

  it('reads a static batch as one: all prompts, then all tokens', () => {
    const given = servingCase({
      shape: llama8b,
      format: 'bf16',
      device: h100,
      quantity: 'throughput',
      arrival: { kind: 'static', batch: 16 },
    });
    const token = predict({ ...given, quantity: 'time per output token' }, published);
    const rate = predict(given, published);
    expect(rate).toBeLessThan(16 / token);
    expect(rate).toBeGreaterThan(0.8 * (16 / token));
  });

  it('waits for a place where more clients come than the memory holds', () => {
    const first = (concurrency: number) =>
      predict(
        servingCase({
          shape: llama70b,
          format: 'fp8',
          device: h100,
          input: 8000,
          output: 1000,
          concurrency,
          quantity: 'time to first token',
        }),
        published,
      );
    expect(first(64)).toBeGreaterThan(10 * first(1));
  });

  it('replays an open loop with its seeds: the same each time, throughput no higher than what arrives', () => {
    const base = servingCase({ shape: llama8b, format: 'bf16', device: h100, input: 200, output: 200 });
    const given = {
      ...base,
      arrival: { kind: 'poisson', requestsPerSecond: 4, requests: 200 },
      quantity: 'requests',
    } as const;
    const rate = predict(given, published);
    expect(rate).toBe(predict(given, published));
    expect(rate).toBeLessThan(4.4);
    expect(rate).toBeGreaterThan(3);
  });
});
