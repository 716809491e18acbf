import { describe, expect, it } from 'vitest';
import { type ServingError, servingErrorOf } from '../../src/answers/serving-error.ts';

const error = (given: Partial<ServingError>): ServingError => ({
  quantity: 'time per output token',
  group: 'all',
  member: 'all',
  rows: 1000,
  leftOut: 'gpu',
  medianPercent: 9,
  p90Percent: 24,
  biasPercent: 2,
  source: 'serving-calibration',
  asOf: '2026-11-25',
  ...given,
});
const rows = [
  error({}),
  error({ group: 'engine', member: 'vLLM', medianPercent: 8, p90Percent: 22 }),
  error({ group: 'link', member: 'PCIe', rows: 77, medianPercent: 11, p90Percent: 41 }),
  error({ group: 'generation', member: 'turing', rows: 3, p90Percent: 5 }),
  error({
    quantity: 'saturated throughput',
    group: 'generation',
    member: 'ampere',
    medianPercent: 13,
    p90Percent: 42,
  }),
];
const of = (...groups: Parameters<typeof servingErrorOf>[2]) =>
  servingErrorOf(rows, 'time per output token', groups);

describe('servingErrorOf', () => {
  it('takes the widest of the groups of a case, never less than that of all', () => {
    expect(of({ group: 'engine', member: 'vLLM' })).toEqual({
      p90: 0.24,
      median: 0.09,
      of: 'all published rows',
      notValidated: [],
    });
    expect(of({ group: 'engine', member: 'vLLM' }, { group: 'link', member: 'PCIe' })).toEqual({
      p90: 0.41,
      median: 0.11,
      of: 'published PCIe rows',
      notValidated: [],
    });
  });

  it('takes the error in throughput where times of a generation were never published', () => {
    expect(of({ group: 'generation', member: 'ampere' })).toMatchObject({ p90: 0.42, notValidated: [] });
  });

  it('doubles it and names the group where no row is known, or too few', () => {
    expect(of({ group: 'generation', member: 'volta' })).toMatchObject({
      p90: 0.48,
      notValidated: ['volta'],
    });
    expect(of({ group: 'generation', member: 'turing' })).toMatchObject({ notValidated: ['turing'] });
  });

  it('has nothing to say of a quantity that was never validated', () => {
    expect(servingErrorOf(rows, 'single stream', [])).toBeUndefined();
  });
});
