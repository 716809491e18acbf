import { describe, expect, it } from 'vitest';
import { memoryReserve } from '../../../src/engines/serving/memory-reserve.ts';

const values: Readonly<Record<string, number>> = {
  'large-card-gib': 70,
  'batched-tokens-large-card': 8192,
  'batched-tokens-small-card': 2048,
  'running-sequences-large-card': 1024,
  'running-sequences-small-card': 256,
  'activation-reserve-dense-gib': 5.64,
  'activation-reserve-moe-gib': 8,
  'runtime-reserve-gib': 1.6,
  'vllm-memory-utilisation': 0.9,
  'unified-memory-share': 0.75,
};
const base = {
  assumed: (id: string): number => {
    const value = values[id];
    if (value === undefined) throw new Error(`no default ${id}`);
    return value;
  },
  memoryBytes: 80e9,
  batchesLikeSmallCard: false,
  mixtureOfExperts: false,
};
const gib = 1024 ** 3;

describe('memoryReserve', () => {
  it('batches 8,192 tokens and 1,024 sequences on cards from 70 GiB, else a quarter, as vLLM does', () => {
    // vllm/engine/arg_utils.py, get_batch_defaults: H100 and MI300X against all others, A100 excepted
    expect(memoryReserve(base)).toMatchObject({ promptTokensPerStep: 8192, mostRunning: 1024 });
    expect(memoryReserve({ ...base, memoryBytes: 24e9 })).toMatchObject({
      promptTokensPerStep: 2048,
      mostRunning: 256,
    });
    expect(memoryReserve({ ...base, batchesLikeSmallCard: true }).mostRunning).toBe(256);
  });

  it('never reserves less for activations than llm-d measured on one H100: up to 5.64 GiB dense, 7.38 for gpt-oss-20b', () => {
    expect(memoryReserve(base).activationBytes / gib).toBeGreaterThanOrEqual(5.64);
    expect(memoryReserve({ ...base, mixtureOfExperts: true }).activationBytes / gib).toBeGreaterThan(7.38);
  });

  it('reserves activations by the tokens of a step', () => {
    const small = memoryReserve({ ...base, memoryBytes: 24e9 });
    expect(memoryReserve(base).activationBytes).toBe(4 * small.activationBytes);
    expect(small.runtimeBytes).toBe(1.6 * gib);
  });

  it('takes the share of memory that the caller gives, else that of the engine or of unified memory', () => {
    expect(memoryReserve(base).utilisation).toBe(0.9);
    expect(memoryReserve({ ...base, unifiedMemory: true }).utilisation).toBe(0.75);
    expect(memoryReserve({ ...base, unifiedMemory: true, utilisation: 0.5 }).utilisation).toBe(0.5);
  });
});
