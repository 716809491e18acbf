import { describe, expect, it } from 'vitest';
import { expertPadding } from '../../../src/engines/memory/expert-padding.ts';

describe('expertPadding', () => {
  it('rounds MXFP4 experts up to whole tiles and leaves other formats alone', () => {
    expect(expertPadding('mxfp4', 2880)).toBeCloseTo(3072 / 2880, 12);
    expect(expertPadding('mxfp4', 4096)).toBe(1);
    expect(expertPadding('fp8', 2880)).toBe(1);
  });
});
