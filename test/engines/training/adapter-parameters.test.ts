import { describe, expect, it } from 'vitest';
import { adaptedMatrices, adapterParameters } from '../../../src/engines/training/adapter-parameters.ts';

const llama3b = {
  hiddenSize: 3072,
  queryWidth: 3072,
  keyValueWidth: 1024,
  feedForwardWidth: 8192,
  gated: true,
};

describe('adapterParameters', () => {
  it('counts the 9,175,040 that PEFT reports for rank 32 on queries and values of Llama-3.2-3B', () => {
    expect(28 * adapterParameters(32, adaptedMatrices('query-value', llama3b))).toBe(9_175_040);
  });

  it('counts the 9,461,760 that it reports for rank 10 on the feed-forward block', () => {
    const all = adapterParameters(10, adaptedMatrices('all-linear', llama3b));
    const attention = adapterParameters(10, adaptedMatrices('attention', llama3b));
    expect(28 * (all - attention)).toBe(9_461_760);
  });

  it('refuses a rank of 0', () => {
    expect(() => adapterParameters(0, [])).toThrow(RangeError);
  });
});
