/** NV12: a full plane of luma and a quarter each of two of colour. */
const BYTES_PER_PIXEL = 1.5;
const BITS_PER_BYTE = 8;

export type RingBuffer = {
  /** Decoded frames in NV12, what a decoder leaves in memory. */
  readonly decodedBytes: number;
  /** The packets that the camera sent. */
  readonly encodedBytes: number;
};

/**
 * Memory that the last seconds of a stream take, decoded and as received.
 * @param stream pixels a frame, frames and bits a second, each above 0. @param seconds at least 0.
 * @throws RangeError outside these.
 */
export function ringBufferBytes(
  stream: { readonly pixels: number; readonly framesPerSecond: number; readonly bitsPerSecond: number },
  seconds: number,
): RingBuffer {
  const { pixels, framesPerSecond, bitsPerSecond } = stream;
  if (!(pixels > 0 && framesPerSecond > 0 && bitsPerSecond > 0 && seconds >= 0))
    throw new RangeError(`no buffer of ${seconds} s for ${pixels} pixels at ${framesPerSecond} a second`);
  return {
    decodedBytes: pixels * BYTES_PER_PIXEL * framesPerSecond * seconds,
    encodedBytes: (bitsPerSecond * seconds) / BITS_PER_BYTE,
  };
}
