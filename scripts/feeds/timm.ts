import { parse } from 'csv-parse/sync';
import { type Feed, FeedError, type FeedFile, fileName, joined, type Reading } from './feed.ts';

const RESULTS = 'https://github.com/huggingface/pytorch-image-models/blob/main/results';
/** The hardware of a benchmark file stands in its name only. */
const HARDWARE: readonly (readonly [RegExp, string, string])[] = [
  [/rtx3090/, 'RTX-3090', 'rtx-3090'],
  [/4090/, 'RTX-4090', 'rtx-4090'],
  [/5090/, 'RTX-5090', 'rtx-5090'],
  [/pro6000maxq/, 'RTX-PRO-6000-Max-Q', 'rtx-pro-6000-max-q'],
  [/i9_10940x/, 'cpu-i9-10940X', 'cpu-i9'],
  [/i7_12700h/, 'cpu-i7-12700H', 'cpu-i7-12700h'],
];

export const timm: Feed = {
  id: 'timm',
  title: 'timm: ImageNet accuracy and inference benchmarks',
  file: 'results/results-imagenet.csv or results/benchmark-infer-*.csv of huggingface/pytorch-image-models',
  read: (files, context) =>
    joined(
      files.map((file) => {
        const name = fileName(file.path);
        if (name === 'results-imagenet.csv') return accuracy(file, context.modelsOf);
        if (name.startsWith('benchmark-infer-')) return benchmark(file, name, context.modelsOf);
        throw new FeedError(
          `"${name}" is neither results-imagenet.csv nor benchmark-infer-*.csv: give the file its published name`,
        );
      }),
    ),
};

type ModelsOf = (name: string) => readonly string[];

function accuracy({ text }: FeedFile, modelsOf: ModelsOf): Reading {
  const rows = records(text, ['model', 'img_size', 'top1']);
  const source = 'timm-results-imagenet';
  return {
    sources: [
      {
        id: source,
        title: 'timm, ImageNet-1k validation results of pretrained weights',
        url: `${RESULTS}/results-imagenet.csv`,
      },
    ],
    observed: rows.flatMap(({ model, img_size, top1 }) =>
      modelsOf(model ?? '').map((id) => ({
        table: 'accuracy' as const,
        cells: {
          model: id,
          benchmark: 'imagenet-1k-val-top1',
          value: top1 ?? '',
          input: `${img_size}px`,
          measuredBy: 'independent',
          source,
        },
      })),
    ),
    unknown: unknownNames(rows, modelsOf),
    remarks: [],
  };
}

/** `benchmark-infer-amp-nchw-pt291-cu128-4090-dynamo.csv`: precision, layout, PyTorch, CUDA, hardware, compiler. */
function benchmark({ text }: FeedFile, name: string, modelsOf: ModelsOf): Reading {
  const parts = /^benchmark-infer-([a-z0-9_]+)-(nchw|nhwc)-pt(\d)(\d+)-(?:cu(\d+)(\d)-)?(.+)\.csv$/.exec(
    name,
  );
  const hardware = HARDWARE.find(([pattern]) => pattern.test(name));
  if (parts === null || hardware === undefined)
    throw new FeedError(`"${name}" does not name precision, layout, PyTorch and known hardware as timm does`);
  const [, precision = '', layout = '', major, minor = '', cudaMajor, cudaMinor] = parts;
  const compiled = name.includes('dynamo') ? ' dynamo' : '';
  const cuda = cudaMajor === undefined ? '' : `, CUDA ${cudaMajor}.${cudaMinor}`;
  const torch = minor.endsWith('0') ? minor.slice(0, -1) : `${minor.slice(0, -1)}.${minor.slice(-1)}`;
  const runtime = `PyTorch ${major}.${torch}${compiled}${cuda}, ${layout.toUpperCase()}`;
  const source = `timm-benchmark-${hardware[2]}`;
  const rows = records(text, ['model', 'infer_img_size', 'infer_samples_per_sec', 'infer_batch_size']);
  return {
    sources: [
      {
        id: source,
        title: `timm inference benchmark, ${hardware[1]}, ${precision}, ${runtime}`,
        url: `${RESULTS}/${name}`,
      },
    ],
    observed: rows.flatMap((row) =>
      modelsOf(row['model'] ?? '').flatMap((model) => {
        const input = `${row['infer_img_size']}px`;
        const single = row['infer_batch_size'] === '1';
        const speed = single
          ? { latencyMs: row['infer_step_time'] ?? '' }
          : { throughputPerSecond: row['infer_samples_per_sec'] ?? '' };
        return [
          {
            table: 'speed' as const,
            cells: {
              model,
              hardware: hardware[1],
              runtime,
              precision: precision === 'amp_bf16' ? 'bf16' : precision,
              batch: row['infer_batch_size'] ?? '',
              input,
              ...speed,
              measuredBy: 'independent',
              source,
            },
          },
          {
            table: 'artefacts' as const,
            cells: { model, format: 'PyTorch', input, computeGmacs: row['infer_gmacs'] ?? '', source },
          },
        ];
      }),
    ),
    unknown: unknownNames(rows, modelsOf),
    remarks: [],
  };
}

function records(text: string, needed: readonly string[]): Record<string, string>[] {
  const rows = parse(text, {
    columns: true,
    skip_empty_lines: true,
    // published files mix line ends
    record_delimiter: ['\r\n', '\n'],
  }) as Record<string, string>[];
  const missing = needed.filter((column) => !(column in (rows[0] ?? {})));
  if (missing.length > 0) throw new FeedError(`the file lacks the column ${missing.join(', ')}`);
  return rows;
}

function unknownNames(rows: readonly Record<string, string>[], modelsOf: ModelsOf): string[] {
  return rows.map((row) => row['model'] ?? '').filter((name) => modelsOf(name).length === 0);
}
