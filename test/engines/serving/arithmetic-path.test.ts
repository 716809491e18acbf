import { describe, expect, it } from 'vitest';
import { arithmeticPath } from '../../../src/engines/serving/arithmetic-path.ts';
import { h100 } from './published-devices.ts';

const bare = { memoryGb: 16, bandwidthGbPerSecond: 300 };

describe('arithmeticPath', () => {
  it('runs natively where the peak is listed', () => {
    expect(arithmeticPath('fp8', h100)).toEqual({ tflops: 1979, path: 'native' });
    expect(arithmeticPath('bf16', h100)).toEqual({ tflops: 989, path: 'native' });
  });

  it('unpacks to 16 bits where it is not', () => {
    expect(arithmeticPath('fp4', h100)).toEqual({ tflops: 989, path: 'weight-only' });
    expect(arithmeticPath('any', h100)).toEqual({ tflops: 989, path: 'weight-only' });
  });

  it('casts BF16 where only FP16 exists', () => {
    expect(arithmeticPath('bf16', { ...bare, fp16Tflops: 65 })).toEqual({ tflops: 65, path: 'cast' });
    expect(arithmeticPath('fp16', { ...bare, bf16Tflops: 197 })).toEqual({ tflops: 197, path: 'native' });
  });

  it('sees INT8 collapse on B300', () => {
    expect(arithmeticPath('int8', { ...bare, bf16Tflops: 2250, int8Tops: 153.5 }).path).toBe('collapsed');
  });

  it('leaves computing out where nothing is listed', () => {
    expect(arithmeticPath('fp8', bare)).toEqual({ tflops: Number.POSITIVE_INFINITY, path: 'unlisted' });
  });
});
