import { describe, expect, it } from 'vitest';
import { layerActivationBytes } from '../../../src/engines/training/layer-activation-bytes.ts';

const gpt = (h: number, heads: number) => ({
  hiddenSize: h,
  queryWidth: h,
  keyValueWidth: h,
  feedForwardWidth: 4 * h,
  gated: false,
  heads,
});
const style = { fused: true, flashAttention: true, feedForwardInputs: true, dropout: true };

describe('layerActivationBytes', () => {
  it('is the 34 h of Korthikanti et al. for GPT-3 with dropout', () => {
    expect(layerActivationBytes(gpt(12_288, 96), style, 2048)).toBe(34 * 12_288);
  });

  it('adds 5 a s where scores are stored: h (34 + 5 a s / h)', () => {
    const stored = layerActivationBytes(gpt(12_288, 96), { ...style, flashAttention: false }, 2048);
    expect(stored).toBe(12_288 * (34 + (5 * 96 * 2048) / 12_288));
  });

  it('explains the 133 kB a token and layer of a 3B Llama in eager code (torchtune, packed, 60.0 GiB)', () => {
    const llama3b = {
      hiddenSize: 3072,
      queryWidth: 3072,
      keyValueWidth: 1024,
      feedForwardWidth: 8192,
      gated: true,
      heads: 24,
    };
    const eager = { fused: false, flashAttention: true, feedForwardInputs: true, dropout: false };
    const bytes = layerActivationBytes(llama3b, eager, 4096);
    const states = (2 + 4) * 3_212_749_824;
    const logits = 14 * 8192 * 128_256;
    const peakGib = (states + logits + 28 * 8192 * bytes) / 1024 ** 3;
    expect(Math.abs(peakGib / 60 - 1)).toBeLessThan(0.02);
  });

  it('keeps less where feed-forward weights are frozen', () => {
    const frozen = layerActivationBytes(gpt(4096, 32), { ...style, feedForwardInputs: false }, 2048);
    expect(frozen).toBeLessThan(34 * 4096);
  });
});
