import { describe, expect, test } from 'vitest';
import { elasticsearchHnswBytes } from '../../../src/engines/retrieval/elasticsearch-hnsw-bytes.ts';

describe('an Elasticsearch HNSW index', () => {
  test.each([
    ['float', 3_136_000_000],
    ['int8', 848_000_000],
    ['int4', 464_000_000],
    ['bbq', 174_000_000],
  ] as const)(
    "keeps in memory what Elastic's own unit tests say for 1M x 768, m = 16: %s",
    (codes, bytes) => {
      expect(elasticsearchHnswBytes(1_000_000, 768, 16, codes).memory).toBe(bytes);
    },
  );

  test('rounds int4 up to whole bytes and BBQ up to 64 bits', () => {
    expect(elasticsearchHnswBytes(1, 101, 16, 'int4').memory).toBe(51 + 16 + 64);
    expect(elasticsearchHnswBytes(1, 100, 16, 'bbq').memory).toBe(16 + 14 + 64);
    expect(elasticsearchHnswBytes(1, 65, 16, 'bbq').memory).toBe(16 + 14 + 64);
  });

  test('keeps the raw vectors on disk beside the codes, once', () => {
    expect(elasticsearchHnswBytes(1_000_000, 768, 16, 'float').disk).toBe(3_136_000_000);
    expect(elasticsearchHnswBytes(1_000_000, 768, 16, 'bbq').disk).toBe(174_000_000 + 3_072_000_000);
  });
});
