import { describe, expect, test } from 'vitest';
import { diskBbqBytes } from '../../../src/engines/retrieval/disk-bbq-bytes.ts';

describe('a DiskBBQ index', () => {
  test("takes 226,042,320 bytes for 1M x 768, as Elastic's unit tests say", () => {
    expect(diskBbqBytes(1_000_000, 768).index).toBe(226_042_320);
  });

  test('keeps the centroids and 5 to 10 % of the clusters in memory', () => {
    const { memoryLow, memoryHigh } = diskBbqBytes(1_000_000, 768);
    expect([memoryLow, memoryHigh]).toEqual([2605 * 784 + 11_200_000, 2605 * 784 + 22_400_000]);
  });

  test('uses four bits a dimension below 384 dimensions', () => {
    expect(diskBbqBytes(1_000_000, 256).index - 2605 * (256 + 16)).toBe(288e6);
  });
});
