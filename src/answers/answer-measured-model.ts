import { accelerators } from '../catalog/tables/accelerators.ts';
import { devices } from '../catalog/tables/devices.ts';
import { gpuPrices } from '../catalog/tables/gpu-prices.ts';
import { models } from '../catalog/tables/models.ts';
import { sources } from '../catalog/tables/sources.ts';
import { speed } from '../catalog/tables/speed.ts';
import { tasks } from '../catalog/tables/tasks.ts';
import { collectCitations } from '../contract/citations.ts';
import type { ToolContext } from '../contract/define-tool.ts';
import { inputError } from '../contract/input-error.ts';
import { rentalPrice } from '../engines/serving/rental-price.ts';
import { assumedDefault } from './assumed-default.ts';
import { fourDigits } from './figures.ts';
import { sizeMeasuredModel } from './size-measured-model.ts';

const SHOWN = { concise: 5, full: 20 } as const;

type Asked = {
  readonly model?: string | undefined;
  readonly format?: string | undefined;
  readonly accelerator?: string | undefined;
  readonly acceleratorCount?: number | undefined;
  readonly requestsPerSecond?: number | undefined;
  readonly peakFactor?: number | undefined;
  readonly latencyMs?: number | undefined;
  readonly batch?: number | undefined;
  readonly detail: 'concise' | 'full';
};

/**
 * The answer for a vision, speech, embedding or tabular model: counts from measured throughput, priced.
 * @throws InputError without a rate, or for a model that no table lists.
 */
export function answerMeasuredModel(asked: Asked, { catalog, today }: ToolContext) {
  const rate = asked.requestsPerSecond;
  const { model = '' } = asked;
  const known = catalog.rows(models).some(({ id }) => id.toLowerCase() === model.toLowerCase());
  if (rate === undefined)
    throw inputError(
      known ? 'requestsPerSecond' : 'inputTokens',
      known
        ? 'is missing: this model is sized from items a second (images, texts, seconds of audio)'
        : 'is missing: a language model is sized for the lengths of its requests',
      known
        ? 'Send the mean rate'
        : 'Send inputTokens and outputTokens, or for other models the name of a catalogued one with requestsPerSecond',
    );
  const cited = collectCitations(catalog.rows(sources));
  const targetLoad = assumedDefault(catalog, 'target-load');
  const sizing = sizeMeasuredModel(
    {
      model,
      hardware: asked.accelerator,
      itemsPerSecond: rate * (asked.peakFactor ?? 1),
      targetLoad: targetLoad.value,
      setting: { precision: asked.format, batch: asked.batch, latencyMs: asked.latencyMs },
    },
    {
      speed: catalog.rows(speed),
      models: catalog.rows(models),
      tasks: catalog.rows(tasks),
      accelerators: catalog.rows(accelerators),
      devices: catalog.rows(devices),
    },
  );
  for (const id of sizing.sources) cited.cite(id);
  const priced = sizing.options.map((option) => ({
    option,
    price: rentalPrice(catalog.rows(gpuPrices), option.hardware, option.count, today),
  }));
  const [first] = priced;
  if (first?.price !== undefined) cited.cite(first.price.rental.source);
  const enough = first !== undefined && first.option.count <= (asked.acceleratorCount ?? first.option.count);
  return {
    verdict: sizing.verdict,
    fits: enough,
    binding: first === undefined ? 'not measured' : 'measured throughput',
    options: priced.slice(0, SHOWN[asked.detail]).map(({ option, price }) => ({
      accelerator: option.hardware,
      count: option.count,
      format: option.precision,
      itemsPerSecond: fourDigits(option.itemsPerSecond.value),
      basis: [
        option.itemsPerSecond.basis,
        option.runtime,
        ...(option.batch === undefined ? [] : [`batch ${option.batch}`]),
        ...(option.input === undefined ? [] : [option.input]),
        ...(option.scaled === undefined ? [] : [option.scaled]),
      ].join(', '),
      ...(price === undefined ? {} : { usdPerHour: Number(price.usdPerHour.toFixed(2)) }),
    })),
    lost: [],
    changes: [],
    assumptions: [...sizing.assumptions],
    warnings: [
      ...sizing.warnings,
      ...(enough || first === undefined || asked.acceleratorCount === undefined
        ? []
        : [`${asked.acceleratorCount} are at hand, ${first.option.count} are needed.`]),
    ],
    sources: cited.list(),
    next: [{ tool: 'selectModel', why: 'a faster model of the same task, with licence and accuracy' }],
  };
}
