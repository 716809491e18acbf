import type { Arithmetic, Device, Width } from './workload.ts';

export type ArithmeticPath = {
  /** Dense peak of the arithmetic that runs, TFLOP/s or TOPS; infinite where none is listed. */
  readonly tflops: number;
  /** Width of that arithmetic. */
  readonly width: Width;
  /**
   * `native`; `weight-only`: weights are stored small and computed at 16 bits; `cast`: BF16 weights run as FP16;
   * `collapsed`: the hardware has the format, slower than 16 bits; `unlisted`: no peak is known, so computing is left out.
   */
  readonly path: 'native' | 'weight-only' | 'cast' | 'collapsed' | 'unlisted';
};

/**
 * Which arithmetic of an accelerator a weight format ends up on. A peak that is not listed counts as absent: 8- and
 * 4-bit weights are then unpacked and computed at 16 bits. MXFP4 weights meet 8-bit activations where there is FP4.
 */
export function arithmeticPath(wanted: Arithmetic, device: Device): ArithmeticPath {
  const wide = device.bf16Tflops ?? device.fp16Tflops;
  if (wide === undefined) return { tflops: Number.POSITIVE_INFINITY, width: 16, path: 'unlisted' };
  const unpacked = { tflops: wide, width: 16, path: 'weight-only' } as const;
  if (wanted === 'any') return unpacked;
  if (wanted === 'bf16')
    return { tflops: wide, width: 16, path: device.bf16Tflops === undefined ? 'cast' : 'native' };
  if (wanted === 'fp16') return { tflops: device.fp16Tflops ?? wide, width: 16, path: 'native' };
  if (wanted === 'mxfp4')
    return device.fp4Tflops === undefined || device.fp8Tflops === undefined
      ? unpacked
      : { tflops: device.fp8Tflops, width: 8, path: 'native' };
  const peak = { fp8: device.fp8Tflops, fp4: device.fp4Tflops, int8: device.int8Tops }[wanted];
  if (peak === undefined) return unpacked;
  return { tflops: peak, width: wanted === 'fp4' ? 4 : 8, path: peak < wide ? 'collapsed' : 'native' };
}
