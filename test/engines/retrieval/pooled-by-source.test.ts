import { expect, test } from 'vitest';
import { pooledBySource } from '../../../src/engines/retrieval/pooled-by-source.ts';

test('a source weighs the same however many values it gives, and the worst one left out gives the factor', () => {
  const pooled = pooledBySource([
    { source: 'a', value: 0.1 },
    { source: 'a', value: 0.1 },
    { source: 'a', value: 0.1 },
    { source: 'b', value: 0.4 },
  ]);
  expect(pooled?.value).toBeCloseTo(0.2, 12);
  expect(pooled?.leftOutFactor).toBeCloseTo(4, 12);
  expect(pooled?.sources).toBe(2);
});

test('one source has no error of its own, and none has no value', () => {
  expect(pooledBySource([{ source: 'a', value: 0.3 }])).toMatchObject({
    leftOutFactor: undefined,
    sources: 1,
  });
  expect(pooledBySource([])).toBeUndefined();
});
