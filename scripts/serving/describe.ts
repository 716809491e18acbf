import { knownName } from '../../src/answers/known-name.ts';
import { servingDevice } from '../../src/answers/serving-device.ts';
import { servingWorkload } from '../../src/answers/serving-workload.ts';
import { shapeOfArchitecture } from '../../src/answers/shape-of-architecture.ts';
import { accelerators } from '../../src/catalog/tables/accelerators.ts';
import { aliases } from '../../src/catalog/tables/aliases.ts';
import { architectures } from '../../src/catalog/tables/architectures.ts';
import { models } from '../../src/catalog/tables/models.ts';
import { weightFormats } from '../../src/catalog/tables/weight-formats.ts';
import type { Catalog } from '../../src/contract/catalog.ts';
import type { Device, Engine, Runtime } from '../../src/engines/serving/workload.ts';
import { arrivalOf } from './describe-arrival.ts';
import { formatOf, kvElementBytes, type Served } from './describe-format.ts';
import { anyLayout, statedLayout } from './describe-layout.ts';
import { type Measurement, numberIn, Undescribed } from './measurement.ts';
import { lengthsOf, scenarioOf } from './mlperf.ts';
import type { Quantity, ServingCase } from './serving-case.ts';

/** Figures of these names are judged; the rest of a file (prices, memory) is not about time. */
const JUDGED = /^tpot_|^ttft|throughput/;

/** Runtimes for one user, described by the law of a single stream. */
const LOCAL_RUNTIMES = /^(llama\.cpp|mlx-lm|MLC|TensorRT Edge-LLM|transformers$)/;

/** How far the drift of software reaches in the calibration rows, months from January 2026. */
const OLDEST_MONTH = -6;
const NEWEST_MONTH = 4;

export type Described =
  | { readonly kind: 'case'; readonly case: ServingCase }
  | { readonly kind: 'reason'; readonly reason: string }
  | { readonly kind: 'not judged' };

