import { describe, expect, test } from 'vitest';
import { servingCopies } from '../../../src/engines/retrieval/serving-copies.ts';

describe('shards and copies', () => {
  test('hold the index and answer the queries', () => {
    // a published sizing of 100M x 768 for OpenSearch: 328 GB at 48 GB a node are 7 nodes
    expect(servingCopies(327.83e9, 48e9, 0, undefined, 1)).toEqual({ shards: 7, copies: 1, nodes: 7 });
    expect(servingCopies(10e9, 48e9, 1000, 323, 2)).toEqual({ shards: 1, copies: 4, nodes: 4 });
  });

  test('are never fewer than availability asks', () => {
    expect(servingCopies(0, 1, 0, 100, 2)).toEqual({ shards: 1, copies: 2, nodes: 2 });
  });
});
