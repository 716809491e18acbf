import { describe, expect, test } from 'vitest';
import { opensearchIvfBytes } from '../../../src/engines/retrieval/opensearch-ivf-bytes.ts';

describe('an OpenSearch IVF index', () => {
  test("takes 1.126 GB for the documentation's 1M x 256 with 128 lists", () => {
    expect(opensearchIvfBytes(1_000_000, 256, 128) / 1e9).toBeCloseTo(1.1265, 3);
  });
});
