import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chunksPerDocument } from '../../../src/engines/retrieval/chunks-per-document.ts';

describe('the chunks of a document', () => {
  test.each([
    [300, 512, 64, 1],
    [512, 512, 64, 1],
    [513, 512, 64, 2],
    // LangChain's TokenTextSplitter: windows start every size - overlap tokens
    [1000, 400, 0, 3],
    [1000, 400, 200, 4],
  ])('%d tokens in windows of %d that repeat %d are %d', (tokens, size, overlap, chunks) => {
    expect(chunksPerDocument(tokens, size, overlap)).toBe(chunks);
  });

  test('cover the whole document and no chunk is empty', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 2, max: 4096 }),
        fc.double({ min: 0, max: 0.9, noNaN: true }),
        (tokens, size, share) => {
          const overlap = Math.floor(size * share);
          const chunks = chunksPerDocument(tokens, size, overlap);
          const step = size - overlap;
          expect((chunks - 1) * step + size).toBeGreaterThanOrEqual(tokens);
          if (chunks > 1) expect((chunks - 2) * step + size).toBeLessThan(tokens);
        },
      ),
    );
  });

  test('are refused where the overlap reaches the size', () => {
    expect(() => chunksPerDocument(100, 64, 64)).toThrow(RangeError);
    expect(() => chunksPerDocument(0, 64, 0)).toThrow(RangeError);
  });
});
