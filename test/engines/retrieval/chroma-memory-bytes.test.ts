import { describe, expect, test } from 'vitest';
import { chromaMemoryBytes } from '../../../src/engines/retrieval/chroma-memory-bytes.ts';

describe('a machine for single-node Chroma', () => {
  test('needs 64 GB for about 15 million vectors of 1024 dimensions, as the maker measured', () => {
    expect(chromaMemoryBytes(15_000_000, 1024) / 1e9).toBeCloseTo(61.2, 1);
  });

  test('scales with the dimension', () => {
    expect(chromaMemoryBytes(15_000_000, 512)).toBe(chromaMemoryBytes(15_000_000, 1024) / 2);
  });
});
