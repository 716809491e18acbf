import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expertCoverage } from '../../../src/engines/serving/expert-coverage.ts';
import { weightReadTime } from '../../../src/engines/serving/weight-read-time.ts';
import { deepseekV3, gptOss120b, llama8b, llama70b, qwen35 } from '../memory/published-shapes.ts';
import { ideal } from './published-constants.ts';
import { b200, h100, one, ranks, rates, serving, wide } from './published-devices.ts';

const shapes = fc.constantFrom(llama8b, llama70b, deepseekV3, gptOss120b, qwen35);
const width = fc.constantFrom(1, 2, 4, 8, 16);
const tokens = fc.integer({ min: 1, max: 4096 });

describe('weightReadTime', () => {
  it('is the weights without the embedding table over bandwidth: 4.48 ms for Llama-3.1-8B BF16 at all of 3.35 TB/s', () => {
    // 8.03 B parameters published, of which 525 M are looked up
    const workload = serving(llama8b, 'bf16');
    const time = weightReadTime(workload, one, rates(workload, h100, one, ideal), 1);
    expect(time * 1000).toBeCloseTo(((8.03 - 0.525) * 2) / 3.35, 2);
  });

  it('reads a shared head whole', () => {
    const tied = serving({ ...llama8b, tiedEmbeddings: true }, 'bf16');
    const own = serving(llama8b, 'bf16');
    expect(weightReadTime(tied, one, rates(tied, h100), 1)).toBeCloseTo(
      weightReadTime(own, one, rates(own, h100), 1),
      12,
    );
  });

  it('sums over the cards of a tensor-parallel copy to the same bytes, router aside', () => {
    fc.assert(
      fc.property(shapes, width, tokens, (shape, n, batch) => {
        const workload = serving(shape, 'fp8');
        const at = (layout: typeof one) =>
          weightReadTime(workload, layout, rates(workload, h100, layout, ideal), batch) *
          layout.tensorParallel *
          h100.bandwidthGbPerSecond *
          1e9;
        // each card holds the whole router
        const repeated = (n - 1) * workload.weights.router;
        expect((at(wide(n)) - repeated) / at(one)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('divides experts exactly under attention-data parallelism, and repeats the rest', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(deepseekV3, gptOss120b, qwen35),
        fc.constantFrom(2, 4, 8),
        tokens,
        (shape, n, batch) => {
          const workload = serving(shape, 'fp8');
          const bytes =
            weightReadTime(workload, ranks(n), rates(workload, h100, ranks(n), ideal), batch) *
            h100.bandwidthGbPerSecond *
            1e9;
          const { weights } = workload;
          const dense =
            weights.attention + weights.denseFfn + weights.sharedExperts + weights.head + weights.router;
          const touched =
            expertCoverage(shape.experts ?? 1, shape.expertsPerToken ?? 1, batch) * weights.experts;
          expect(bytes / (dense + touched / n)).toBeCloseTo(1, 9);
        },
      ),
    );
  });

  it('never reads less for more tokens, nor more than everything', () => {
    fc.assert(
      fc.property(shapes, tokens, tokens, (shape, batch, more) => {
        const workload = serving(shape, 'nvfp4');
        const own = rates(workload, b200, one, ideal);
        const now = weightReadTime(workload, one, own, batch);
        expect(weightReadTime(workload, one, own, batch + more)).toBeGreaterThanOrEqual(now);
        const all = workload.weights.total - workload.weights.embedding - workload.weights.other;
        expect(now).toBeLessThanOrEqual((all / 8000e9) * (1 + 1e-9));
      }),
    );
  });

  it('reads 4 of 128 experts of gpt-oss-120b for one token and 87 % of them for 64', () => {
    const workload = serving(gptOss120b, 'mxfp4');
    const own = rates(workload, b200, one, ideal);
    const experts = (batch: number) =>
      (weightReadTime(workload, one, own, batch) - weightReadTime(workload, one, own, 0)) * 8000e9;
    expect(experts(1) / workload.weights.experts).toBeCloseTo(4 / 128, 6);
    expect(experts(64) / workload.weights.experts).toBeCloseTo(0.87, 2);
  });
});
