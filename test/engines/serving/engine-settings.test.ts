import { describe, expect, it } from 'vitest';
import { engineSettings } from '../../../src/engines/serving/engine-settings.ts';

const values: Readonly<Record<string, number>> = {
  'large-card-gib': 70,
  'batched-tokens-large-card': 8192,
  'batched-tokens-small-card': 2048,
  'running-sequences-large-card': 1024,
  'running-sequences-small-card': 256,
  'activation-reserve-dense-gib': 5.64,
  'activation-reserve-moe-gib': 8,
  'all-reduce-latency-us': 2,
  'all-reduce-latency-pcie-us': 100,
  'vllm-memory-utilisation': 0.9,
};
const base = {
  assumed: (id: string) => values[id] ?? 1,
  batchesLikeSmallCard: false,
  mixtureOfExperts: false,
};

describe('engineSettings', () => {
  it('reserves by the tokens of a step, which the card decides', () => {
    const large = engineSettings({ ...base, memoryBytes: 80e9 });
    const small = engineSettings({ ...base, memoryBytes: 24e9 });
    expect(large).toMatchObject({ activationBytes: 5.64 * 1024 ** 3, mostRunning: 1024, utilisation: 0.9 });
    expect(small).toMatchObject({ activationBytes: (5.64 * 1024 ** 3) / 4, mostRunning: 256 });
    expect(engineSettings({ ...base, memoryBytes: 80e9, batchesLikeSmallCard: true }).mostRunning).toBe(256);
  });

  it('pays for all-reduces by the link', () => {
    const latency = (linkGbPerSecond: number) =>
      engineSettings({ ...base, memoryBytes: 80e9, linkGbPerSecond }).allReduceSeconds;
    expect([latency(64), latency(450)]).toEqual([100e-6, 2e-6]);
  });

  it('takes the share of memory that the caller gives', () => {
    expect(engineSettings({ ...base, memoryBytes: 80e9, utilisation: 0.5 }).utilisation).toBe(0.5);
  });
});
