import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arithmeticPath } from '../../../src/engines/serving/arithmetic-path.ts';
import type { Arithmetic, Device } from '../../../src/engines/serving/workload.ts';
import { b200, h100 } from './published-devices.ts';

const bare: Device = { memoryGb: 16, bandwidthGbPerSecond: 300, generation: 'other', memoryKind: 'gddr' };
const wanted = fc.constantFrom<Arithmetic>('fp16', 'bf16', 'fp8', 'fp4', 'mxfp4', 'int8', 'any');
const peak = fc.option(fc.integer({ min: 1, max: 10_000 }), { nil: undefined });

describe('arithmeticPath', () => {
  it('runs natively where the peak is listed', () => {
    expect(arithmeticPath('fp8', h100)).toEqual({ tflops: 1979, width: 8, path: 'native' });
    expect(arithmeticPath('bf16', h100)).toEqual({ tflops: 989, width: 16, path: 'native' });
    expect(arithmeticPath('fp4', b200)).toEqual({ tflops: 9000, width: 4, path: 'native' });
  });

  it('unpacks to 16 bits where it is not', () => {
    expect(arithmeticPath('fp4', h100)).toEqual({ tflops: 989, width: 16, path: 'weight-only' });
    expect(arithmeticPath('any', b200)).toEqual({ tflops: 2250, width: 16, path: 'weight-only' });
  });

  it('meets MXFP4 weights with 8-bit activations on Blackwell and unpacks them on Hopper, as gpt-oss is served', () => {
    expect(arithmeticPath('mxfp4', b200)).toEqual({ tflops: 4500, width: 8, path: 'native' });
    expect(arithmeticPath('mxfp4', h100)).toEqual({ tflops: 989, width: 16, path: 'weight-only' });
  });

  it('casts BF16 where only FP16 exists (T4: 65 TFLOP/s)', () => {
    expect(arithmeticPath('bf16', { ...bare, fp16Tflops: 65 })).toMatchObject({ tflops: 65, path: 'cast' });
    expect(arithmeticPath('fp16', { ...bare, bf16Tflops: 197 })).toMatchObject({
      tflops: 197,
      path: 'native',
    });
  });

  it('sees INT8 collapse on B300, which lists 153.5 TOPS of it', () => {
    expect(arithmeticPath('int8', { ...bare, bf16Tflops: 2250, int8Tops: 153.5 }).path).toBe('collapsed');
  });

  it('leaves computing out where nothing is listed', () => {
    expect(arithmeticPath('fp8', bare)).toMatchObject({ tflops: Number.POSITIVE_INFINITY, path: 'unlisted' });
  });

  it('always gives a peak above 0, one that the device lists unless none is', () => {
    fc.assert(
      fc.property(wanted, peak, peak, peak, (format, bf16Tflops, fp8Tflops, fp4Tflops) => {
        const { tflops, path } = arithmeticPath(format, { ...bare, bf16Tflops, fp8Tflops, fp4Tflops });
        expect(tflops).toBeGreaterThan(0);
        if (path !== 'unlisted') expect([bf16Tflops, fp8Tflops, fp4Tflops]).toContain(tflops);
      }),
    );
  });
});
