import type { Device } from './workload.ts';

export type Arithmetic = 'fp16' | 'bf16' | 'fp8' | 'fp4' | 'int8' | 'any';

export type ArithmeticPath = {
  /** Dense peak of the arithmetic that runs, TFLOP/s or TOPS; infinite where none is listed. */
  readonly tflops: number;
  /**
   * `native`; `weight-only`: weights are stored small and computed at 16 bits; `cast`: BF16 weights run as FP16;
   * `collapsed`: the hardware has the format, slower than 16 bits; `unlisted`: no peak is known, so computing is left out.
   */
  readonly path: 'native' | 'weight-only' | 'cast' | 'collapsed' | 'unlisted';
};

/**
 * Which arithmetic of an accelerator a weight format ends up on. A peak that is not listed counts as absent: 8- and
 * 4-bit weights are then unpacked and computed at 16 bits.
 */
export function arithmeticPath(wanted: Arithmetic, device: Device): ArithmeticPath {
  const wide = device.bf16Tflops ?? device.fp16Tflops;
  if (wide === undefined) return { tflops: Number.POSITIVE_INFINITY, path: 'unlisted' };
  if (wanted === 'any') return { tflops: wide, path: 'weight-only' };
  if (wanted === 'bf16') return { tflops: wide, path: device.bf16Tflops === undefined ? 'cast' : 'native' };
  if (wanted === 'fp16') return { tflops: device.fp16Tflops ?? wide, path: 'native' };
  const peak = { fp8: device.fp8Tflops, fp4: device.fp4Tflops, int8: device.int8Tops }[wanted];
  if (peak === undefined) return { tflops: wide, path: 'weight-only' };
  return { tflops: peak, path: peak < wide ? 'collapsed' : 'native' };
}
