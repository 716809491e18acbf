import { kvBytesPerSequence } from '../memory/kv-bytes-per-sequence.ts';
import { activeParameters } from './active-parameters.ts';
import { allReduceTime } from './all-reduce-time.ts';
import { weightBytesRead } from './weight-bytes-read.ts';
import type { Device, EngineSettings, Layout, Workload } from './workload.ts';

export type DecodeStep = {
  /** Seconds from one token of a sequence to its next, without prompts in between. */
  readonly seconds: number;
  readonly bound: 'bandwidth' | 'compute' | 'latency';
};

/**
 * First-order time of a decode step of `running` sequences: the larger of reading (weights and cache over bandwidth)
 * and computing (2 operations a parameter a token), plus a fixed latency a layer and the all-reduces of tensor
 * parallelism. Experts are read as far as the batch touches them. Each pipeline stage works on
 * `running / stages` sequences, one stage after the other. Roofline: Williams et al., 2009,
 * doi:10.1145/1498765.1498785.
 * @param tflops dense peak of the arithmetic that runs.
 * @throws RangeError for fewer than one sequence.
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
  const { shape, parameters, kvElementBytes, inputTokens, outputTokens } = workload;
  const { tensorParallel, pipelineStages } = layout;
  const batch = running / pipelineStages;
  const cards = tensorParallel * pipelineStages;
  const cache = kvBytesPerSequence(shape, kvElementBytes, inputTokens + outputTokens / 2, tensorParallel);
  const bytes = weightBytesRead(workload, batch) / cards + (batch * cache) / pipelineStages;
  const reading = bytes / (device.bandwidthGbPerSecond * 1e9 * settings.bandwidthEfficiency);
  const operations = (2 * batch * activeParameters(shape, parameters)) / cards;
  const computing = operations / (tflops * 1e12 * settings.computeEfficiency);
  const working = Math.max(reading, computing);
  const waiting =
    (shape.layers / pipelineStages) * settings.layerSeconds +
    allReduceTime(workload, device, layout, settings, batch);
  const busy = reading >= computing ? 'bandwidth' : 'compute';
  return { seconds: pipelineStages * (waiting + working), bound: waiting > working ? 'latency' : busy };
}
