import { type Feed, FeedError, fileName, joined, type ObservedRow, type Reading } from './feed.ts';

/** What a heading of the vendor's tables measures, with markup and line breaks removed. */
const SPEEDS: readonly (readonly [RegExp, string, string])[] = [
  [/^Speed CPU ONNX/, 'cpu-aws-p4d', 'ONNX Runtime'],
  [/^Speed T4 TensorRT ?10/, 'T4', 'TensorRT 10'],
  [/^Speed A100 TensorRT/, 'A100-unspecified', 'TensorRT'],
];
const BENCHMARKS: readonly (readonly [RegExp, string, string])[] = [
  [/^mAP ?val 50-95\(e2e\)/, 'coco-val2017-ap', ', end-to-end head'],
  [/^mAP ?val 50-95$/, 'coco-val2017-ap', ''],
  [/^mAP ?mask 50-95\(e2e\)/, 'coco-val2017-mask-ap', ', end-to-end head'],
  [/^mAP ?mask 50-95$/, 'coco-val2017-mask-ap', ''],
  [/^mAP ?pose 50-95\(e2e\)/, 'coco-keypoints-val2017-ap', ', end-to-end head'],
  [/^mAP ?pose 50-95$/, 'coco-keypoints-val2017-ap', ''],
];

export const ultralytics: Feed = {
  id: 'ultralytics',
  title: 'Ultralytics: the vendor tables of accuracy and speed',
  file: 'docs/macros/yolo-*-perf.md or docs/en/models/yolo*.md of ultralytics/ultralytics',
  read: (files, { modelsOf }) =>
    joined(files.map((file) => readTables(file.text, sourceOf(file.path), modelsOf, file.path))),
};

/** `yolo-det-perf.md` holds the current family; a model page holds its own. */
function sourceOf(path: string): string {
  const page = fileName(path).replace(/\.md$/, '');
  const macro = /^yolo-(\w+)-perf$/.exec(page);
  return macro === null ? `ultralytics-${page}-doc` : `ultralytics-yolo26-${macro[1]}`;
}

function readTables(
  text: string,
  source: string,
  modelsOf: (name: string) => readonly string[],
  path: string,
): Reading {
  const observed: ObservedRow[] = [];
  const unknown: string[] = [];
  let headers: string[] | undefined;
  let tables = 0;
  for (const line of text.split('\n').map((raw) => raw.trim())) {
    if (!line.startsWith('|')) {
      headers = undefined;
      continue;
    }
    const cells = line.slice(1, -1).split('|').map(plain);
    if (cells[0] === 'Model' && cells.some((cell) => cell.startsWith('Speed'))) {
      headers = cells;
      tables++;
    } else if (headers !== undefined && !/^-+$/.test(cells[0] ?? '')) {
      // the link's file tells variants apart that share a label: yolov8n and yolov8n-oiv7
      const name = /\/([\w.-]+)\.pt\)/.exec(line)?.[1];
      if (name === undefined) continue;
      const models = modelsOf(name);
      if (models.length === 0) unknown.push(name);
      for (const model of models) observed.push(...rowsOf(model, headers, cells, source));
    }
  }
  if (tables === 0) throw new FeedError(`${path} holds no table with a model and a speed`);
  return {
    sources: [
      {
        id: source,
        title: 'Ultralytics performance tables',
        url: 'https://github.com/ultralytics/ultralytics',
      },
    ],
    observed,
    unknown,
    remarks: [],
  };
}

function rowsOf(model: string, headers: readonly string[], cells: readonly string[], source: string) {
  const rows: ObservedRow[] = [];
  const size = cells[headers.findIndex((header) => header.startsWith('size'))] ?? '';
  const input = `${size}px`;
  headers.forEach((header, position) => {
    // "40.3 ± 0.5": the mean; the spread is not kept
    const value = /^\d+(?:\.\d+)?/.exec(cells[position] ?? '')?.[0];
    if (value === undefined) return;
    const speed = SPEEDS.find(([pattern]) => pattern.test(header));
    if (speed !== undefined)
      rows.push({
        table: 'speed',
        cells: {
          model,
          hardware: speed[1],
          runtime: speed[2],
          precision: 'unstated',
          batch: '1',
          input,
          latencyMs: value,
          measuredBy: 'vendor',
          source,
        },
      });
    const benchmark = BENCHMARKS.find(([pattern]) => pattern.test(header));
    if (benchmark !== undefined)
      rows.push({
        table: 'accuracy',
        cells: {
          model,
          benchmark: benchmark[1],
          value,
          input: `${input}${benchmark[2]}`,
          measuredBy: 'vendor',
          source,
        },
      });
    if (/^FLOPs \(B\)/.test(header))
      rows.push({
        table: 'artefacts',
        cells: { model, format: 'PyTorch', input, computeGmacs: String(Number(value) / 2), source },
      });
  });
  return rows;
}

function plain(cell: string): string {
  return cell
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
