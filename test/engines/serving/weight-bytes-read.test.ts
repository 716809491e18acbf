import { describe, expect, it } from 'vitest';
import { weightBytesRead } from '../../../src/engines/serving/weight-bytes-read.ts';
import { gptOss120b, llama8b } from '../memory/published-shapes.ts';
import { serving } from './published-devices.ts';

describe('weightBytesRead', () => {
  it('leaves the embedding table out, which is looked up', () => {
    const workload = serving(llama8b, 16);
    expect(workload.weights.total - weightBytesRead(workload, 1)).toBe(2 * 128256 * 4096);
  });

  it('reads the table where it is also the head', () => {
    const workload = serving({ ...llama8b, tiedEmbeddings: true }, 16);
    expect(weightBytesRead(workload, 1)).toBe(workload.weights.total);
  });

  it('reads more experts as the batch grows', () => {
    const workload = serving(gptOss120b, 4.25);
    const read = [1, 8, 64, 1000].map((tokens) => weightBytesRead(workload, tokens));
    expect(read).toEqual(read.toSorted((a, b) => a - b));
    expect(read[3]).toBeCloseTo(workload.weights.total - workload.weights.embedding, -4);
  });
});
