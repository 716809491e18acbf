import { describe, expect, it } from 'vitest';
import { describer } from '../../../scripts/serving/describe.ts';
import type { ServingCase } from '../../../scripts/serving/serving-case.ts';
import { realContext } from '../../support/read-catalog.ts';
import { row } from './published-row.ts';

const describeRow = describer(realContext().catalog);
const caseOf = (given: Parameters<typeof row>[0]): ServingCase => {
  const described = describeRow(row(given));
  if (described.kind !== 'case') throw new Error(JSON.stringify(described));
  return described.case;
};
const reasonOf = (given: Parameters<typeof row>[0]): string => {
  const described = describeRow(row(given));
  return described.kind === 'reason' ? described.reason : described.kind;
};

describe('describer', () => {
  it('makes a case of a published row: 12.4 ms a token of Llama-3.1-70B FP8 on four H200', () => {
    const given = caseOf({});
    expect(given).toMatchObject({
      model: 'Llama-3.1-70B',
      gpu: 'H200-SXM',
      kind: 'dense',
      generation: 'hopper',
      quantity: 'time per output token',
      measured: 0.0124,
      arrival: { kind: 'closed', concurrency: 32 },
      layouts: [{ tensorParallel: 4, pipelineStages: 1, attentionData: false }],
      copies: 1,
      runtime: { engine: 'tensorrt-llm' },
    });
    expect(given.workload).toMatchObject({
      inputTokens: 1024,
      outputTokens: 1024,
      kvElementBytes: 1,
      activationScaling: 'static',
    });
    // 70.55 B published, linear layers in one byte, embedding and head in two
    expect(given.workload.weights.total / 1e9).toBeCloseTo(72.7, 0);
    expect(given.speculative).toBeUndefined();
  });

  it('reads the unit: milliseconds, tokens a card, requests', () => {
    expect(caseOf({ metric: 'ttft_mean', value: '250' })).toMatchObject({
      quantity: 'time to first token',
      measured: 0.25,
    });
    expect(caseOf({ metric: 'output_throughput_per_gpu', value: '500', unit: 'tok/s/gpu' }).measured).toBe(
      2000,
    );
    expect(caseOf({ metric: 'output_throughput_system', value: '500', unit: 'tok/s' }).measured).toBe(500);
    expect(caseOf({ metric: 'request_throughput', value: '5', unit: 'req/s' }).quantity).toBe('requests');
  });

  it('counts months from January 2026, as far as the calibration reaches', () => {
    const months = (date: string) => caseOf({ date }).runtime.monthsFrom2026;
    expect(months('2026-01-01')).toBe(0);
    expect(months('2026-03-16')).toBeCloseTo(2.49, 1);
    expect([months('2024-05'), months('2026-11-01'), months('')]).toEqual([-6, 4, 0]);
  });

  it('knows the speculative runs of the sample by name: DeepSeek-R1, never DeepSeek-V3', () => {
    const eight = { n_gpus: '8', tp: '8' };
    expect(caseOf({ ...eight, model: 'deepseek-ai/DeepSeek-R1' }).speculative).toEqual({
      drafted: 1,
      accepted: 1.9,
    });
    expect(caseOf({ ...eight, model: 'deepseek-ai/DeepSeek-V3' }).speculative).toBeUndefined();
    expect(
      caseOf({ ...eight, model: 'deepseek-ai/DeepSeek-R1', source: 'elsewhere' }).speculative,
    ).toBeUndefined();
  });

  it('splits a Neuron chip in its two cores', () => {
    const core = caseOf({
      framework: 'Transformers NeuronX',
      gpu: 'Inferentia2',
      model: 'Llama-2-7B',
      n_gpus: '12',
      tp: '24',
      notes: 'tp in NeuronCores',
    });
    expect(core.device.memoryGb).toBe(16);
  });

  it.each([
    [{ metric: 'memory_used' }, 'not judged'],
    [{ model: 'Mystery-9B' }, 'model not listed: Mystery-9B'],
    [{ gpu: 'see post' }, 'accelerator not listed: see post'],
    [{ framework: 'FasterTransformer' }, 'engine not modelled: FasterTransformer'],
    [{ precision_weights: 'int3' }, 'weight format not listed: int3'],
    [{ isl: '' }, 'lengths not published'],
    [{ concurrency_or_batch: '' }, 'concurrency not published'],
    [{ n_gpus: '' }, 'number of accelerators not published'],
    [{ value: '0' }, 'value is not a number above 0'],
    [{ value: 'n/a' }, 'value is not a number above 0'],
    [{ metric: 'output_throughput', unit: 'Queries/s' }, 'unit not of tokens: Queries/s'],
    [{ metric: 'prefill_throughput', unit: 'tok/s' }, 'prefill pool alone'],
    [{ notes: 'open/Neural_Magic' }, 'MLPerf open division: the model was changed'],
    [{ framework: 'llama.cpp', concurrency_or_batch: '8' }, 'a local runtime with several requests at once'],
  ])('says why %j is no case: %s', (given, reason) => {
    expect(reasonOf(given)).toBe(reason);
  });
});
