import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overPcie, reachedLinkBytesPerSecond } from '../../../src/engines/serving/serving-rates.ts';
import { deepseekV3, gptOss120b, llama8b, llama70b } from '../memory/published-shapes.ts';
import { ideal, published } from './published-constants.ts';
import { b200, h100, one, rates, rtx4090, runtime, serving, wide } from './published-devices.ts';

const dense = serving(llama8b, 'bf16');

describe('servingRates', () => {
  it('reaches 70 % of the 16-bit peak of an H100, as measured: 698 TFLOP/s of 989 (maximum achievable matmul)', () => {
    // Stas Bekman, ML engineering, compute/accelerator: H100 SXM 71 to 80 %
    expect(rates(dense, h100).attentionFlops / 1e12 / 989).toBeCloseTo(0.704, 3);
  });

  it('unpacks MXFP4 experts in software on Hopper and not on Blackwell, which costs bandwidth and arithmetic', () => {
    const workload = serving(gptOss120b, 'mxfp4');
    const [hopper, blackwell] = [rates(workload, h100), rates(workload, b200)];
    expect(hopper.expertBytesPerSecond / 3350e9).toBeCloseTo(0.935 * 0.669, 9);
    expect(blackwell.expertBytesPerSecond / 8000e9).toBeCloseTo(0.935, 9);
    expect(hopper.feedForwardFlops).toBeCloseTo(989e12 * 0.704 * 0.85 * 0.574, -6);
    expect(blackwell.feedForwardFlops).toBeCloseTo(4500e12 * 0.61 * 0.85, -6);
  });

  it('launches slower under vLLM, faster on Blackwell, and faster a month for mixtures of experts alone', () => {
    expect(rates(dense, h100).launchSeconds).toBeCloseTo((320 * 4.6 * 1.221) / 1e6, 12);
    const trt = runtime('tensorrt-llm');
    expect(rates(dense, b200, one, published, trt).launchSeconds).toBeCloseTo((320 * 4.6 * 0.86) / 1e6, 12);
    const later = runtime('tensorrt-llm', 2);
    expect(rates(dense, b200, one, published, later).launchSeconds).toBe(
      rates(dense, b200, one, published, trt).launchSeconds,
    );
    const mixture = serving(deepseekV3, 'fp8Block');
    const drift =
      rates(mixture, h100, one, published, later).launchSeconds /
      rates(mixture, h100, one, published, trt).launchSeconds;
    expect(drift).toBeCloseTo(1.053 ** -2, 9);
  });

  it('exchanges through the host on gaming cards: 20 GB/s whatever the slot', () => {
    expect(rates(dense, rtx4090, wide(2)).linkBytesPerSecond).toBeCloseTo(20e9 * 0.55, 0);
    expect(rates(dense, { ...rtx4090, consumer: false }, wide(2)).linkBytesPerSecond).toBeCloseTo(
      32e9 * 0.55,
      0,
    );
    expect([overPcie(h100), overPcie(rtx4090), overPcie({ ...h100, linkGbPerSecond: undefined })]).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('reaches less of its peak on MI300X than on H100 (51 against 71 to 80 % measured)', () => {
    const amd = { ...h100, generation: 'cdna3' as const };
    expect(rates(dense, amd).attentionFlops / rates(dense, h100).attentionFlops).toBeCloseTo(0.72, 9);
  });

  it('pays a Grace host 1.6 times a sequence, and a Neuron core its own all-reduce', () => {
    expect(rates(dense, { ...h100, graceHost: true }).hostSequenceSeconds).toBeCloseTo(12.2e-6 * 1.6, 12);
    expect(rates(dense, { ...h100, generation: 'neuron' }, wide(2)).allReduceSeconds).toBeCloseTo(60e-6, 12);
    expect(rates(dense, h100, one).allReduceSeconds).toBe(0);
  });

  it('doubles every rate with every peak, and never exceeds a peak', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(llama8b, llama70b, deepseekV3, gptOss120b),
        fc.constantFrom('bf16', 'fp8', 'nvfp4', 'mxfp4', 'int4' as const),
        fc.integer({ min: 2, max: 10 }),
        (shape, format, by) => {
          const workload = serving(shape, format);
          const faster = {
            ...b200,
            bandwidthGbPerSecond: by * 8000,
            bf16Tflops: by * 2250,
            fp16Tflops: by * 2250,
            fp8Tflops: by * 4500,
            fp4Tflops: by * 9000,
            linkGbPerSecond: by * 900,
          };
          const [now, then] = [b200, faster].map((device) => rates(workload, device, wide(2), ideal));
          for (const rate of [
            'denseBytesPerSecond',
            'expertBytesPerSecond',
            'cacheBytesPerSecond',
            'attentionFlops',
            'feedForwardFlops',
            'scoreFlops',
            'linkBytesPerSecond',
          ] as const)
            expect((then?.[rate] ?? 0) / (now?.[rate] ?? 0)).toBeCloseTo(by, 9);
          const real = rates(workload, b200, wide(2));
          expect(real.denseBytesPerSecond).toBeLessThanOrEqual(8000e9);
          expect(real.feedForwardFlops).toBeLessThanOrEqual(9000e12);
        },
      ),
    );
  });

  it('reaches between gaming cards what all-reduces were measured at: 12.7 GB/s of 32 on RTX 4090 (tinygrad, pull request 22)', () => {
    const reached = reachedLinkBytesPerSecond(rtx4090, published);
    expect(Math.abs(reached / 12.7e9 - 1)).toBeLessThan(0.2);
  });
});
