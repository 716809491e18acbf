import { describe, expect, test } from 'vitest';
import { pgvectorStoredBytes } from '../../../src/engines/retrieval/pgvector-stored-bytes.ts';

describe('a stored value of pgvector', () => {
  test.each([
    ['vector', 6152],
    ['halfvec', 3080],
    ['bit', 200],
  ] as const)('takes what the README says at 1536 dimensions: %s', (type, bytes) => {
    expect(pgvectorStoredBytes(1536, type)).toBe(bytes);
  });
});
