import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shapeOfArchitecture } from '../../../src/answers/shape-of-architecture.ts';
import { architectures } from '../../../src/catalog/tables/architectures.ts';
import { kvBytesPerSequence } from '../../../src/engines/memory/kv-bytes-per-sequence.ts';
import { kvBytesPerToken } from '../../../src/engines/memory/kv-bytes-per-token.ts';
import type { ModelShape } from '../../../src/engines/memory/model-shape.ts';
import { parametersByPart } from '../../../src/engines/memory/parameters-by-part.ts';
import { stateBytesPerSequence } from '../../../src/engines/memory/state-bytes-per-sequence.ts';
import { realContext } from '../../support/read-catalog.ts';

const GIB = 1024 ** 3;
const { catalog } = realContext();
const rows = catalog.rows(architectures);
const shapes = rows.map((row) => ({ name: row.model, shape: shapeOfArchitecture(row, catalog) }));

function shapeOf(model: string): ModelShape {
  const found = shapes.find(({ name }) => name === model);
  if (found === undefined) throw new Error(`no architecture ${model}`);
  return found.shape;
}

describe('published sizes of the cache', () => {
  it.each([
    ['Llama-3.1-8B', 131_072],
    ['Llama-3.1-70B', 327_680],
    ['DeepSeek-V3', 70_272],
    ['Qwen3-Next-80B-A3B', 24_576],
    ['Nemotron-3-Nano-4B', 16_384],
    // MiniMax-M3: 60 layers of 4 heads of 128, and an indexer key of 128 in 16 bits in 57 (sglang pull request 36549)
    ['MiniMax-M3', 60 * 2 * 4 * 128 * 2 + 57 * 256],
    // DeepSeek-V3.2: the latent of DeepSeek-V3 and an FP8 key of 128 with a 32-bit scale in each of 61 layers
    ['DeepSeek-V3.2', 70_272 + 61 * 132],
  ])('%s keeps %d bytes a token in 16 bits', (model, bytes) => {
    const { full, sliding, indexer } = kvBytesPerToken(shapeOf(model), 2);
    expect(full + sliding + indexer).toBe(bytes);
  });

  it('Qwen3.6-27B keeps 16 GiB at 262,144 tokens and 0.6 GiB of state in 4 slots (LM Studio issue 1862)', () => {
    const shape = shapeOf('Qwen3.6-27B');
    expect((kvBytesPerToken(shape, 2).full * 262_144) / GIB).toBe(16);
    expect((4 * stateBytesPerSequence(shape)) / GIB).toBeCloseTo(0.6, 1);
  });

  it('is over by what the legacy formula was published to be over (Unsloth pull request 4757)', () => {
    const legacy = (shape: ModelShape, kvHeads: number, tokens: number): number =>
      shape.layers * 2 * kvHeads * (shape.hiddenSize / shape.heads) * 2 * tokens;
    const excess = (model: string, kvHeads?: number, tokens = 131_072): number => {
      const shape = shapeOf(model);
      const ours = kvBytesPerSequence(shape, 2, tokens) - stateBytesPerSequence(shape);
      return Math.round(100 * (legacy(shape, kvHeads ?? shape.kvHeads, tokens) / ours - 1));
    };
    expect(excess('Gemma-3-27B')).toBe(682);
    expect(excess('Qwen3.5-27B')).toBe(233);
    expect(excess('DeepSeek-V3', 1)).toBe(-81);
  });

  it('DeepSeek-V4-Pro keeps 9.62 GiB at a million tokens in 16 bits, indexer included (vLLM, 2026-04-24)', () => {
    const pro = shapeOf('DeepSeek-V4-Pro');
    const { sparseAttention } = pro;
    const wide = sparseAttention && { ...sparseAttention, keyBytes: 2 * sparseAttention.indexerHeadDim };
    const { full, indexer } = kvBytesPerToken({ ...pro, sparseAttention: wide }, 2);
    expect(((full + indexer) * 1024 ** 2) / GIB).toBeCloseTo(9.62, 2);
  });

  it('packs an FP8 cache as the sparse kernels do: 656 and 584 bytes a vector', () => {
    expect(kvBytesPerToken(shapeOf('DeepSeek-V3.2'), 1).full).toBe(61 * 656);
    expect(kvBytesPerToken(shapeOf('DeepSeek-V4-Flash'), 1).sliding).toBe(43 * 584);
    expect(kvBytesPerToken(shapeOf('DeepSeek-V3'), 1).full).toBe(35_136);
  });

  it('Gemma 4 stores its full layers with their own heads, and shared layers not at all', () => {
    // ModelTC lightllm, unit test of the Gemma 4 cache layout: 10 full layers of 4 x 512, 50 sliding of 16 x 256
    expect(kvBytesPerToken(shapeOf('Gemma-4-31B'), 2)).toEqual({
      full: 10 * 2 * 4 * 512 * 2,
      sliding: 50 * 2 * 16 * 256 * 2,
      indexer: 0,
    });
    // 4 full layers of 2 x 512 and 20 sliding ones of 2 x 256 own a cache in E4B
    expect(kvBytesPerToken(shapeOf('Gemma-4-E4B'), 2)).toEqual({
      full: 4 * 2 * 2 * 512 * 2,
      sliding: 20 * 2 * 2 * 256 * 2,
      indexer: 0,
    });
  });

  it('gpt-oss-120b takes 9.66 GB at 131,072 tokens where an engine ignores the windows (AWS Neuron)', () => {
    const { window: _, ...everything } = shapeOf('gpt-oss-120b');
    expect(kvBytesPerSequence(everything, 2, 131_072) / 1e9).toBeCloseTo(9.66, 2);
    expect(kvBytesPerSequence(shapeOf('gpt-oss-120b'), 2, 131_072) / 1e9).toBeCloseTo(4.84, 2);
  });
});

