import { describe, expect, it } from 'vitest';
import { closedLoopThroughput } from '../../../src/engines/serving/closed-loop-throughput.ts';

describe('closedLoopThroughput', () => {
  it('gives the throughput that vLLM printed beside its times for Llama 3.1 405B on one MI355X', () => {
    // https://github.com/vllm-project/vllm/pull/25135: 64 at once, 1,024 output tokens
    const loop = {
      concurrency: 64,
      outputTokens: 1024,
      timeToFirstTokenMs: 5240.27,
      timePerOutputTokenMs: 75.58,
    };
    expect(closedLoopThroughput(loop) / 793.27).toBeCloseTo(1, 2);
  });

  it('gives the throughput that vLLM printed for gpt-oss-20b on an Arc Pro B60', () => {
    // https://vllm.ai/blog/2025-11-11-intel-arc-pro-b: 38 at once, 2,048 output tokens
    const loop = {
      concurrency: 38,
      outputTokens: 2048,
      timeToFirstTokenMs: 7823,
      timePerOutputTokenMs: 42.35,
    };
    expect(closedLoopThroughput(loop) / 818.92).toBeCloseTo(1, 1);
  });
});
