import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hnswFlatBytes } from '../../../src/engines/retrieval/hnsw-flat-bytes.ts';

describe('an HNSW graph at rest', () => {
  test('holds 4 d + 8 M bytes a vector, by the formula of the FAISS wiki', () => {
    // 1M x 128 dimensions, M = 32: (128 * 4 + 32 * 2 * 4) bytes a vector
    expect(hnswFlatBytes(1_000_000, 128, 32)).toBe(768e6);
  });

  test('grows in proportion to the vectors', () => {
    fc.assert(
      fc.property(
        fc.nat(1e6),
        fc.integer({ min: 1, max: 4096 }),
        fc.integer({ min: 2, max: 100 }),
        (n, d, m) => {
          expect(hnswFlatBytes(2 * n, d, m)).toBe(2 * hnswFlatBytes(n, d, m));
        },
      ),
    );
  });
});
