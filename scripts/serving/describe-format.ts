import type { ModelShape } from '../../src/engines/memory/model-shape.ts';
import type { Device, Engine } from '../../src/engines/serving/workload.ts';
import type { Measurement } from './measurement.ts';

export type Served = { readonly shape: ModelShape; readonly nativeFormat: string };

/** Published spellings that are not ids of the weight formats; GGUF types are looked up by their own name. */
const SPELLINGS: Readonly<Record<string, string>> = {
  fp8_block: 'fp8-block',
  mxfp8: 'fp8-block',
  fp4: 'nvfp4',
  int8: 'int8-weight-only',
  'int8 bitsandbytes': 'int8-weight-only',
  int4: 'awq-int4-g128',
  w4: 'awq-int4-g128',
  'int4-awq': 'awq-int4-g128',
  'int4-gptq': 'gptq-int4-g128',
  q4: 'gguf-q4_k_s',
  'q5 g32': 'gguf-q5_k_m',
  q6: 'gguf-q6_k',
  q8: 'gguf-q8_0',
  f16: 'gguf-f16',
};
const PLAIN = new Set(['fp8', 'fp8-dynamic', 'fp8-block', 'nvfp4', 'mxfp4', 'bf16', 'fp16', 'fp32']);

/** The id of the weight format that a row was measured in. */
export function formatOf(row: Measurement, { shape, nativeFormat }: Served, device: Device): string {
  const blank = row.precision_weights === '' || row.precision_weights === 'UNSET';
  const stated = blank ? unstated(row, device) : row.precision_weights.toLowerCase();
  // released in MXFP4 alone: other labels are those of the activations
  if (nativeFormat === 'mxfp4' && /fp[48]/.test(stated)) return 'mxfp4';
  const byBlocks = nativeFormat === 'fp8-block' || shape.kvLoraRank !== undefined || hasStateLayers(shape);
  if (stated === 'fp8' && byBlocks) return 'fp8-block';
  return SPELLINGS[stated] ?? (PLAIN.has(stated) ? stated : `gguf-${stated}`);
}

/** Makers of linear and state-space hybrids publish FP8 by blocks. */
function hasStateLayers(shape: ModelShape): boolean {
  return shape.fullLayers + shape.slidingLayers < shape.layers;
}

/** MLPerf submitters that name no format run the narrowest that the hardware computes in; other pages 16 bits. */
function unstated(row: Measurement, device: Device): string {
  if (!/MLPerf/.test(row.source)) return 'bf16';
  if (device.fp4Tflops !== undefined) return 'nvfp4';
  return device.fp8Tflops === undefined ? 'fp16' : 'fp8';
}

/** What submitters run where a row does not say: an 8-bit cache with quantised weights, except under SGLang. */
export function kvElementBytes(row: Measurement, shape: ModelShape, bits: number, engine: Engine): number {
  if (/fp8|int8/.test(row.precision_kv)) return 1;
  if (/16/.test(row.precision_kv) || bits >= 16) return 2;
  return engine === 'sglang' && shape.kvLoraRank === undefined ? 2 : 1;
}