describe('every listed architecture', () => {
  const any = fc.constantFrom(...shapes);
  const cards = fc.constantFrom(1, 2, 3, 4, 6, 8, 12, 16, 32);
  const tokens = fc.integer({ min: 0, max: 1_000_000 });

  it('never takes less memory for a longer context', () => {
    fc.assert(
      fc.property(any, tokens, fc.nat(100_000), cards, ({ shape }, length, more, n) => {
        const short = kvBytesPerSequence(shape, 1, length, n);
        expect(kvBytesPerSequence(shape, 1, length + more, n)).toBeGreaterThanOrEqual(short);
      }),
    );
  });

  it('never holds less in all when split, and never less a card than one head needs', () => {
    fc.assert(
      fc.property(any, tokens, cards, ({ shape }, length, n) => {
        const whole = kvBytesPerSequence(shape, 2, length);
        const each = kvBytesPerSequence(shape, 2, length, n);
        expect(each * n).toBeGreaterThanOrEqual(whole * (1 - 1e-9));
        expect(each).toBeLessThanOrEqual(whole * (1 + 1e-9));
        const state = stateBytesPerSequence(shape);
        const fewest = Math.min(shape.kvHeads, shape.fullKvHeads ?? shape.kvHeads);
        if (n >= shape.kvHeads && n >= fewest)
          expect(kvBytesPerSequence(shape, 2, length, 2 * n) - state / (2 * n)).toBeCloseTo(
            each - state / n,
            3,
          );
      }),
    );
  });

  it('takes no more memory in FP8 than in 16 bits', () => {
    fc.assert(
      fc.property(any, tokens, ({ shape }, length) => {
        const wide = kvBytesPerSequence(shape, 2, length);
        expect(kvBytesPerSequence(shape, 1, length)).toBeLessThanOrEqual(wide);
      }),
    );
  });

  it('has parts that are finite, at least 0, and sum to the total', () => {
    for (const { name, shape } of shapes) {
      const { total, ...parts } = parametersByPart(shape);
      for (const count of Object.values(parts)) expect(count, name).toBeGreaterThanOrEqual(0);
      expect(Object.values(parts).reduce((sum, count) => sum + count, 0) / total, name).toBeCloseTo(1, 12);
    }
  });

  it('is at least 45, of which some for each kind of layer', () => {
    expect(shapes.length).toBeGreaterThanOrEqual(45);
    for (const kind of ['full', 'sliding', 'mla', 'hybrid', 'compressed'])
      expect(rows.filter(({ attention }) => attention === kind).length, kind).toBeGreaterThan(1);
  });

  it('is known by no name twice', () => {
    const names = rows.flatMap(({ model, aliases = [] }) =>
      [model, ...aliases].map((name) => name.toLowerCase()),
    );
    expect(new Set(names).size).toBe(names.length);
  });
});
