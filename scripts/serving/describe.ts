import type { Catalog } from '../../src/contract/catalog.ts';
import { accelerators } from '../../src/catalog/tables/accelerators.ts';
import { aliases } from '../../src/catalog/tables/aliases.ts';
import { architectures } from '../../src/catalog/tables/architectures.ts';
import { models } from '../../src/catalog/tables/models.ts';
import { weightFormats } from '../../src/catalog/tables/weight-formats.ts';
import { shapeOfArchitecture } from '../../src/answers/shape-of-architecture.ts';
import type { ModelShape } from '../../src/engines/memory/model-shape.ts';
import { parametersByPart } from '../../src/engines/memory/parameters-by-part.ts';
import { storedFormat, type WeightFormat } from '../../src/engines/memory/stored-format.ts';
import { weightBytes } from '../../src/engines/memory/weight-bytes.ts';
import type { Device, Layout, Runtime, Workload } from '../../src/engines/serving/workload.ts';
import { knownName } from './known-names.ts';
import type { Measurement } from './measurement.ts';
import type { Arrival, Quantity, ServingCase } from './serving-case.ts';

/** Figures of these names are judged; the rest of a file (prices, memory) is not about time. */
const JUDGED = /^tpot_|^ttft|throughput/;
const QUANTISED_AS: Readonly<Record<string, string>> = {
  fp8: 'fp8',
  'fp8-dynamic': 'fp8-dynamic',
  fp8_block: 'fp8-block',
  fp4: 'nvfp4',
  nvfp4: 'nvfp4',
  mxfp4: 'mxfp4',
  mxfp8: 'fp8-block',
  bf16: 'bf16',
  fp16: 'fp16',
  int8: 'int8-weight-only',
  'int4-awq': 'awq-int4-g128',
  'int4-gptq': 'gptq-int4-g128',
  int4: 'awq-int4-g128',
  w4: 'awq-int4-g128',
  q4: 'gguf-q4_k_s',
  'q5 g32': 'gguf-q5_k_m',
  q6: 'gguf-q6_k',
  q8: 'gguf-q8_0',
  f16: 'gguf-f16',
  'int8 bitsandbytes': 'int8-weight-only',
};

/** Mean lengths of the data sets of MLPerf Inference, tokens (research notes; output as logged where a row says so). */
const MLPERF_LENGTHS: Readonly<Record<string, readonly [number, number]>> = {
  'Llama-2-70B': [294, 294],
  'Llama-3.1-405B': [9400, 684],
  'Llama-3.1-8B': [778, 73],
  'DeepSeek-R1': [800, 3880],
};
/** Limits on time per output token of MLPerf's scenarios, seconds (99th percentile). */
const MLPERF_LIMITS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  Server: {
    'Llama-2-70B': 0.2,
    'Llama-3.1-405B': 0.175,
    'Llama-3.1-8B': 0.1,
    'DeepSeek-R1': 0.08,
  },
  Interactive: { 'Llama-2-70B': 0.04, 'Llama-3.1-405B': 0.08, 'Llama-3.1-8B': 0.03 },
};

type Listed = ReturnType<typeof listedAccelerators>[number];
function listedAccelerators(catalog: Catalog) {
  return catalog.rows(accelerators);
}

export type Described =
  | { readonly kind: 'case'; readonly case: ServingCase }
  | { readonly kind: 'reason'; readonly reason: string }
  | { readonly kind: 'not judged' };

/** Runtimes for one user, described by the law of a single stream. */
const LOCAL_RUNTIMES = /^(llama\.cpp|mlx-lm|MLC|TensorRT Edge-LLM|transformers$)/;

class Undescribed extends Error {}

const number = (cell: string): number | undefined => {
  if (cell.trim() === '') return undefined;
  const value = Number(cell);
  return Number.isFinite(value) ? value : undefined;
};

