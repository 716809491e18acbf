import { describe, expect, it } from 'vitest';
import { predict } from '../../../scripts/serving/predict.ts';
import { errorsOf, meanOverSources, predictAll } from '../../../scripts/serving/validation.ts';
import { catalogOf } from '../../../src/catalog/read-tables.ts';
import { llama8b, llama70b } from '../../engines/memory/published-shapes.ts';
import { published } from '../../engines/serving/published-constants.ts';
import { h100, wide } from '../../engines/serving/published-devices.ts';
import { references } from '../../support/read-catalog.ts';
import { servingCase } from './published-case.ts';

/** Eight rows that run 1.25 times as fast as the model says (errors of 25 %), of two models and two sources. */
const cases = [llama8b, llama70b].flatMap((shape, model) =>
  [1, 4, 16, 64].map((concurrency) => {
    const given = servingCase({
      shape,
      format: 'fp8',
      device: h100,
      layout: wide(2),
      concurrency,
      model: `model ${model}`,
      source: `source ${model}`,
    });
    return { ...given, measured: predict(given, published) / 1.25 };
  }),
);
const catalog = catalogOf(references());

describe('predictAll', () => {
  it('keeps the signed error of each row, beside the roofline and the roofline with one fitted constant', () => {
    const predicted = predictAll({ catalog, cases }, published, 'none');
    for (const { error } of predicted) expect(error).toBeCloseTo(0.25, 9);
    const scales = predicted.map(({ roofline, fittedRoofline }) => (1 + fittedRoofline) / (1 + roofline));
    for (const scale of scales) expect(scale).toBeCloseTo(scales[0] ?? Number.NaN, 9);
    // of the rows themselves it centres the median
    const signed = predicted.map(({ fittedRoofline }) => fittedRoofline).sort((a, b) => a - b);
    expect(signed[0]).toBeLessThan(0);
    expect(signed.at(-1)).toBeGreaterThan(0);
  });

  it('predicts every row once, each by a fit that had not seen its model', () => {
    const predicted = predictAll({ catalog, cases }, published, 'model');
    expect(predicted).toHaveLength(cases.length);
    expect(new Set(predicted.map(({ given }) => given))).toEqual(new Set(cases));
    // refitted to the other model, which errs as far, the error shrinks
    for (const { error } of predicted) expect(error).toBeLessThan(0.25);
  });
});

describe('errorsOf', () => {
  it('summarises each judged quantity that has rows, and leaves the others out', () => {
    const errors = errorsOf(predictAll({ catalog, cases }, published, 'none'));
    expect(Object.keys(errors)).toEqual(['timePerOutputToken']);
    expect(errors.timePerOutputToken?.rows).toBe(8);
    expect(errors.timePerOutputToken?.bias).toBeCloseTo(0.25, 9);
  });
});

describe('meanOverSources', () => {
  it('counts every source alike that has rows enough', () => {
    const predicted = predictAll({ catalog, cases }, published, 'none').map((one) => ({
      ...one,
      error: one.given.source === 'source 0' ? 0.1 : 0.3,
    }));
    expect(meanOverSources(predicted, 'timePerOutputToken', 4)).toMatchObject({ sources: 2 });
    expect(meanOverSources(predicted, 'timePerOutputToken', 4).medianAbsoluteError).toBeCloseTo(0.2, 9);
    expect(meanOverSources(predicted, 'timePerOutputToken', 5).sources).toBe(0);
  });
});
