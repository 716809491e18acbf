import { describe, expect, it } from 'vitest';
import { isLatent, layerCounts } from '../../../src/engines/serving/layer-counts.ts';
import { deepseekV3, gptOss120b, llama70b, qwen35 } from '../memory/published-shapes.ts';

describe('layerCounts', () => {
  it('counts the 3 dense and 58 routed layers of DeepSeek-V3 (technical report, arXiv:2412.19437, 4.2)', () => {
    expect(layerCounts(deepseekV3)).toEqual({ attention: 61, recurrent: 0, denseFfn: 3, routedFfn: 58 });
  });

  it('counts sliding layers as attention and linear ones apart: gpt-oss 18 + 18, Qwen3.5 15 of 60', () => {
    expect(layerCounts(gptOss120b)).toEqual({ attention: 36, recurrent: 0, denseFfn: 0, routedFfn: 36 });
    expect(layerCounts(qwen35)).toEqual({ attention: 15, recurrent: 45, denseFfn: 0, routedFfn: 60 });
  });

  it('counts every layer as dense where there are no experts', () => {
    expect(layerCounts(llama70b)).toEqual({ attention: 80, recurrent: 0, denseFfn: 80, routedFfn: 0 });
  });

  it('takes layers without a feed-forward block out (Nemotron-H: attention and state-space layers have none)', () => {
    expect(layerCounts({ ...llama70b, ffnLayers: 30 }).denseFfn).toBe(30);
  });

  it('knows a cache of one vector for all heads', () => {
    expect([deepseekV3, llama70b].map(isLatent)).toEqual([true, false]);
    expect(
      isLatent({ ...llama70b, compressedAttention: { outputGroups: 8, outputRank: 1024, compressors: [] } }),
    ).toBe(true);
  });
});