/** Turns published rows into cases of the serving model over the tables of a catalogue, or says why one cannot be. */
export function describer(catalog: Catalog): (row: Measurement) => Described {
  const byLowerCase = (ids: Iterable<string>) => new Map([...ids].map((id) => [id.toLowerCase(), id]));
  const otherNames = (kind: 'model' | 'accelerator') =>
    new Map(
      catalog
        .rows(aliases)
        .filter((row) => row.kind === kind)
        .map(({ alias, id }) => [alias, id]),
    );
  const served = new Map<string, Served>(
    catalog
      .rows(architectures)
      .map((row) => [
        row.model,
        { shape: shapeOfArchitecture(row, catalog), nativeFormat: row.nativeFormat },
      ]),
  );
  const devices = new Map(catalog.rows(accelerators).map((row) => [row.id, row]));
  const totals = new Map(catalog.rows(models).map((row) => [row.id, row.parametersM]));
  const formats = new Map(catalog.rows(weightFormats).map((row) => [row.id, row]));
  const [modelIds, deviceIds] = [byLowerCase(served.keys()), byLowerCase(devices.keys())];
  const [modelNames, deviceNames] = [otherNames('model'), otherNames('accelerator')];

  const describeRow = (row: Measurement): ServingCase => {
    if (/open\//.test(row.notes)) throw new Undescribed('MLPerf open division: the model was changed');
    const model = knownName(row.model, modelIds, modelNames);
    const of = model === undefined ? undefined : served.get(model);
    if (model === undefined || of === undefined) throw new Undescribed(`model not listed: ${row.model}`);
    const gpu = knownName(
      row.gpu.replace(/^(Virtualized |NVIDIA |AMD Instinct )+/i, ''),
      deviceIds,
      deviceNames,
    );
    const listed = gpu === undefined ? undefined : devices.get(gpu);
    if (gpu === undefined || listed === undefined)
      throw new Undescribed(`accelerator not listed: ${row.gpu}`);
    const local = LOCAL_RUNTIMES.test(row.framework);
    const engine = engineOf(row, local);
    const device = engine === 'neuronx' ? neuronCore(servingDevice(listed)) : servingDevice(listed);
    const format = formats.get(formatOf(row, of, device));
    if (format === undefined) throw new Undescribed(`weight format not listed: ${row.precision_weights}`);
    const scenario = scenarioOf(row);
    const [inputTokens, outputTokens] = lengthsOf(row, model, scenario, local);
    const workload = servingWorkload({
      shape: of.shape,
      parameters: totalOf(totals.get(model)),
      format,
      kvElementBytes: kvElementBytes(row, of.shape, format.bitsPerWeight, engine),
      inputTokens,
      outputTokens,
    });
    const accelerators = numberIn(row.n_gpus);
    if (accelerators === undefined) throw new Undescribed('number of accelerators not published');
    const layout = local
      ? { layouts: [{ tensorParallel: 1, pipelineStages: 1 }], copies: 1 }
      : scenario === undefined
        ? statedLayout(row, accelerators)
        : anyLayout(workload, device, accelerators);
    return {
      id: row.id,
      source: row.source,
      engine: row.framework,
      gpu,
      model,
      format: format.id,
      kind: of.shape.experts === undefined ? 'dense' : 'mixture of experts',
      generation: listed.generation,
      group: [row.source, model, gpu, row.framework, row.framework_version, format.id].join('|'),
      ...quantityOf(row, accelerators, local, (device.fp16Tflops ?? device.bf16Tflops) !== undefined),
      percentile: /_p99$/.test(row.metric) ? 0.99 : undefined,
      arrival: local ? localStream(row) : arrivalOf(row, model, scenario),
      workload,
      device,
      ...layout,
      runtime: { engine, monthsFrom2026: monthsFrom2026(row.date) },
      speculative: speculativeOf(row),
    };
  };

  return (row) => {
    if (!JUDGED.test(row.metric)) return { kind: 'not judged' };
    try {
      return { kind: 'case', case: describeRow(row) };
    } catch (error) {
      if (error instanceof Undescribed) return { kind: 'reason', reason: error.message };
      throw error;
    }
  };
}

function totalOf(parametersM: number | undefined): number | undefined {
  return parametersM === undefined ? undefined : parametersM * 1e6;
}

function engineOf(row: Measurement, local: boolean): Engine {
  if (local || row.framework === 'SGLang') return 'sglang';
  if (row.framework === 'vLLM' || row.framework === '') return 'vllm';
  if (row.framework === 'TensorRT-LLM') return 'tensorrt-llm';
  if (/Neuron|NxD/.test(row.framework)) return 'neuronx';
  throw new Undescribed(`engine not modelled: ${row.framework}`);
}

/** Neuron software splits over cores, of which a chip has two (Inferentia2, Trainium1): half a chip each. */
function neuronCore(chip: Device): Device {
  const half = (value: number | undefined) => (value === undefined ? undefined : value / 2);
  return {
    ...chip,
    memoryGb: chip.memoryGb / 2,
    bandwidthGbPerSecond: chip.bandwidthGbPerSecond / 2,
    bf16Tflops: half(chip.bf16Tflops),
    fp16Tflops: half(chip.fp16Tflops),
    fp8Tflops: half(chip.fp8Tflops),
    int8Tops: half(chip.int8Tops),
  };
}

function localStream(row: Measurement): ServingCase['arrival'] {
  if (row.concurrency_or_batch !== '1' && row.concurrency_or_batch !== '')
    throw new Undescribed('a local runtime with several requests at once');
  return { kind: 'stream' };
}

/** Months from January 2026 to the run or page, within the reach of the calibration. */
function monthsFrom2026(date: string): Runtime['monthsFrom2026'] {
  const [, year, month = '6', day = '15'] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(date) ?? [];
  if (year === undefined) return 0;
  const months = (Number(year) - 2026) * 12 + Number(month) - 1 + (Number(day) - 1) / 30.4;
  return Math.max(OLDEST_MONTH, Math.min(NEWEST_MONTH, months));
}

function quantityOf(
  row: Measurement,
  accelerators: number,
  local: boolean,
  peakListed: boolean,
): { quantity: Quantity; measured: number } {
  const value = numberIn(row.value);
  if (value === undefined || value <= 0) throw new Undescribed('value is not a number above 0');
  if (row.metric.startsWith('tpot_')) return { quantity: 'time per output token', measured: value / 1e3 };
  if (row.metric.startsWith('ttft')) return { quantity: 'time to first token', measured: value / 1e3 };
  if (row.metric === 'request_throughput') return { quantity: 'requests', measured: value };
  if (!/tok/i.test(row.unit)) throw new Undescribed(`unit not of tokens: ${row.unit}`);
  if (/prefill/.test(row.metric)) {
    if (local && peakListed) return { quantity: 'prompt rate', measured: value };
    throw new Undescribed(local ? 'no 16-bit peak of the accelerator is listed' : 'prefill pool alone');
  }
  const perAccelerator = /per_gpu|\/gpu/i.test(`${row.metric} ${row.unit}`);
  return { quantity: 'throughput', measured: perAccelerator ? value * accelerators : value };
}

/**
 * Runs that verify several drafted tokens a step although the row does not say so: DeepSeek-R1 in the silicon sample, each of
 * whose rows has a slower twin under DeepSeek-V3, and the one Qwen3.5 sweep that is faster than its memory allows.
 */
function speculativeOf(row: Measurement): ServingCase['speculative'] {
  const sample = /silicon sample/.test(row.source);
  const r1 = sample && row.model === 'deepseek-ai/DeepSeek-R1';
  const qwen =
    sample &&
    /Qwen3\.5/.test(row.model) &&
    row.framework_version === '0.5.9' &&
    row.precision_weights === 'fp8' &&
    row.n_gpus === '4' &&
    row.dp_or_ep === 'adp1/ep1';
  return r1 || qwen ? { drafted: 1, accepted: 1.9 } : undefined;
}
