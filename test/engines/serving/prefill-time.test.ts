import { describe, expect, it } from 'vitest';
import { prefillTime } from '../../../src/engines/serving/prefill-time.ts';
import { gptOss120b, llama8b } from '../memory/published-shapes.ts';
import { h100, ideal, one, serving } from './published-devices.ts';

describe('prefillTime', () => {
  it('is 2 operations a parameter a token plus causal attention', () => {
    const tokens = 4096;
    const operations = 2 * tokens * (8.03e9 - 0.525e9) + 32 * 2 * 32 * 128 * tokens ** 2;
    expect(prefillTime(serving(llama8b, 16, tokens), h100, one, ideal, 989)).toBeCloseTo(
      operations / 989e12,
      4,
    );
  });

  it('grows faster than the prompt with full attention', () => {
    const time = (tokens: number): number => prefillTime(serving(llama8b, 16, tokens), h100, one, ideal, 989);
    expect(time(64_000) / time(32_000)).toBeGreaterThan(2.3);
  });

  it('spares sliding layers what lies beyond their window', () => {
    const full = { ...gptOss120b, fullLayers: 36, slidingLayers: 0 };
    const time = (shape: typeof full): number =>
      prefillTime(serving(shape, 8, 32_000), h100, one, ideal, 989);
    expect(time(gptOss120b)).toBeLessThan(time(full));
  });
});
