import { describe, expect, it } from 'vitest';
import { roofline } from '../../../scripts/serving/baselines.ts';
import { gptOss120b, llama8b } from '../../engines/memory/published-shapes.ts';
import { h100, wide } from '../../engines/serving/published-devices.ts';
import { servingCase } from './published-case.ts';

const eight = { shape: llama8b, format: 'bf16', device: h100 } as const;

describe('roofline', () => {
  it('reads weights and cache once a token at 65 % of bandwidth: 6.9 ms for one sequence of Llama-3.1-8B', () => {
    const bytes = (8.03 - 0.525) * 2e9 + 1536 * 131_072;
    expect(roofline(servingCase({ ...eight, concurrency: 1 })) * 1e3).toBeCloseTo(
      (bytes / (0.65 * 3350e9)) * 1e3,
      1,
    );
  });

  it('computes a prompt at 65 % of the peak, and divides both by the cards', () => {
    const first = servingCase({ ...eight, quantity: 'time to first token' });
    expect(roofline(first) * 1e3).toBeCloseTo(((2 * 1024 * 7.5e9) / (0.65 * 989e12)) * 1e3, 1);
    expect(roofline({ ...first, layouts: [wide(2)] })).toBeCloseTo(roofline(first) / 2, 9);
  });

  it('is the rate of its own time, and touches experts as the batch does', () => {
    const token = servingCase({ ...eight, concurrency: 16 });
    expect(roofline({ ...token, quantity: 'throughput' })).toBeCloseTo(16 / roofline(token), 6);
    const at = (concurrency: number) =>
      roofline(
        servingCase({ shape: gptOss120b, format: 'mxfp4', device: h100, input: 1, output: 2, concurrency }),
      );
    expect(at(64)).toBeGreaterThan(5 * at(1));
  });
});
