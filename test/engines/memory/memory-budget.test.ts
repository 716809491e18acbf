import { describe, expect, it } from 'vitest';
import { memoryBudget } from '../../../src/engines/memory/memory-budget.ts';

const gib = 1024 ** 3;
const h100 = { memoryGb: 80, reportedMib: 79.18 * 1024, utilisation: 0.9 };

/** llm-d-benchmark, empirical-vllm-memory-results.md (2026-01-26): GiB on one H100 of 79.18 GiB. */
const measured = [
  { model: 'gpt-oss-20b', weights: 13.47, activations: 7.38, rest: 0.13, cache: 50.28 },
  { model: 'Llama-3.3-70B-FP8 on two', weights: 33.88, activations: 4.84, rest: 0.55, cache: 32 },
  { model: 'Llama-3.3-70B-FP8 on one', weights: 67.72, activations: 4.84, rest: 0.14, cache: -1.44 },
  { model: 'Llama-3.1-8B', weights: 14.99, activations: 4.76, rest: 0.13, cache: 51.38 },
  { model: 'Qwen3-0.6B', weights: 1.12, activations: 5.56, rest: 0.13, cache: 64.45 },
  { model: 'Qwen3-32B at 0.95', weights: 61.03, activations: 5.64, rest: 0.14, cache: 4.45 },
];

describe('memoryBudget', () => {
  it.each(measured.slice(0, 5))('leaves what vLLM left for the cache of $model', (row) => {
    const { freeBytes } = memoryBudget({
      ...h100,
      weightBytes: row.weights * gib,
      activationBytes: row.activations * gib,
      runtimeBytes: row.rest * gib,
    });
    expect(freeBytes / gib).toBeCloseTo(row.cache, 1);
  });

  it('never leaves more than vLLM did when it assumes the reserves', () => {
    for (const row of measured) {
      const moe = row.model.startsWith('gpt-oss');
      const { freeBytes } = memoryBudget({
        ...h100,
        weightBytes: row.weights * gib,
        activationBytes: (moe ? 8 : 5.64) * gib,
        runtimeBytes: 1.6 * gib,
      });
      expect(freeBytes / gib).toBeLessThan(row.cache);
    }
  });

  it('takes the decimal figure of the data sheet where the driver is not known', () => {
    const { capacityBytes } = memoryBudget({
      memoryGb: 80,
      utilisation: 1,
      weightBytes: 0,
      activationBytes: 0,
      runtimeBytes: 0,
    });
    expect(capacityBytes).toBe(80e9);
  });

  it.each([0, 1.1, Number.NaN])('refuses a utilisation of %s', (utilisation) => {
    const none = { weightBytes: 0, activationBytes: 0, runtimeBytes: 0 };
    expect(() => memoryBudget({ memoryGb: 80, utilisation, ...none })).toThrow(RangeError);
    expect(() => memoryBudget({ memoryGb: 0, utilisation: 0.9, ...none })).toThrow(RangeError);
  });
});
