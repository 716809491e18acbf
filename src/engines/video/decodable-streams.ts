/** What a decoder does: frames a second at one frame size. */
export type DecodeRate = { readonly framesPerSecond: number; readonly pixels: number };

/** What a camera sends. */
export type CameraVideo = { readonly framesPerSecond: number; readonly pixels: number };

/**
 * Streams that a decoder keeps up with: its pixel rate over that of one camera. The camera's whole rate counts, whatever
 * share of the frames is analysed later: a predicted frame cannot be decoded without those before it.
 * Pixel rate is conserved to about a quarter: NVIDIA lists one Jetson AGX Orin at 3x 4K60, 7x 4K30, 11x 1080p60 and
 * 22x 1080p30, which is 660 to 840 frames of 1080p (NVDEC application note, section 3: scales with the clock alone).
 * @param decoder frames a second above 0 at a size in pixels. @param camera both above 0.
 * @returns streams, not rounded. @throws RangeError outside these.
 */
export function decodableStreams(decoder: DecodeRate, camera: CameraVideo): number {
  const values = [decoder.framesPerSecond, decoder.pixels, camera.framesPerSecond, camera.pixels];
  if (!values.every((value) => value > 0 && Number.isFinite(value)))
    throw new RangeError(`no streams for rates and sizes of ${values.join(', ')}`);
  return (decoder.framesPerSecond * decoder.pixels) / (camera.framesPerSecond * camera.pixels);
}
