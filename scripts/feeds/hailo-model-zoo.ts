import { type Feed, FeedError, fileName, joined, type ObservedRow, type Reading } from './feed.ts';

const DEVICES: Readonly<Record<string, string>> = {
  HAILO8: 'Hailo-8',
  HAILO8L: 'Hailo-8L',
  HAILO10H: 'Hailo-10H',
  HAILO15H: 'Hailo-15H',
};
/** Words of the file name that source ids shorten. */
const SHORTENED: Readonly<Record<string, string>> = {
  object_detection: 'detection',
  instance_segmentation: 'instance',
};

export const hailoModelZoo: Feed = {
  id: 'hailo-model-zoo',
  title: 'Hailo Model Zoo: frames a second on Hailo modules',
  file: 'docs/public_models/DEVICE/DEVICE_TASK.rst of hailo-ai/hailo_model_zoo',
  read: (files, { modelsOf }) => joined(files.map(({ path, text }) => readPage(path, text, modelsOf))),
};

function readPage(path: string, text: string, modelsOf: (name: string) => readonly string[]): Reading {
  const [, chip = '', task = ''] = /^([A-Z0-9]+)_(\w+)\.rst$/.exec(fileName(path)) ?? [];
  const hardware = DEVICES[chip];
  const compiler = /Dataflow Compiler v([\d.]*\d)/.exec(text)?.[1];
  if (hardware === undefined || compiler === undefined)
    throw new FeedError(`${path} names no known device in its file name or no compiler in its text`);
  const source = `hailo-model-zoo-${hardware.toLowerCase().replace('-', '')}-${SHORTENED[task] ?? task.replaceAll('_', '-')}`;
  const observed: ObservedRow[] = [];
  const unknown: string[] = [];
  for (const row of listTables(text)) {
    const name = row.get('Network Name');
    if (name === undefined) continue;
    const models = modelsOf(name);
    if (models.length === 0) unknown.push(name);
    const [height, width] = (row.get('Input Resolution (HxWxC)') ?? '').split('x');
    const input = height === width ? `${height}px` : `${width}x${height}`;
    for (const model of models) {
      for (const batch of ['1', '8']) {
        const rate = row.get(`FPS (Batch Size=${batch})`);
        if (rate !== undefined && Number(rate) > 0)
          observed.push({
            table: 'speed',
            cells: {
              model,
              hardware,
              runtime: `HailoRT, Dataflow Compiler ${compiler}`,
              precision: 'unstated',
              batch,
              input,
              throughputPerSecond: rate,
              measuredBy: 'vendor',
              source,
            },
          });
      }
      const operations = Number(row.get('OPS (G)'));
      if (operations > 0)
        observed.push({
          table: 'artefacts',
          cells: { model, format: 'HEF', input, computeGmacs: String(operations / 2), source },
        });
    }
  }
  return {
    sources: [
      {
        id: source,
        title: `Hailo Model Zoo, public models on ${hardware}, ${task.replaceAll('_', ' ')}`,
        url: `https://github.com/hailo-ai/hailo_model_zoo/blob/master/docs/public_models/${chip}/${fileName(path)}`,
      },
    ],
    observed,
    unknown,
    remarks: [],
  };
}

/** The rows of reStructuredText list-tables as cells by heading. */
function* listTables(text: string): Generator<ReadonlyMap<string, string>> {
  let headers: string[] | undefined;
  let cells: string[] | undefined;
  const row = (): ReadonlyMap<string, string> | undefined => {
    if (cells === undefined) return undefined;
    if (headers === undefined) {
      headers = cells;
      return undefined;
    }
    const own = cells;
    return new Map(headers.map((header, position) => [header, own[position] ?? '']));
  };
  for (const line of `${text}\n`.split('\n')) {
    const first = /^ {3}\* - ?(.*)$/.exec(line);
    const next = /^ {5}- ?(.*)$/.exec(line);
    if (first === null && next === null && (line.trim() === '' || line.startsWith('   :'))) continue;
    if (next !== null) {
      cells?.push(bare(next[1] ?? ''));
      continue;
    }
    const done = row();
    if (done !== undefined) yield done;
    cells = first === null ? undefined : [bare(first[1] ?? '')];
    if (first === null) headers = undefined;
  }
  const last = row();
  if (last !== undefined) yield last;
}

function bare(cell: string): string {
  return cell.replace(/\|\w+\|/g, '').trim();
}
