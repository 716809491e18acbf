import { describe, expect, it } from 'vitest';
import { hardwareFlopFactor } from '../../../src/engines/training/hardware-flop-factor.ts';

describe('hardwareFlopFactor', () => {
  it('is four thirds under full checkpointing, as MosaicML counts: 55.0 % HFU over 41.25 % MFU', () => {
    expect(hardwareFlopFactor('full', 0.1)).toBeCloseTo(55 / 41.25, 3);
    expect(hardwareFlopFactor('full', 0)).toBeCloseTo(4 / 3, 10);
  });

  it('is small under selective checkpointing: 175B, 52.8 % HFU over 51.4 % MFU (Korthikanti et al.)', () => {
    // attention's share of 175B at 2,048 tokens: s / (6 h + s)
    const share = 2048 / (6 * 12_288 + 2048);
    expect(hardwareFlopFactor('selective', share)).toBeGreaterThan(1);
    expect(hardwareFlopFactor('selective', share)).toBeLessThan(52.8 / 51.4);
  });

  it('is three halves where weights are frozen, whose backward pass is shorter', () => {
    expect(hardwareFlopFactor('full', 0, 0)).toBeCloseTo(1.5, 10);
    expect(hardwareFlopFactor('none', 0.5)).toBe(1);
  });

  it('refuses what is no share', () => {
    expect(() => hardwareFlopFactor('full', 1.1)).toThrow(RangeError);
  });
});
