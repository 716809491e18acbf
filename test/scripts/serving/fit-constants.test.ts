import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Free, fitConstants } from '../../../scripts/serving/fit-constants.ts';
import { predict } from '../../../scripts/serving/predict.ts';
import type { ServingConstants } from '../../../src/engines/serving/serving-constants.ts';
import { llama8b, llama70b } from '../../engines/memory/published-shapes.ts';
import { published } from '../../engines/serving/published-constants.ts';
import { h100, h200, wide } from '../../engines/serving/published-devices.ts';
import { servingCase } from './published-case.ts';

const free: Free[] = [
  { id: 'dense-read-share', centre: published['dense-read-share'], spread: 1 },
  { id: 'launch-us', centre: published['launch-us'], spread: 1 },
  { id: 'matmul-share-8', centre: published['matmul-share-8'], spread: 1 },
];

/** Rows that a server with the given constants would have published. */
function rowsOf(constants: ServingConstants, factor = (_: number): number => 1) {
  const cases = [h100, h200].flatMap((device) =>
    [llama8b, llama70b].flatMap((shape) =>
      [1, 2, 4].flatMap((n) =>
        [1, 8, 64, 256].map((concurrency) =>
          servingCase({ shape, format: 'fp8', device, layout: wide(n), concurrency, group: `${n}` }),
        ),
      ),
    ),
  );
  return cases.map((given, index) => ({ ...given, measured: predict(given, constants) * factor(index) }));
}

describe('fitConstants', () => {
  it('recovers the constants behind rows that the model itself made', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.6, max: 0.98, noNaN: true }),
        fc.double({ min: 2, max: 9, noNaN: true }),
        fc.double({ min: 0.35, max: 0.8, noNaN: true }),
        (dense, launch, matmul) => {
          const truth = {
            ...published,
            'dense-read-share': dense,
            'launch-us': launch,
            'matmul-share-8': matmul,
          };
          const found = fitConstants(rowsOf(truth), published, free, () => 1);
          expect(found['dense-read-share'] / dense).toBeCloseTo(1, 1);
          expect(found['launch-us'] / launch).toBeCloseTo(1, 1);
          expect(found['matmul-share-8'] / matmul).toBeCloseTo(1, 1);
        },
      ),
      { numRuns: 6 },
    );
  });

  it('leaves the other constants as they were, and gives the same for the same', () => {
    const rows = rowsOf({ ...published, 'launch-us': 6 });
    const found = fitConstants(rows, published, free, () => 1);
    const ids = new Set<string>(free.map(({ id }) => id));
    for (const [id, value] of Object.entries(published))
      if (!ids.has(id)) expect(found[id as keyof ServingConstants]).toBe(value);
    expect(fitConstants(rows, published, free, () => 1)).toEqual(found);
  });

  it('is hardly moved by a row in ten that is three times too slow', () => {
    const truth = { ...published, 'launch-us': 6 };
    const found = fitConstants(
      rowsOf(truth, (index) => (index % 10 === 0 ? 3 : 1)),
      published,
      free,
      () => 1,
    );
    expect(Math.abs(found['launch-us'] / 6 - 1)).toBeLessThan(0.25);
    expect(Math.abs(found['dense-read-share'] / truth['dense-read-share'] - 1)).toBeLessThan(0.1);
  });

  it('keeps to a tight prior that rows would move', () => {
    const tight = free.map((one) => ({ ...one, spread: 1e-4 }));
    const found = fitConstants(rowsOf({ ...published, 'launch-us': 8 }), published, tight, () => 1);
    expect(found['launch-us'] / published['launch-us']).toBeCloseTo(1, 2);
  });
});
