import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flopPerToken } from '../../../src/engines/training/flop-per-token.ts';

const mpt7b = { parameters: 6_658_859_008, layers: 32, attentionWidth: 4096, sequenceLength: 2048 };

describe('flopPerToken', () => {
  it('gives the model TFLOP/s that MosaicML prints for MPT-7B on 512 H100: 417 at 9,670 tokens/s', () => {
    expect((flopPerToken(mpt7b) * 9670) / 1e12).toBeCloseTo(417, 0);
  });

  it('makes LoRA cost two thirds, as NVIDIA reports for 70B: 2.78e11 against 4.33e11 FLOP a token', () => {
    const llama70b = { parameters: 70_553_706_496, layers: 80, attentionWidth: 8192, sequenceLength: 4096 };
    const full = flopPerToken(llama70b, { causal: true });
    const adapters = flopPerToken(llama70b, { causal: true, trainedParameters: 0 });
    expect(adapters / full).toBeCloseTo(2.78e11 / 4.33e11, 1);
    expect(Math.abs(full / 4.33e11 - 1)).toBeLessThan(0.03);
  });

  it('leaves 75.7 % of the work to the weights of a 7B model at 8,192 tokens', () => {
    const long = { parameters: 6_658_859_008, layers: 32, attentionWidth: 4096, sequenceLength: 8192 };
    expect((6 * long.parameters) / flopPerToken(long)).toBeCloseTo(0.757, 2);
  });

  it('halves the attention term when counted causally', () => {
    const attention = 12 * 32 * 4096 * 2048;
    expect(flopPerToken(mpt7b) - flopPerToken(mpt7b, { causal: true })).toBeCloseTo(attention / 2, 0);
  });

  it('is linear in the parameters trained', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 6_000_000_000 }), (trainedParameters) => {
        const frozen = flopPerToken(mpt7b, { trainedParameters: 0 });
        expect(flopPerToken(mpt7b, { trainedParameters })).toBeCloseTo(frozen + 2 * trainedParameters, 0);
      }),
    );
  });

  it('refuses counts that are not above 0', () => {
    expect(() => flopPerToken({ ...mpt7b, layers: 0 })).toThrow(RangeError);
    expect(() => flopPerToken(mpt7b, { trainedParameters: -1 })).toThrow(RangeError);
  });
});