export function describer(catalog: Catalog): (row: Measurement) => Described {
  const lower = (ids: readonly string[]) => new Map(ids.map((id) => [id.toLowerCase(), id]));
  const other = (kind: string) =>
    new Map(
      catalog
        .rows(aliases)
        .filter((row) => row.kind === kind)
        .map(({ alias, id }) => [alias, id]),
    );
  const shapes = new Map(
    catalog
      .rows(architectures)
      .map((row) => [row.model, { ...shapeOfArchitecture(row, catalog), nativeFormat: row.nativeFormat }]),
  );
  const devices = new Map(catalog.rows(accelerators).map((row) => [row.id, row]));
  const totals = new Map(catalog.rows(models).map((row) => [row.id, row.parametersM]));
  const formats = new Map(catalog.rows(weightFormats).map((row) => [row.id, row]));
  const [modelIds, deviceIds] = [lower([...shapes.keys()]), lower([...devices.keys()])];
  const [modelAliases, deviceAliases] = [other('model'), other('accelerator')];

  const describeRow = (row: Measurement): ServingCase => {
    const model = knownName(row.model, modelIds, modelAliases);
    const shape = model === undefined ? undefined : shapes.get(model);
    if (model === undefined || shape === undefined) throw new Undescribed(`model not listed: ${row.model}`);
    const gpu = knownName(row.gpu.replace(/^(Virtualized |NVIDIA |AMD Instinct )+/i, ''), deviceIds, deviceAliases);
    const listed = gpu === undefined ? undefined : devices.get(gpu);
    if (gpu === undefined || listed === undefined) throw new Undescribed(`accelerator not listed: ${row.gpu}`);
    const device = deviceOf(row, listed);
    if (/open\//.test(row.notes)) throw new Undescribed('MLPerf open division: the model was changed');
    const offline = /^offline$/i.test(row.concurrency_or_batch);
    const scenario = /^(server|interactive)$/i.exec(row.concurrency_or_batch)?.[1];
    const format = formatOf(row, shape, listed);
    const local = LOCAL_RUNTIMES.test(row.framework);
    const engine = local || row.framework === 'SGLang' ? 'sglang' : row.framework === 'vLLM' || row.framework === '' ? 'vllm' : row.framework === 'TensorRT-LLM' ? 'tensorrt-llm' : /Neuron|NxD/.test(row.framework) ? 'neuronx' : undefined;
    if (engine === undefined) throw new Undescribed(`engine not modelled: ${row.framework}`);
    const runtime: Runtime = { engine, monthsFrom2026: monthsFrom2026(row.date) };
    const known = offline || scenario !== undefined ? MLPERF_LENGTHS[model] : undefined;
    const inputTokens = number(row.isl) ?? known?.[0] ?? (local ? 1 : undefined);
    const outputTokens = number(row.osl) ?? known?.[1] ?? (local ? 1 : undefined);
    if (inputTokens === undefined || outputTokens === undefined) throw new Undescribed('lengths not published');
    const workload = workloadOf(row, shape, totals.get(model), format, engine, inputTokens, outputTokens);
    const gpus = number(row.n_gpus);
    if (gpus === undefined) throw new Undescribed('number of accelerators not published');
    if (local && row.concurrency_or_batch !== '1' && row.concurrency_or_batch !== '')
      throw new Undescribed('a local runtime with several requests at once');
    const { layouts, copies } = local ? { layouts: [{ tensorParallel: 1, pipelineStages: 1 }], copies: 1 } :
      offline || scenario !== undefined ? anyLayout(workload, device, gpus) : statedLayout(row, gpus);
    const { quantity, measured } = quantityOf(row, gpus, local);
    const point = [row.source, model, gpu, row.framework, row.framework_version, row.date, format.id, gpus, JSON.stringify(layouts), inputTokens, outputTokens, row.concurrency_or_batch].join('|');
    return {
      id: row.id,
      source: row.source,
      engine: row.framework,
      gpu,
      model,
      kind: shape.experts === undefined ? 'dense' : 'mixture of experts',
      generation: listed.generation,
      group: [row.source, model, gpu, row.framework, row.framework_version, format.id].join('|'),
      point,
      quantity,
      measured,
      percentile: /_p99$/.test(row.metric) ? 0.99 : undefined,
      arrival: local ? { kind: 'stream' } : arrivalOf(row, model, scenario, offline),
      workload,
      device,
      layouts,
      copies,
      runtime,
      speculative: speculativeOf(row),
    };
  };

  const formatOf = (row: Measurement, shape: ModelShape & { nativeFormat: string }, device: { fp4Tflops?: number | undefined; fp8Tflops?: number | undefined }) => {
    const stated = row.precision_weights === '' || row.precision_weights === 'UNSET' ? unstated(row, device) : row.precision_weights.toLowerCase();
    const id = shape.nativeFormat === 'mxfp4' && /fp[48]/.test(stated) ? 'mxfp4' : stated === 'fp8' && (shape.nativeFormat === 'fp8-block' || unusualAttention(shape)) ? 'fp8-block' : (QUANTISED_AS[stated] ?? `gguf-${stated}`);
    const format = formats.get(id);
    if (format === undefined) throw new Undescribed(`weight format not listed: ${row.precision_weights}`);
    return format;
  };
  const workloadOf = (
    row: Measurement,
    shape: ModelShape & { nativeFormat: string },
    totalM: number | undefined,
    format: WeightFormat & { arithmetic: Workload['arithmetic']['attention']; activationScaling: Workload['activationScaling'] },
    engine: string,
    inputTokens: number,
    outputTokens: number,
  ): Workload => {
    const parameters = parametersByPart(shape, totalM === undefined ? undefined : totalM * 1e6);
    const stored = storedFormat(format, shape);
    const bits = stored.attentionBits ?? stored.bitsPerWeight;
    return {
      shape,
      parameters,
      weights: weightBytes(stored, parameters),
      arithmetic: {
        attention: bits >= 16 ? 'bf16' : format.arithmetic,
        feedForward: format.arithmetic,
      },
      activationScaling: format.activationScaling,
      kvElementBytes: kvElementBytes(row, shape, format.bitsPerWeight, engine),
      inputTokens,
      outputTokens,
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

/** The accelerator as the model sees it; on Neuron devices its unit is the core, of which a chip has two. */
function deviceOf(row: Measurement, listed: Listed): Device {
  const memoryKind =
    listed.memoryKind === 'unified' ? (listed.class === 'apple' ? 'apple' : 'jetson') : listed.memoryKind;
  const device: Device = {
    ...listed,
    memoryKind,
    consumer: listed.class === 'consumer-gpu',
    graceHost: listed.host === 'grace',
  };
  if (!/NeuronCores|NxD|Neuron/.test(row.notes + row.framework)) return device;
  const half = (value: number | undefined) => (value === undefined ? undefined : value / 2);
  return {
    ...device,
    memoryGb: listed.memoryGb / 2,
    bandwidthGbPerSecond: listed.bandwidthGbPerSecond / 2,
    bf16Tflops: half(listed.bf16Tflops),
    fp16Tflops: half(listed.fp16Tflops),
    fp8Tflops: half(listed.fp8Tflops),
    int8Tops: half(listed.int8Tops),
  };
}

/** Latent and linear attention: their makers publish FP8 in blocks. */
function unusualAttention(shape: ModelShape): boolean {
  return shape.kvLoraRank !== undefined || shape.fullLayers + shape.slidingLayers < shape.layers;
}

function unstated(row: Measurement, device: { fp4Tflops?: number | undefined; fp8Tflops?: number | undefined }): string {
  if (!/MLPerf/.test(row.source)) return 'bf16';
  if (device.fp4Tflops !== undefined) return 'nvfp4';
  return device.fp8Tflops === undefined ? 'fp16' : 'fp8';
}

/** What submitters run where a row does not say: an 8-bit cache with quantised weights, except under SGLang. */
function kvElementBytes(row: Measurement, shape: ModelShape, bits: number, engine: string): number {
  if (/fp8|int8/.test(row.precision_kv)) return 1;
  if (/16/.test(row.precision_kv)) return 2;
  if (bits >= 16) return 2;
  return engine === 'sglang' && shape.kvLoraRank === undefined ? 2 : 1;
}

/** Months from January 2026; the date of a row is that of its run or page. */
function monthsFrom2026(date: string): number {
  const [, year, month = '6', day = '15'] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(date) ?? [];
  if (year === undefined) return 0;
  const months = (Number(year) - 2026) * 12 + Number(month) - 1 + (Number(day) - 1) / 30.4;
  return Math.max(-6, Math.min(4, months));
}

function quantityOf(row: Measurement, gpus: number, local: boolean): { quantity: Quantity; measured: number } {
  const value = number(row.value);
  if (value === undefined || value <= 0) throw new Undescribed('value is not a number above 0');
  if (row.metric.startsWith('tpot_')) return { quantity: 'time per output token', measured: value / 1e3 };
  if (row.metric.startsWith('ttft')) return { quantity: 'time to first token', measured: value / 1e3 };
  if (row.metric === 'request_throughput') return { quantity: 'requests', measured: value };
  if (!/tok/i.test(row.unit)) throw new Undescribed(`unit not of tokens: ${row.unit}`);
  const perGpu = /per_gpu|\/gpu/i.test(`${row.metric} ${row.unit}`);
  if (/prefill/.test(row.metric) && local) return { quantity: 'prompt rate', measured: value };
  if (/prefill/.test(row.metric)) throw new Undescribed('prefill pool alone');
  return { quantity: 'throughput', measured: perGpu ? value * gpus : value };
}

function arrivalOf(row: Measurement, model: string, scenario: string | undefined, offline: boolean): Arrival {
  if (offline) return { kind: 'offline' };
  if (scenario !== undefined) {
    const name = scenario[0]?.toUpperCase() + scenario.slice(1).toLowerCase();
    const limit = MLPERF_LIMITS[name]?.[model];
    if (limit === undefined) throw new Undescribed(`limits of MLPerf ${name} for ${model} are not known`);
    return { kind: 'limited', timePerOutputToken: limit };
  }
  const stated = row.concurrency_or_batch;
  if (stated === 'saturated') return { kind: 'saturated' };
  const poisson = /Poisson ([\d.]+)/.exec(stated);
  if (poisson) return { kind: 'poisson', requestsPerSecond: Number(poisson[1]), requests: 200 };
  const concurrency = number(stated);
  if (concurrency === undefined) throw new Undescribed('concurrency not published');
  if (/static batching/.test(row.notes) || (row.metric === 'ttft' && /batch 1/.test(row.notes)))
    return { kind: 'static', batch: concurrency };
  return {
    kind: 'closed',
    concurrency,
    pattern: patternOf(row),
  };
}

function patternOf(row: Measurement): 'waves' | 'burst' | 'steady' | 'batch' {
  if (/Neuron/.test(row.framework)) return 'batch';
  if (!/NVIDIA internal run/.test(row.notes)) return 'waves';
  return row.framework === 'SGLang' && /^0\.5\.1/.test(row.framework_version) ? 'burst' : 'steady';
}

function statedLayout(row: Measurement, gpus: number): { layouts: Layout[]; copies: number } {
  const pp = number(row.pp) ?? 1;
  const tp = number(row.tp) ?? gpus / pp;
  const note = (name: string): number => Number(new RegExp(`${name}=(\\d+)`).exec(row.notes)?.[1] ?? Number.NaN);
  const stated = /^adp(\d+)\/ep(\d+)/.exec(row.dp_or_ep);
  if (stated?.[1] === '0') throw new Undescribed('layout given as 0');
  const attentionData = Number(stated?.[1] ?? 1);
  const expertParallel = Number(stated?.[2] ?? 1);
  let size = tp;
  if (attentionData > 1) size = expertParallel > 1 ? expertParallel : attentionData;
  // some rows hold the product of tensor and expert parallelism of the experts in the column of tensor parallelism
  else if (expertParallel > 1 && tp === expertParallel ** 2) size = expertParallel;
  else if (note('moe_tp') === note('moe_ep') && note('moe_ep') > 1) size = note('moe_ep');
  if (size > 8 && /aggregated serving/.test(row.notes))
    throw new Undescribed('disaggregated: accelerators of the prefill pool are counted');
  const repaired = size !== tp;
  const cores = /NeuronCores/.test(row.notes) ? 2 * gpus : /NxD/.test(row.framework) ? tp : gpus;
  const copies = repaired ? 1 : cores / (size * pp);
  if (!Number.isInteger(copies) || copies < 1) throw new Undescribed('layout does not divide the accelerators');
  return {
    layouts: [{ tensorParallel: size, pipelineStages: pp, attentionData: attentionData > 1 }],
    copies,
  };
}

/** Every division of a node into copies that the heads allow. */
function anyLayout({ shape, weights }: Workload, device: Device, gpus: number): { layouts: Layout[]; copies: number } {
  const layouts: Layout[] = [];
  const room = 0.9 * (device.reportedMib === undefined ? device.memoryGb * 1e9 : device.reportedMib * 2 ** 20);
  for (let size = 1; size <= Math.min(gpus, device.perNode ?? 8, 8); size *= 2)
    if (gpus % size === 0 && shape.heads % size === 0 && weights.total / size < room) layouts.push({ tensorParallel: size, pipelineStages: 1 });
  if (layouts.length === 0) throw new Undescribed('the model does not fit the node');
  return { layouts, copies: gpus };
}

function speculativeOf(row: Measurement): ServingCase['speculative'] {
  const draft = /deepseek-ai\/DeepSeek-R1$/.test(row.model) && /silicon sample/.test(row.source);
  const suspected =
    /Qwen3\.5/.test(row.model) &&
    row.framework === 'SGLang' &&
    row.framework_version === '0.5.9' &&
    row.n_gpus === '4' &&
    row.dp_or_ep === 'adp1/ep1' &&
    row.precision_weights === 'fp8';
  return draft || suspected || /MTP|speculative/i.test(row.framework) ? { drafted: 1, accepted: 1.9 } : undefined;
}
