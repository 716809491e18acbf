import { describe, expect, test } from 'vitest';
import { pgvectorBuildBytes } from '../../../src/engines/retrieval/pgvector-build-bytes.ts';

describe('memory for a pgvector build', () => {
  test('is 5.335 GB for 1M x 1024, as the maintainer reckons in issue 745', () => {
    expect(pgvectorBuildBytes(1_000_000, 1024) / 1e9).toBeCloseTo(5.335, 3);
  });

  test('is about half for half precision', () => {
    expect(pgvectorBuildBytes(1_000_000, 1024, 'halfvec') / 1e9).toBeCloseTo(2.673, 3);
  });
});
