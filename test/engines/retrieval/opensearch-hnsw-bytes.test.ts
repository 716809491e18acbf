import { describe, expect, test } from 'vitest';
import { opensearchHnswBytes } from '../../../src/engines/retrieval/opensearch-hnsw-bytes.ts';

describe('an OpenSearch HNSW index', () => {
  test("takes 1.267 GB for the documentation's 1M x 256 with m = 16", () => {
    expect(opensearchHnswBytes(1_000_000, 256, 16) / 1e9).toBeCloseTo(1.267, 3);
  });
});
