import { kvBytesPerSequence } from '../memory/kv-bytes-per-sequence.ts';
import { expertCoverage } from './expert-coverage.ts';
import type { Device, EngineSettings, Layout, Workload } from './workload.ts';

export type DecodeStep = {
  /** Seconds from one token to the next of a sequence, without prompts in between. */
  readonly seconds: number;
  readonly bound: 'bandwidth' | 'compute' | 'latency';
};

/**
 * First-order time of a decode step of `running` sequences: the larger of reading (weights and cache over bandwidth)
 * and computing (2 operations a parameter a token), plus a fixed latency a layer and the all-reduces of tensor
 * parallelism (two a layer, `2 (n-1)/n` of the activations each). Experts are read as far as the batch touches
 * them. Pipeline stages work on `running / stages` sequences each, in turn. Roofline: Williams et al., 2009,
 * doi:10.1145/1498765.1498785.
 * @param tflops dense peak of the arithmetic that runs.
 * @param running at least 1.
 */
export function decodeStepTime(
  workload: Workload,
  device: Device,
  layout: Layout,
  settings: EngineSettings,
  tflops: number,
  running: number,
): DecodeStep {
  if (!(running >= 1)) throw new RangeError(`${running} sequences cannot run`);
  const { shape, weights, inputTokens, outputTokens } = workload;
  const { tensorParallel, pipelineStages } = layout;
  const batch = running / pipelineStages;
  const cards = tensorParallel * pipelineStages;
  const cache = kvBytesPerSequence(
    shape,
    workload.kvElementBytes,
    inputTokens + outputTokens / 2,
    tensorParallel,
  );
  const bytes = weightBytesRead(workload, batch) / cards + (batch * cache) / pipelineStages;
  const reading = bytes / (device.bandwidthGbPerSecond * 1e9 * settings.bandwidthEfficiency);
  const operations = (2 * batch * activeParameters(workload)) / cards;
  const computing = operations / (tflops * 1e12 * settings.computeEfficiency);
  const layers = shape.layers / pipelineStages;
  const waiting =
    layers * settings.layerSeconds + allReduceSeconds(workload, device, layout, settings, batch);
  const bound =
    waiting > Math.max(reading, computing) ? 'latency' : reading >= computing ? 'bandwidth' : 'compute';
  void weights;
  return { seconds: pipelineStages * (waiting + Math.max(reading, computing)), bound };
}
