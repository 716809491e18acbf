import { describe, expect, test } from 'vitest';
import { exactSearchMs } from '../../../src/engines/retrieval/exact-search-ms.ts';

describe('a search without an index', () => {
  test("takes 20 ms for LanceDB's 100,000 x 1000 floats at 20 GB/s", () => {
    expect(exactSearchMs(100_000, 4000, 20)).toBe(20);
  });
});
