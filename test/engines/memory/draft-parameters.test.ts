import { describe, expect, it } from 'vitest';
import { shapeOfArchitecture } from '../../../src/answers/shape-of-architecture.ts';
import { architectures } from '../../../src/catalog/tables/architectures.ts';
import { draftParameters } from '../../../src/engines/memory/draft-parameters.ts';
import type { ModelShape } from '../../../src/engines/memory/model-shape.ts';
import { parametersByPart } from '../../../src/engines/memory/parameters-by-part.ts';
import { realContext } from '../../support/read-catalog.ts';
import { llama8b } from './published-shapes.ts';

const { catalog } = realContext();

function shapeOf(model: string): ModelShape {
  const row = catalog.rows(architectures).find((one) => one.model === model);
  if (row === undefined) throw new Error(`no architecture ${model}`);
  return shapeOfArchitecture(row, catalog);
}

/** What the safetensors index holds: these checkpoints store embedding and head once more with the draft layer. */
function withCopies(model: string): number {
  const shape = shapeOf(model);
  const copies = 2 * shape.vocabulary * shape.hiddenSize;
  return (parametersByPart(shape).total + draftParameters(shape) + copies) / 1e9;
}

describe('draftParameters', () => {
  it('makes up the difference to what the index of the checkpoint holds (Headroom, 2026-08-21)', () => {
    expect(withCopies('DeepSeek-V3')).toBeCloseTo(684.5, 1);
    expect(withCopies('GLM-4.5-Air')).toBeCloseTo(110.5, 1);
    expect(withCopies('GLM-4.6')).toBeCloseTo(358.3, 1);
    expect(withCopies('GLM-4.7-Flash')).toBeCloseTo(31.2, 1);
  });

  it('makes up the difference between Qwen3.8-27B on disk and the export of its shape without draft layer', () => {
    // 55,563,006,776 B (vLLM recipes, 2026-08-21) and 54,713,457,120 B (exo, 2026-06-22)
    expect(draftParameters(shapeOf('Qwen3.6-27B')) / 1e6).toBeCloseTo(
      (55_563_006_776 - 54_713_457_120) / 2e6,
      0,
    );
  });

  it('is 0 without draft layers', () => {
    expect(draftParameters(llama8b)).toBe(0);
  });
});
