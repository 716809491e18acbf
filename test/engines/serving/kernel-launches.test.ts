import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kernelLaunches } from '../../../src/engines/serving/kernel-launches.ts';
import { deepseekV3, glm5, gptOss120b, llama8b, llama70b, qwen35 } from '../memory/published-shapes.ts';
import { published } from './published-constants.ts';
import { FORMATS, type FormatName, serving } from './published-devices.ts';

/** Counts of an earlier fit, made from the configurations by hand. */
const counts = [
  { name: 'Llama-3.1-70B FP8', shape: llama70b, format: 'fp8', launches: 960 },
  { name: 'Llama-3.1-8B BF16', shape: llama8b, format: 'bf16', launches: 320 },
  { name: 'gpt-oss-120b MXFP4', shape: gptOss120b, format: 'mxfp4', launches: 540 },
  { name: 'DeepSeek-V3 FP8 by blocks', shape: deepseekV3, format: 'fp8Block', launches: 2285 },
  { name: 'DeepSeek-V3 NVFP4, attention at 16 bits', shape: deepseekV3, format: 'nvfp4', launches: 1800 },
  { name: 'Qwen3.5-397B FP8 by blocks', shape: qwen35, format: 'fp8Block', launches: 2130 },
  { name: 'GLM-5 FP8 by blocks', shape: glm5, format: 'fp8Block', launches: 4179 },
] as const;

describe('kernelLaunches', () => {
  it.each(counts)('counts $launches for $name', ({ shape, format, launches }) => {
    expect(kernelLaunches(serving(shape, format), published)).toBe(launches);
  });

  it('adds one a layer where queries and keys are normed (Qwen3)', () => {
    const normed = serving({ ...llama8b, queryKeyNorm: true }, 'bf16');
    expect(kernelLaunches(normed, published)).toBe(320 + 32);
  });

  it('is linear in the layers, and never less for quantised inputs than without them', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.constantFrom(...(Object.keys(FORMATS) as FormatName[])),
        (layers, format) => {
          const of = (n: number) => serving({ ...llama8b, layers: n, fullLayers: n }, format);
          expect(kernelLaunches(of(2 * layers), published)).toBeCloseTo(
            2 * kernelLaunches(of(layers), published),
            9,
          );
          expect(kernelLaunches(of(layers), published)).toBeGreaterThanOrEqual(
            kernelLaunches({ ...of(layers), activationScaling: 'none' }, published),
          );
        },
      ),
    );
  });
});
