import { describe, expect, test } from 'vitest';
import { pgvectorIndexBytes } from '../../../src/engines/retrieval/pgvector-index-bytes.ts';

const MIB = 1024 ** 2;

describe('a pgvector index on disk', () => {
  test.each([
    [16, 7036],
    [2, 7043],
  ])('is what issue 370 measured for 900,000 x 1280 at m = %d: %d MB, whatever m is', (m, measured) => {
    const modelled = pgvectorIndexBytes(900_000, 1280, m) / MIB;
    expect(Math.abs(modelled / measured - 1)).toBeLessThan(0.005);
  });

  test('costs as much at 1024 dimensions as at 1536: one page an element', () => {
    expect(pgvectorIndexBytes(1_000_000, 1024, 16)).toBe(8192e6);
    expect(pgvectorIndexBytes(1_000_000, 1536, 16)).toBe(8192e6);
  });

  test('falls to a third of that where three elements fit a page: half precision at 1024', () => {
    expect(pgvectorIndexBytes(3_000_000, 1024, 16, 'halfvec')).toBe(1_000_000 * 8192);
  });

  test('takes two pages an element where the neighbours no longer fit beside it', () => {
    expect(pgvectorIndexBytes(1_000_000, 1968, 16)).toBe(8192e6);
    expect(pgvectorIndexBytes(1_000_000, 2000, 16)).toBe(2 * 8192e6);
  });
});
