import { describe, expect, test } from 'vitest';
import { weaviatePlannedBytes } from '../../../src/engines/retrieval/weaviate-planned-bytes.ts';

describe("Weaviate's rule of thumb", () => {
  test('asks about 3 GB for 1M x 384, as its resource planning says', () => {
    expect(weaviatePlannedBytes(1_000_000, 384) / 1e9).toBeCloseTo(3.07, 2);
  });
});
