import type { weightFormats } from '../catalog/tables/weight-formats.ts';
import type { RowOf } from '../contract/catalog.ts';
import type { ModelShape } from '../engines/memory/model-shape.ts';
import { parametersByPart } from '../engines/memory/parameters-by-part.ts';
import { storedFormat } from '../engines/memory/stored-format.ts';
import { weightBytes } from '../engines/memory/weight-bytes.ts';
import type { Workload } from '../engines/serving/workload.ts';

export type Format = RowOf<typeof weightFormats>;

const SIXTEEN_BIT = 16;

/** A model in a weight format with the lengths of its requests, as the engines see it. */
export function servingWorkload(given: {
  readonly shape: ModelShape;
  /** Published total, where there is one. */
  readonly parameters: number | undefined;
  readonly format: Format;
  readonly kvElementBytes: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly sharedPrefix?: number | undefined;
}): Workload {
  const { shape, parameters: total, format, ...load } = given;
  const parameters = parametersByPart(shape, total);
  const stored = storedFormat(format, shape);
  const attentionBits = stored.attentionBits ?? stored.bitsPerWeight;
  return {
    shape,
    parameters,
    weights: weightBytes(stored, parameters),
    arithmetic: {
      attention: attentionBits >= SIXTEEN_BIT ? 'bf16' : format.arithmetic,
      feedForward: format.arithmetic,
    },
    activationScaling: format.activationScaling,
    ...load,
  };
}
