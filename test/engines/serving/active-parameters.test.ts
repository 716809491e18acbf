import { describe, expect, it } from 'vitest';
import { parametersByPart } from '../../../src/engines/memory/parameters-by-part.ts';
import { activeParameters } from '../../../src/engines/serving/active-parameters.ts';
import { deepseekV3, gptOss120b, llama8b } from '../memory/published-shapes.ts';

const billions = (shape: typeof llama8b): number => activeParameters(shape, parametersByPart(shape)) / 1e9;

describe('activeParameters', () => {
  it('gives the published counts (37 B of DeepSeek-V3 with the embedding, 5.1 B of gpt-oss-120b without)', () => {
    expect(billions(deepseekV3) + 0.927).toBeCloseTo(37.5, 0);
    expect(billions(gptOss120b)).toBeCloseTo(5.13, 1);
  });

  it('counts a shared head once', () => {
    expect(billions({ ...llama8b, tiedEmbeddings: true })).toBeCloseTo(billions(llama8b), 9);
  });
});
