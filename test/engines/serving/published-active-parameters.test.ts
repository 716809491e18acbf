import { expect, it } from 'vitest';
import { shapeOfArchitecture } from '../../../src/answers/shape-of-architecture.ts';
import { architectures } from '../../../src/catalog/tables/architectures.ts';
import { parametersByPart } from '../../../src/engines/memory/parameters-by-part.ts';
import { activeParameters } from '../../../src/engines/serving/active-parameters.ts';
import { realContext } from '../../support/read-catalog.ts';

/** Billions, as the makers publish them (vLLM recipes of 2026-08-21, model cards); they round. */
const published: readonly (readonly [string, number])[] = [
  ['Mixtral-8x7B', 12.749],
  ['Qwen3-235B-A22B', 22],
  ['DeepSeek-V3', 36.7],
  ['DeepSeek-V4-Flash', 13],
  ['DeepSeek-V4-Pro', 49],
  ['gpt-oss-20b', 3.6],
  ['gpt-oss-120b', 5.1],
  ['Kimi-K2', 32],
  ['Kimi-K3', 104],
  ['Gemma-4-26B-A4B', 3.8],
  ['GLM-5', 40],
  ['Nemotron-3-Super-120B-A12B', 12],
  ['Nemotron-3-Ultra-550B-A55B', 55],
  ['MiMo-V2-Flash', 15],
];

it.each(published)(
  '%s works with %d billion parameters on a token, as published, within 3 %%',
  (model, billions) => {
    const { catalog } = realContext();
    const row = catalog.rows(architectures).find((one) => one.model === model);
    if (row === undefined) throw new Error(`no architecture ${model}`);
    const shape = shapeOfArchitecture(row, catalog);
    const active = activeParameters(shape, parametersByPart(shape)) / 1e9;
    expect(Math.abs(active / billions - 1)).toBeLessThan(0.03);
  },
);
