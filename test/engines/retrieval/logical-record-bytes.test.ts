import { describe, expect, test } from 'vitest';
import { logicalRecordBytes } from '../../../src/engines/retrieval/logical-record-bytes.ts';

describe('a record as serverless services bill it', () => {
  test.each([
    [500_000, 768, 500, 1.78],
    [1_000_000, 1536, 1000, 7.14],
  ])(
    'makes the namespace of Pinecone: %d x %d with %d bytes of metadata',
    (vectors, dimensions, metadata, gb) => {
      expect(Math.abs((vectors * logicalRecordBytes(dimensions, 0, metadata)) / 1e9 / gb - 1)).toBeLessThan(
        0.005,
      );
    },
  );

  test('makes the 59 GB of the first S3 Vectors pricing example', () => {
    const bytes = 10_000_000 * logicalRecordBytes(1024, 0.17 * 1024, 2048);
    expect(Math.round(bytes / 1024 ** 3)).toBe(59);
  });
});
