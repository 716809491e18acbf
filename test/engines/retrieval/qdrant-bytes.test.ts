import { describe, expect, test } from 'vitest';
import { qdrantBytes } from '../../../src/engines/retrieval/qdrant-bytes.ts';

describe("Qdrant's planned memory", () => {
  test('is 6,144,000,000 bytes for 1M x 1024, as its capacity planning says', () => {
    expect(qdrantBytes(1_000_000, 1024)).toBe(6_144_000_000);
  });

  test('counts a payload of 5 KB by the same factor: 7.5 GB a million, not the 4.77 of the page', () => {
    expect(qdrantBytes(1_000_000, 1024, 5000) - qdrantBytes(1_000_000, 1024)).toBe(7.5e9);
  });
});
