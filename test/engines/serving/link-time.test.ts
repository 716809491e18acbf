import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allReduceLatency, linkTime } from '../../../src/engines/serving/link-time.ts';
import { llama70b } from '../memory/published-shapes.ts';
import { ideal } from './published-constants.ts';
import { h100, one, ranks, rates, rtx4090, serving, wide } from './published-devices.ts';

const workload = serving(llama70b, 'fp8');

describe('linkTime', () => {
  it('moves 2 (n-1)/n of the 16-bit activations twice a layer', () => {
    const bytes = 2 * 80 * 2 * (1 / 2) * 16 * 8192 * 2;
    expect(linkTime(workload, wide(2), rates(workload, h100, wide(2), ideal), 16)).toBeCloseTo(
      bytes / 450e9,
      12,
    );
  });

  it('is nothing on one accelerator', () => {
    const own = rates(workload, h100);
    expect(linkTime(workload, one, own, 100)).toBe(0);
    expect(allReduceLatency(workload, one, own)).toBe(0);
  });

  it('halves under attention-data parallelism, which exchanges once a layer', () => {
    const own = rates(workload, h100, wide(8));
    expect(linkTime(workload, ranks(8), own, 64)).toBeCloseTo(linkTime(workload, wide(8), own, 64) / 2, 12);
  });

  it('pays 160 latencies a step of an 80-layer model: 0.64 ms over NVLink, 16 ms over PCIe', () => {
    const latency = (device: typeof h100) =>
      allReduceLatency(workload, wide(2), rates(workload, device, wide(2))) * 1000;
    expect(latency(h100)).toBeCloseTo(0.64, 9);
    expect(latency(rtx4090)).toBeCloseTo(16, 9);
  });

  it('is never slower over a faster link, and approaches twice the volume as cards are added', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 65, max: 2000 }),
        fc.nat(2000),
        fc.integer({ min: 2, max: 16 }),
        fc.integer({ min: 1, max: 4096 }),
        (link, more, n, tokens) => {
          const time = (linkGbPerSecond: number, cards = n) =>
            linkTime(
              workload,
              wide(cards),
              rates(workload, { ...h100, linkGbPerSecond }, wide(cards)),
              tokens,
            );
          expect(time(link + more)).toBeLessThanOrEqual(time(link));
          expect(time(link, n + 1)).toBeGreaterThanOrEqual(time(link));
          expect(time(link)).toBeLessThan(2 * time(link, 2) * (1 + 1e-9));
        },
      ),
    );
  });
});
