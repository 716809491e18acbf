import { activeParameters } from './active-parameters.ts';
import type { ServingConstants } from './serving-constants.ts';
import type { Device, Workload } from './workload.ts';

/** Bits below which prompts are computed slower. */
const WIDE_BITS = 15.9;

/**
 * Seconds that a local runtime reads a prompt of `tokens` tokens: 2 operations an active parameter a token at the
 * share of the listed 16-bit peak that it reaches. Undefined where no peak is listed. Consumer cards accumulate in
 * 16 bits there, at twice the listed rate.
 */
export function singleStreamPromptTime(
  workload: Workload,
  device: Device,
  constants: ServingConstants,
  tokens: number,
): number | undefined {
  const tflops = device.fp16Tflops ?? device.bf16Tflops;
  if (tflops === undefined) return undefined;
  const { shape, parameters, weights } = workload;
  const bits = (8 * weights.total) / parameters.total;
  const share =
    constants[`stream-matmul-share-${device.memoryKind}`] *
    (device.consumer === true ? 2 : 1) *
    (bits < WIDE_BITS ? constants['stream-narrow-matmul'] : 1);
  return (2 * tokens * activeParameters(shape, parameters)) / (tflops * 1e12 * share);
}
