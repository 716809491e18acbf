import { parse } from 'yaml';
import { type Feed, FeedError, type FeedFile, fileName, joined, NOTHING, type ObservedRow } from './feed.ts';

/** Devices of the feed that the tables list; the others repeat the same chips. */
const DEVICES: Readonly<Record<string, string>> = {
  'Samsung Galaxy S24': 'galaxy-s24-npu',
  'Samsung Galaxy S25': 'galaxy-s25-npu',
  'Samsung Galaxy S23': 'galaxy-s23-npu',
  'Dragonwing RB3 Gen 2 Vision Kit': 'dragonwing-rb3-gen-2',
  'Dragonwing IQ-9075 EVK': 'dragonwing-iq-9075',
};
const RUNTIMES: Readonly<Record<string, string>> = {
  tflite: 'TFLite',
  qnn_dlc: 'QNN',
  onnx: 'ONNX Runtime',
  qnn_context_binary: 'QNN context binary',
  precompiled_qnn_onnx: 'ONNX Runtime (precompiled QNN)',
};
/** Mixed w8a16 is neither of ours and is left out. */
const PRECISIONS: Readonly<Record<string, string>> = { float: 'unstated', w8a8: 'int8' };

type Run = { readonly inference_time_milliseconds?: number; readonly primary_compute_unit?: string };
type Performance = {
  readonly precisions?: Record<
    string,
    {
      readonly components?: Record<
        string,
        { readonly performance_metrics?: Record<string, Record<string, Run>> }
      >;
    }
  >;
};
type Details = { readonly technical_details?: Record<string, string> };

export const qualcommAiHub: Feed = {
  id: 'qualcomm-ai-hub',
  title: 'Qualcomm AI Hub: latency on phones and boards',
  file: 'qai_hub_models/models (the folder), or one of its models, of quic/ai-hub-models',
  read: (files, { modelsOf }) =>
    joined(
      files
        .filter(({ path }) => fileName(path) === 'perf.yaml')
        .map((file) => {
          const folder = file.path.split('/').at(-2);
          if (folder === undefined) throw new FeedError(`${file.path} must lie in its model's folder`);
          const details = files.find(({ path }) => path === file.path.replace('perf.yaml', 'info.yaml'));
          return readModel(folder, file, details, modelsOf);
        }),
    ),
};

function readModel(
  folder: string,
  file: FeedFile,
  info: FeedFile | undefined,
  modelsOf: (name: string) => readonly string[],
) {
  const details = (parse(info?.text ?? '') as Details | null)?.technical_details ?? {};
  const input = sideOf(details['Input resolution']);
  const source = 'qualcomm-ai-hub-models';
  const observed: ObservedRow[] = [];
  const unknown: string[] = [];
  const remarks: string[] = [];
  for (const [quantisation, { components = {} }] of Object.entries(
    (parse(file.text) as Performance).precisions ?? {},
  )) {
    const precision = PRECISIONS[quantisation];
    if (precision === undefined) continue;
    const parts = Object.entries(components);
    for (const [component, { performance_metrics: metrics = {} }] of parts) {
      const name = parts.length === 1 ? folder : `${folder}/${component}`;
      const models = modelsOf(name);
      if (models.length === 0) unknown.push(name);
      for (const [device, runs] of Object.entries(metrics))
        for (const [runtime, run] of Object.entries(runs)) {
          const hardware = DEVICES[device];
          const engine = RUNTIMES[runtime];
          if (hardware === undefined || engine === undefined || run.inference_time_milliseconds === undefined)
            continue;
          if (run.primary_compute_unit !== 'NPU') {
            if (models.length > 0)
              remarks.push(
                `${name} on ${device}, ${engine}: ran on the ${run.primary_compute_unit}, left out`,
              );
            continue;
          }
          for (const model of models)
            observed.push({
              table: 'speed',
              cells: {
                model,
                hardware,
                runtime: engine,
                precision,
                batch: '1',
                ...(input === undefined ? {} : { input }),
                latencyMs: String(run.inference_time_milliseconds),
                measuredBy: 'vendor',
                source,
              },
            });
        }
    }
  }
  for (const [key, value] of Object.entries(details)) {
    const kind = /^Model size \((float|w8a8)\)$/.exec(key)?.[1];
    const size = /^([\d.]+) (MB|GB|KB)$/.exec(value);
    if (kind === undefined || size === null) continue;
    const scale = size[2] === 'GB' ? 1000 : size[2] === 'KB' ? 0.001 : 1;
    for (const model of modelsOf(folder))
      observed.push({
        table: 'artefacts',
        cells: {
          model,
          format: `Qualcomm AI Hub export, ${kind}`,
          ...(input === undefined ? {} : { input }),
          sizeMb: String(Number(size[1]) * scale),
          source,
        },
      });
  }
  return {
    ...NOTHING,
    sources: [
      {
        id: source,
        title: 'Qualcomm AI Hub Models, perf.yaml and info.yaml of each model',
        url: 'https://github.com/quic/ai-hub-models',
      },
    ],
    observed,
    unknown,
    remarks,
  };
}

/** `640x640` is `640px`, `1x384` is 384 tokens; what is neither is kept as it is. */
function sideOf(resolution: string | undefined): string | undefined {
  const sides = /^(\d+) ?x ?(\d+)(?:x3)?$/.exec(resolution ?? '');
  if (sides === null) return resolution;
  if (sides[1] === '1') return `${sides[2]} tokens`;
  return sides[1] === sides[2] ? `${sides[1]}px` : `${sides[1]}x${sides[2]}`;
}
