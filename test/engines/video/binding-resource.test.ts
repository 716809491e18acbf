import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bindingResource } from '../../../src/engines/video/binding-resource.ts';

describe('the binding resource', () => {
  it('is the decoder for H.264 and the detector for H.265 on an AGX Orin (DeepStream 7.0: 15 and 37 streams)', () => {
    const detector = { resource: 'infer', streams: 1105 / 30 };
    const h264 = bindingResource([{ resource: 'decode', streams: 15 }, detector], 1);
    expect([h264.streams, h264.binding.resource]).toEqual([15, 'decode']);
    const h265 = bindingResource([{ resource: 'decode', streams: 40 }, detector], 1);
    expect([h265.streams, h265.binding.resource, h265.next?.resource]).toEqual([36, 'infer', 'decode']);
  });

  it('never promises more than any resource has', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 500, noNaN: true }), { minLength: 1, maxLength: 6 }),
        fc.double({ min: 0.1, max: 1, noNaN: true }),
        (streams, share) => {
          const rows = streams.map((value, at) => ({ resource: `r${at}`, streams: value }));
          const bound = bindingResource(rows, share);
          for (const row of rows) expect(bound.streams).toBeLessThanOrEqual(row.streams * share + 1e-6);
        },
      ),
    );
  });

  it('keeps a whole stream that rounding of the arithmetic would drop', () => {
    expect(bindingResource([{ resource: 'decode', streams: 0.8 * 15 * (1 / 0.8) }], 0.8).streams).toBe(12);
    expect(bindingResource([{ resource: 'decode', streams: (0.1 + 0.2) * 10 }], 1).streams).toBe(3);
  });

  it.each([[0], [1.1]])('refuses a usable share of %d', (share) => {
    expect(() => bindingResource([{ resource: 'decode', streams: 1 }], share)).toThrow(RangeError);
  });

  it('refuses an empty list and streams that are no number', () => {
    expect(() => bindingResource([], 1)).toThrow(RangeError);
    expect(() => bindingResource([{ resource: 'decode', streams: Number.NaN }], 1)).toThrow(RangeError);
  });
});
