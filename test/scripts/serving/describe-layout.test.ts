import { describe, expect, it } from 'vitest';
import { anyLayout, statedLayout } from '../../../scripts/serving/describe-layout.ts';
import { deepseekV3, llama8b, llama70b } from '../../engines/memory/published-shapes.ts';
import { h100, serving } from '../../engines/serving/published-devices.ts';
import { row } from './published-row.ts';

describe('statedLayout', () => {
  it('takes tensor and pipeline parallelism as printed, and the rest as copies', () => {
    expect(statedLayout(row(), 4)).toEqual({
      layouts: [{ tensorParallel: 4, pipelineStages: 1, attentionData: false }],
      copies: 1,
    });
    expect(statedLayout(row({ tp: '2', pp: '2' }), 8).copies).toBe(2);
    expect(statedLayout(row({ tp: '', pp: '2' }), 8).layouts[0]).toMatchObject({
      tensorParallel: 4,
      pipelineStages: 2,
    });
  });

  it.each([
    // rows of the silicon sample: the column holds the product of both parallelisms of the experts
    ['64', 'adp1/ep8', 'moe_tp=1 moe_ep=8', 8, false],
    ['8', 'adp8/ep8', 'moe_tp=1 moe_ep=8', 8, true],
    ['8', 'adp8/ep1', '', 8, true],
    ['64', 'adp8/ep8', '', 8, true],
    ['64', '', 'moe_tp=8 moe_ep=8', 8, false],
    ['8', 'adp1/ep8', '', 8, false],
  ])(
    'repairs tp %s with %s and notes "%s" to %i ranks',
    (tp, dp_or_ep, notes, tensorParallel, attentionData) => {
      const accelerators = Number(tp);
      expect(statedLayout(row({ tp, dp_or_ep, notes, n_gpus: tp }), accelerators)).toEqual({
        layouts: [{ tensorParallel, pipelineStages: 1, attentionData }],
        copies: 1,
      });
    },
  );

  it('refuses what is no layout: zero ranks, a prefill pool that is counted, cards left over', () => {
    expect(() => statedLayout(row({ dp_or_ep: 'adp0/ep8' }), 8)).toThrow('layout given as 0');
    expect(() => statedLayout(row({ tp: '16', notes: 'aggregated serving' }), 16)).toThrow('disaggregated');
    expect(() => statedLayout(row({ tp: '3' }), 4)).toThrow('layout does not divide the accelerators');
  });

  it('counts two cores a chip where AWS counts cores', () => {
    expect(
      statedLayout(row({ tp: '24', notes: 'tp in NeuronCores', framework: 'Transformers NeuronX' }), 12),
    ).toMatchObject({
      copies: 1,
    });
  });
});

describe('anyLayout', () => {
  const widths = (...given: Parameters<typeof anyLayout>) =>
    anyLayout(...given).layouts.map(({ tensorParallel }) => tensorParallel);

  it('gives each division of a node that holds the weights: 70 GB of Llama-70B FP8 fit one card of 80 GB at 90 %, barely', () => {
    expect(widths(serving(llama8b, 'fp8'), h100, 8)).toEqual([1, 2, 4, 8]);
    expect(widths(serving(llama70b, 'fp8'), h100, 8)).toEqual([1, 2, 4, 8]);
    expect(widths(serving(llama70b, 'bf16'), h100, 8)).toEqual([2, 4, 8]);
  });

  it('refuses a model that no node holds', () => {
    expect(() => anyLayout(serving(deepseekV3, 'bf16'), h100, 8)).toThrow('the model does not fit a node');
  });
});
