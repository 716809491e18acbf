import { createHash } from 'node:crypto';
import type { PlacedRow } from '../src/catalog/read-tables.ts';
import { ALL_TABLES } from '../src/catalog/table-list.ts';

export type DrawnFigure = {
  /** Table, key fields and field: names the figure for ever. */
  readonly figure: string;
  readonly value: string;
  readonly source: string;
  /** `file:line` as the tables stand. */
  readonly place: string;
};

/** What counts as a figure: the fields of a table that a source can confirm or refute. */
const FIGURES: Readonly<Record<string, readonly string[]>> = {
  accuracy: ['value'],
  speed: ['latencyMs', 'throughputPerSecond'],
  'gpu-prices': ['usdPerHour'],
  'api-prices': ['usdPerThousand'],
  accelerators: [
    'memoryGb',
    'bandwidthGbPerSecond',
    'fp16Tflops',
    'bf16Tflops',
    'fp8Tflops',
    'fp4Tflops',
    'int8Tops',
    'linkGbPerSecond',
    'powerW',
  ],
  models: ['codeLicence', 'weightsLicence'],
  components: ['licence', 'owner', 'status', 'release'],
  'vector-databases': [
    'licence',
    'floatDimensions',
    'halfDimensions',
    'mostTenants',
    'mostVectors',
    'mostResults',
    'mostReadUnitsPerSecond',
  ],
  'vector-prices': ['usd'],
  'vector-speed': ['queriesPerSecond'],
  'quantization-recall': ['retainedPercent'],
  'decoder-generations': ['framesPerSecond'],
  'video-devices': ['decoders', 'encodesPerSecond'],
  'video-decoders': ['framesPerSecond'],
  'video-pipelines': ['framesPerSecond', 'streams'],
  'tracker-scores': ['hota', 'mota'],
  'routing-evidence': ['savingPercent', 'qualityPercent', 'strongSharePercent'],
  gateways: ['licence', 'overheadP50Ms', 'overheadP99Ms', 'feePercent'],
  'rate-limit-conventions': ['reservesOutput', 'prefixSeconds', 'prefixTokens'],
  'semantic-cache-evidence': ['hitLowPercent', 'rightPercent'],
  'batching-defaults': ['onByDefault', 'largestBatch', 'waitMs', 'queue'],
  'training-runs': ['tokensPerSecond'],
  'fine-tuning-runs': ['memoryGib', 'tokensPerSecond'],
  'vision-training': ['imagesPerSecond'],
  'tabular-training': ['seconds'],
};

/** Tables that figures are drawn from. */
export const FIGURE_TABLES: readonly string[] = Object.keys(FIGURES);

/**
 * Every figure of the tables in the order in which it is drawn: by the SHA-256 of seed, date and its own name. So each has
 * the same chance, the draw is the same on every machine, and a new row moves no other. `only` keeps the figures of some tables.
 */
export function drawOrder(
  tables: ReadonlyMap<string, readonly PlacedRow[]>,
  seed: string,
  date: string,
  only?: readonly string[],
): DrawnFigure[] {
  return Object.entries(FIGURES)
    .filter(([table]) => only === undefined || only.includes(table))
    .flatMap(([table, fields]) => figuresOf(table, fields, tables.get(table) ?? []))
    .map((drawn) => ({
      drawn,
      order: createHash('sha256').update(`${seed}\n${date}\n${drawn.figure}`).digest('hex'),
    }))
    .sort((a, b) => (a.order < b.order ? -1 : 1))
    .map(({ drawn }) => drawn);
}

function figuresOf(table: string, fields: readonly string[], rows: readonly PlacedRow[]): DrawnFigure[] {
  const definition = ALL_TABLES.find(({ id }) => id === table);
  if (definition === undefined) throw new Error(`no table is called "${table}"`);
  const wrong = fields.filter((field) => !(field in definition.columns));
  if (wrong.length > 0) throw new Error(`table "${table}" has no field ${wrong.join(', ')}`);
  return rows.flatMap(({ row, file, line }) =>
    fields
      .filter((field) => row[field] !== undefined)
      .map((field) => ({
        figure: [table, ...definition.key.map((key) => String(row[key] ?? '-')), field].join(' / '),
        value: String(row[field]),
        source: String(row['source'] ?? '-'),
        place: `${file}:${line}`,
      })),
  );
}
