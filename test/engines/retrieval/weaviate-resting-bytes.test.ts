import { describe, expect, test } from 'vitest';
import { weaviateRestingBytes } from '../../../src/engines/retrieval/weaviate-resting-bytes.ts';

describe('a Weaviate index at rest', () => {
  test('takes 2.2 GB for 1M x 384 with 64 connections, as its resource planning says', () => {
    expect(weaviateRestingBytes(1_000_000, 384, 64) / 1e9).toBeCloseTo(2.176, 3);
  });
});
