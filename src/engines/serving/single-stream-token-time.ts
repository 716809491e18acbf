import { kvBytesPerSequence } from '../memory/kv-bytes-per-sequence.ts';
import type { ServingConstants } from './serving-constants.ts';
import type { Device, Workload } from './workload.ts';

/** Bits below which unpacking costs something while decoding. */
const NARROW_BITS = 8;

/**
 * Seconds between tokens of one stream in a local runtime (llama.cpp, MLX, MLC): the active weights and the cache are read
 * once at the share of bandwidth that such runtimes reach on this kind of memory, plus a fixed time a layer. Layers
 * split over several cards run one after the other, so more cards add memory, not speed.
 * @param context tokens in the cache.
 */
export function singleStreamTokenTime(
  workload: Workload,
  device: Device,
  constants: ServingConstants,
  context: number,
): number {
  const { shape, parameters, weights, kvElementBytes } = workload;
  const experts = shape.experts === undefined ? 0 : (shape.expertsPerToken ?? 0) / shape.experts;
  const table = shape.tiedEmbeddings ? 0 : weights.embedding;
  const read = weights.total - table - weights.other - (1 - experts) * weights.experts;
  const cache = kvBytesPerSequence(shape, kvElementBytes, context);
  const bits = (8 * weights.total) / parameters.total;
  const narrow = bits < NARROW_BITS ? constants['stream-narrow-read'] : 1;
  const rate =
    device.bandwidthGbPerSecond * 1e9 * constants[`stream-read-share-${device.memoryKind}`] * narrow;
  const layer = constants[device.memoryKind === 'apple' ? 'stream-layer-us-apple' : 'stream-layer-us'] / 1e6;
  return (read + cache) / rate + layer * shape.layers;
}
