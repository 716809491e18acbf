import { describe, expect, it } from 'vitest';
import { parametersByPart } from '../../../src/engines/memory/parameters-by-part.ts';
import { deepseekV3, gptOss120b, llama8b, llama70b } from './published-shapes.ts';

const billions = (count: number): number => count / 1e9;

describe('parametersByPart', () => {
  it('counts the published totals', () => {
    expect(billions(parametersByPart(llama8b).total)).toBeCloseTo(8.03, 2);
    expect(billions(parametersByPart(llama70b).total)).toBeCloseTo(70.55, 2);
    expect(billions(parametersByPart(deepseekV3).total)).toBeCloseTo(671.03, 1);
    expect(billions(parametersByPart(gptOss120b).total)).toBeCloseTo(116.8, 1);
  });

  it('leaves the head out where it is the embedding', () => {
    const tied = parametersByPart({ ...llama8b, tiedEmbeddings: true });
    expect(tied.head).toBe(0);
    expect(parametersByPart(llama8b).total - tied.total).toBe(128256 * 4096);
  });

  it('calls the rest of a published total other', () => {
    const parts = parametersByPart(llama8b, 9e9);
    expect(parts.total).toBe(9e9);
    expect(parts.other).toBeCloseTo(0.97e9, -7);
  });

  it('keeps the parts when a total is rounded down, and follows the total when it is far below', () => {
    expect(parametersByPart(llama8b, 8e9).total).toBe(parametersByPart(llama8b).total);
    const far = parametersByPart(llama8b, 5e9);
    expect(far.total).toBe(5e9);
    expect(far.embedding / far.denseFfn).toBeCloseTo((128256 * 4096) / (32 * 2 * 4096 * 14336), 9);
  });

  it('takes feed-forward blocks as plain where gated ones would not fit the total', () => {
    const plain = parametersByPart({ ...llama8b, ffnMatrices: 2 });
    expect(parametersByPart(llama8b, plain.total)).toEqual(plain);
  });

  it('reads latent attention off the total when its dimensions are not given', () => {
    const { queryLoraRank: _, nopeHeadDim: __, valueHeadDim: ___, ...unknown } = deepseekV3;
    expect(parametersByPart(unknown, 671.026e9).attention).toBeCloseTo(
      parametersByPart(deepseekV3).attention,
      -8,
    );
    expect(() => parametersByPart(unknown)).toThrow(/give the total of parameters/);
  });
});
