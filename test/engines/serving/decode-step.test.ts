import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeStep } from '../../../src/engines/serving/decode-step.ts';
import { deepseekV3, glm5, gptOss120b, llama8b, llama70b, qwen35 } from '../memory/published-shapes.ts';
import { ideal, published } from './published-constants.ts';
import { b200, h100, one, ranks, rates, rtx4090, serving, wide } from './published-devices.ts';

const shapes = fc.constantFrom(llama8b, llama70b, deepseekV3, gptOss120b, glm5, qwen35);
const layouts = fc.constantFrom(one, wide(2), wide(8), ranks(8), { tensorParallel: 8, pipelineStages: 2 });
const batches = fc.integer({ min: 1, max: 1024 });
const contexts = fc.integer({ min: 1, max: 130_000 });

function step(
  shape: typeof llama8b,
  device: typeof b200,
  layout: typeof one,
  batch: number,
  context: number,
  constants = published,
) {
  const workload = serving(shape, 'fp8');
  return decodeStep(workload, layout, rates(workload, device, layout, constants), batch, context).total;
}

describe('decodeStep', () => {
  it('is bytes over bandwidth for one short sequence on an ideal card', () => {
    const workload = serving(llama8b, 'bf16');
    const { total, weights } = decodeStep(workload, one, rates(workload, h100, one, ideal), 1, 1);
    expect(total * 1000).toBeCloseTo(((8.03 - 0.525) * 2) / 3.35, 1);
    expect(weights / total).toBeGreaterThan(0.99);
  });

  it('stays under the roofline and within 30 % of gpt-fast: 104.9 tokens a second of Llama-2-7B BF16 on one A100', () => {
    // PyTorch blog, "Accelerating Generative AI with PyTorch II", 2023-11-30: one stream, compiled, without a server
    const llama2 = {
      ...llama8b,
      kvHeads: 32,
      intermediateSize: 11008,
      vocabulary: 32000,
    };
    const a100 = {
      ...h100,
      bandwidthGbPerSecond: 2039,
      bf16Tflops: 312,
      fp16Tflops: 312,
      fp8Tflops: undefined,
      generation: 'ampere' as const,
    };
    const workload = serving(llama2, 'bf16');
    const seconds = decodeStep(workload, one, rates(workload, a100), 1, 200).total;
    expect(1 / seconds).toBeLessThan(2039 / 13.2);
    expect(1 / seconds / 104.9).toBeGreaterThan(0.7);
    expect(1 / seconds / 104.9).toBeLessThan(1.3);
  });

  it('turns from bandwidth to arithmetic as the batch grows', () => {
    const workload = serving(llama8b, 'bf16', 10, 10);
    const own = rates(workload, h100, one, ideal);
    const [small, large] = [decodeStep(workload, one, own, 1, 15), decodeStep(workload, one, own, 1000, 15)];
    expect(small.weights).toBeGreaterThan(small.arithmetic);
    expect(large.arithmetic).toBeGreaterThan(large.weights);
  });

  it('is never slower with more bandwidth, a faster link, higher peaks or cheaper launches', () => {
    fc.assert(
      fc.property(
        shapes,
        layouts,
        batches,
        contexts,
        fc.integer({ min: 1, max: 4 }),
        (shape, layout, batch, context, by) => {
          const now = step(shape, b200, layout, batch, context);
          const better = [
            { ...b200, bandwidthGbPerSecond: by * 8000 },
            { ...b200, linkGbPerSecond: by * 900 },
            { ...b200, bf16Tflops: by * 2250, fp8Tflops: by * 4500 },
          ];
          for (const device of better)
            expect(step(shape, device, layout, batch, context)).toBeLessThanOrEqual(now * (1 + 1e-12));
          const cheap = { ...published, 'launch-us': published['launch-us'] / by };
          expect(step(shape, b200, layout, batch, context, cheap)).toBeLessThanOrEqual(now);
        },
      ),
    );
  });

  it('never takes less for more sequences or a longer context', () => {
    fc.assert(
      fc.property(shapes, layouts, batches, contexts, fc.nat(1000), (shape, layout, batch, context, more) => {
        const now = step(shape, h100, layout, batch, context);
        expect(step(shape, h100, layout, batch + more, context)).toBeGreaterThanOrEqual(now * (1 - 1e-12));
        expect(step(shape, h100, layout, batch, context + more)).toBeGreaterThanOrEqual(now * (1 - 1e-12));
      }),
    );
  });

  it('scales: twice every rate halves a step without fixed parts', () => {
    const twice = {
      ...h100,
      bandwidthGbPerSecond: 6700,
      bf16Tflops: 2 * 989,
      fp16Tflops: 2 * 989,
      fp8Tflops: 2 * 1979,
      linkGbPerSecond: 900,
    };
    fc.assert(
      fc.property(shapes, layouts, batches, contexts, (shape, layout, batch, context) => {
        const slow = step(shape, h100, layout, batch, context, ideal);
        expect(step(shape, twice, layout, batch, context, ideal) / slow).toBeCloseTo(0.5, 9);
      }),
    );
  });

  it('names parts that make up the whole, and pays PCIe dearly', () => {
    const workload = serving(llama70b, 'fp8');
    const parts = decodeStep(workload, wide(4), rates(workload, h100, wide(4)), 32, 1536);
    const { weights, arithmetic, cache, launches, link, movement, total } = parts;
    expect(Math.hypot(weights, arithmetic) + cache + launches + link + movement).toBeCloseTo(total, 12);
    const pcie = decodeStep(workload, wide(4), rates(workload, rtx4090, wide(4)), 32, 1536);
    expect(pcie.link).toBeGreaterThan(10 * link);
  });

  it('verifies drafted tokens for less than as many steps', () => {
    const workload = serving(llama70b, 'fp8');
    const own = rates(workload, h100, wide(4));
    const plain = decodeStep(workload, wide(4), own, 8, 1024).total;
    const drafted = decodeStep(workload, wide(4), own, 8, 1024, 4).total;
    expect(drafted).toBeGreaterThan(plain);
    expect(drafted).toBeLessThan(2 * plain);
  });
});
