import { describe, expect, it } from 'vitest';
import {
  layerActivationBytes,
  layerGradientBytes,
} from '../../../src/engines/training/layer-activation-bytes.ts';

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

  it('puts 503 kB a token on an 8B Llama under full checkpointing, where stas00 measured 475 from 64k to 256k tokens', () => {
    const llama = {
      hiddenSize: 4096,
      queryWidth: 4096,
      keyValueWidth: 1024,
      feedForwardWidth: 14_336,
      gated: true,
      heads: 32,
    };
    const working =
      layerActivationBytes(llama, { ...style, dropout: false }, 8192) + layerGradientBytes(llama);
    const measured = ((124.5 - 37.5) * 1024 ** 3) / (262_144 - 65_536);
    expect(Math.abs((32 * 2 * 4096 + working) / measured - 1)).toBeLessThan(0.07);
  });

  it('holds fewer gradients at once than twice the activations of eager code', () => {
    const eager = layerActivationBytes(gpt(4096, 32), { ...style, fused: false, dropout: false }, 2048);
    expect(layerGradientBytes(gpt(4096, 32))).toBeLessThan(eager);
  });
});
