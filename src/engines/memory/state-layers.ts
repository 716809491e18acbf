import type { ModelShape } from './model-shape.ts';

/**
 * Layers that keep a fixed state per sequence instead of a growing cache: as given, else those that are neither full
 * nor sliding attention.
 */
export function stateLayers(shape: ModelShape): number {
  return shape.stateLayers ?? shape.layers - shape.fullLayers - shape.slidingLayers;
}
