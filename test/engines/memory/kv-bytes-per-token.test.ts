import { describe, expect, it } from 'vitest';
import { kvBytesPerToken } from '../../../src/engines/memory/kv-bytes-per-token.ts';
import { deepseekV3, gptOss120b, llama8b, llama70b } from './published-shapes.ts';

describe('kvBytesPerToken', () => {
  it('gives the published values', () => {
    expect(kvBytesPerToken(llama8b, 2)).toEqual({ full: 131_072, sliding: 0, indexer: 0 });
    expect(kvBytesPerToken(llama70b, 2)).toEqual({ full: 327_680, sliding: 0, indexer: 0 });
    expect(kvBytesPerToken(deepseekV3, 2)).toEqual({ full: 70_272, sliding: 0, indexer: 0 });
  });

  it('halves at FP8', () => {
    expect(kvBytesPerToken(deepseekV3, 1).full).toBe(35_136);
  });

  it('separates layers that remember all from those with a window', () => {
    expect(kvBytesPerToken(gptOss120b, 2)).toEqual({ full: 36_864, sliding: 36_864, indexer: 0 });
  });

  it('refuses elements without bytes', () => {
    expect(() => kvBytesPerToken(llama8b, 0)).toThrow(RangeError);
  });
});
