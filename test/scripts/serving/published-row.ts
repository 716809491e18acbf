import type { Measurement } from '../../../scripts/serving/measurement.ts';

/** A row of the silicon sample, with what a test is about changed. */
export function row(given: Partial<Measurement> = {}): Measurement {
  return {
    id: 'm1',
    source: 'InferenceX/NVIDIA silicon sample (aiconfigurator)',
    source_url: 'https://example.org/rows.csv',
    date: '2025-10-29',
    framework: 'TensorRT-LLM',
    framework_version: '1.1',
    model: 'meta-llama/Llama-3.1-70B-Instruct',
    precision_weights: 'fp8',
    precision_kv: '',
    gpu: 'H200-SXM-141GB',
    n_gpus: '4',
    tp: '4',
    pp: '1',
    dp_or_ep: '',
    isl: '1024',
    osl: '1024',
    concurrency_or_batch: '32',
    metric: 'tpot_mean',
    value: '12.4',
    unit: 'ms',
    notes: '',
    ...given,
  };
}
