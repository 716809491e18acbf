import { describe, expect, test } from 'vitest';
import { namespaceReadUnits } from '../../../src/engines/retrieval/namespace-read-units.ts';

describe('the read units of a query', () => {
  test('are one for each GB of the namespace, a quarter at least', () => {
    expect(namespaceReadUnits(7.14)).toBe(7.14);
    expect(namespaceReadUnits(0.01)).toBe(0.25);
  });
});
