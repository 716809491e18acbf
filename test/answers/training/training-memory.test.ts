import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trainedModelOfSize } from '../../../src/answers/training/trained-network.ts';
import { type TrainingRun, trainingMemory } from '../../../src/answers/training/training-memory.ts';

const model = trainedModelOfSize({ parameters: 6.7e9, layers: 32, hiddenSize: 4096, vocabulary: 32_000 });
const run: TrainingRun = {
  family: 'full',
  states: { weights: 2, gradients: 2, master: 4, optimizer: 8 },
  microBatchTokens: 2048,
  sequenceLength: 2048,
  checkpointing: 'none',
  fused: false,
  flashAttention: true,
  lossChunks: 1,
  lossWithHead: false,
  stepInBackward: false,
  accumulates: true,
  activationsOffloaded: false,
  weightsOffloaded: false,
  statesPaged: false,
  deepSpeed: false,
  layout: { dataParallel: 1, tensorParallel: 1, pipelineParallel: 1, stage: 0 },
};

describe('trainingMemory', () => {
  it('holds 16 bytes a parameter of states on one card (ZeRO paper)', () => {
    const { weights, gradients, optimizer } = trainingMemory(model, run).parts;
    expect((weights + gradients + optimizer) / 6.7e9).toBeCloseTo(16, 1);
  });

  it('needs less with checkpointing, with frozen weights and with a base in 4 bits', () => {
    const peak = (change: Partial<TrainingRun>): number =>
      trainingMemory(model, { ...run, ...change }).peak.bytes;
    const adapter = { rank: 16, targets: 'all-linear', bytes: 4 } as const;
    expect(peak({ checkpointing: 'full' })).toBeLessThan(peak({}));
    expect(peak({ family: 'adapter', adapter })).toBeLessThan(peak({ checkpointing: 'full' }));
    expect(peak({ family: 'quantised-adapter', adapter })).toBeLessThan(peak({ family: 'adapter', adapter }));
  });

  it('never grows with the number of ranks under ZeRO 3', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 512 }), (ranks) => {
        const on = (dataParallel: number): number =>
          trainingMemory(model, { ...run, layout: { ...run.layout, dataParallel, stage: 3 } }).peak.bytes;
        expect(on(2 * ranks)).toBeLessThanOrEqual(on(ranks));
      }),
    );
  });

  it('holds DeepSpeed to its buffers: 2.8 GiB beside the shards, and the whole model at the start', () => {
    const layout = { ...run.layout, dataParallel: 8, stage: 3 } as const;
    const of = (tokens: number, deepSpeed: boolean): ReturnType<typeof trainingMemory> =>
      trainingMemory(model, {
        ...run,
        states: { weights: 2, gradients: 2, master: 0, optimizer: 0 },
        checkpointing: 'full',
        lossWithHead: true,
        microBatchTokens: tokens,
        layout,
        deepSpeed,
      });
    const short = of(512, true);
    expect(short.peak).toEqual({ at: 'start', bytes: 2 * 6.7e9 });
    const layerGradient = (2 * (6.7e9 - 2 * 4096 * 32_000)) / 32;
    expect(short.parts.gathered).toBeCloseTo(2 * 1e9 + 2 * 5e8 + layerGradient, -3);
    expect(of(262_144, true).peak.at).toBe('turn');
    expect(of(512, false).peak.bytes).toBeLessThan(short.peak.bytes);
  });
});
