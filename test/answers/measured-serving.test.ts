import { describe, expect, it } from 'vitest';
import { measuredServing } from '../../src/answers/measured-serving.ts';
import { modelsOfSameShape } from '../../src/answers/same-shape.ts';
import { servingCurves } from '../../src/answers/serving-curves.ts';
import { servingPoints } from '../../src/catalog/tables/serving-points.ts';
import { leaveOneOut } from '../../src/engines/serving/leave-one-out.ts';
import { realContext } from '../support/read-catalog.ts';

const { catalog } = realContext();
const curves = servingCurves(catalog.rows(servingPoints));
const h200 = {
  model: 'Llama-3.1-70B',
  accelerator: 'H200-SXM',
  weights: 'fp8',
  engine: 'TensorRT-LLM',
  count: 2,
  inputTokens: 1024,
  outputTokens: 1024,
};

describe('measuredServing', () => {
  it('gives back what was measured, with its source and its day', () => {
    const [best] = measuredServing({ ...h200, concurrency: 32 }, catalog);
    expect(best).toMatchObject({
      basis: 'measured',
      along: [],
      accelerator: 'H200-SXM',
      count: 2,
      timePerOutputToken: {
        value: 15.43,
        unit: 'ms',
        basis: 'measured',
        source: 'sp-silicon-inferencex',
        asOf: '2025-10-29',
      },
      timeToFirstToken: { value: 565.1, basis: 'measured' },
      sources: ['sp-silicon-inferencex'],
    });
    // 32 x 1,024 tokens over 565 ms and 1,023 x 15.43 ms
    expect(best?.outputTokensPerSecond?.value).toBeCloseTo(2004, 0);
    expect(best?.requestsPerSecond?.value).toBeCloseTo(1.957, 2);
  });

  it('interpolates between two loads of one curve, with the error of doing so as the range', () => {
    const [best] = measuredServing({ ...h200, concurrency: 48 }, catalog);
    expect(best).toMatchObject({ basis: 'interpolated', along: ['concurrency'] });
    const figure = best?.timePerOutputToken;
    expect(figure?.value).toBeCloseTo((15.43 + 18.99) / 2, 9);
    const off = leaveOneOut(curves, 'timePerOutputTokenMs', 'concurrency')?.p90 ?? 0;
    expect((figure?.high ?? 0) / (figure?.value ?? 1) - 1).toBeCloseTo(off, 9);
  });

  it('answers for Llama-3.3-70B with what was measured on Llama-3.1-70B, and says so', () => {
    const [best] = measuredServing({ ...h200, model: 'Llama-3.3-70B', concurrency: 32 }, catalog);
    expect(best?.timePerOutputToken?.value).toBe(15.43);
    expect(best?.notes).toContain('measured on Llama-3.1-70B, which has the same architecture');
  });

  it('is silent outside the measured range and never carries a figure across hardware or formats', () => {
    expect(measuredServing({ ...h200, concurrency: 2 }, catalog)).toEqual([]);
    expect(measuredServing({ ...h200, concurrency: 4096 }, catalog)).toEqual([]);
    expect(measuredServing({ ...h200, accelerator: 'A10', concurrency: 32 }, catalog)).toEqual([]);
    expect(measuredServing({ ...h200, weights: 'awq-int4-g128', concurrency: 32 }, catalog)).toEqual([]);
    expect(measuredServing({ ...h200, model: 'no-such-model', concurrency: 32 }, catalog)).toEqual([]);
  });

  it('puts the exact row before an interpolated one, and the newer before the older', () => {
    const all = measuredServing({ ...h200, engine: undefined, count: undefined, concurrency: 32 }, catalog);
    const axes = all.map(({ along }) => along.length);
    expect(axes).toEqual([...axes].sort((a, b) => a - b));
    expect(all.length).toBeGreaterThan(1);
  });

  it('gives the ceiling where no load is named', () => {
    const [best] = measuredServing(
      {
        model: 'Llama-3.1-8B',
        accelerator: 'A100-80GB-SXM',
        weights: 'fp16',
        inputTokens: 1000,
        outputTokens: 1000,
      },
      catalog,
    );
    // TensorRT-LLM 0.17 performance overview
    expect(best?.outputTokensPerSecond).toMatchObject({ value: 3787, basis: 'measured' });
    expect(best?.notes).toContain('a ceiling: all requests queued at once, no latency target');
  });
});

describe('the published curves', () => {
  it('are interpolated along load within a few percent, inner points left out', () => {
    const error = leaveOneOut(curves, 'timePerOutputTokenMs', 'concurrency');
    expect(error?.tests).toBeGreaterThan(150);
    expect(error?.median).toBeLessThan(0.03);
    expect(error?.p90).toBeLessThan(0.08);
  });
});

describe('modelsOfSameShape', () => {
  it('finds releases of one architecture, and leaves an unknown model alone', () => {
    expect(modelsOfSameShape('DeepSeek-R1', catalog)).toContain('DeepSeek-V3');
    expect(modelsOfSameShape('Llama-3.1-8B', catalog)).not.toContain('Llama-3.1-70B');
    expect(modelsOfSameShape('no-such-model', catalog)).toEqual(['no-such-model']);
  });

  it('keeps DeepSeek-V3.2 apart from V3: its attention is sparse, though its layers are the same', () => {
    expect(modelsOfSameShape('DeepSeek-V3.2', catalog)).toEqual(['DeepSeek-V3.2']);
  });
});
