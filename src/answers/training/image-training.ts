import { accelerators } from '../../catalog/tables/accelerators.ts';
import { gpuPrices } from '../../catalog/tables/gpu-prices.ts';
import { visionTraining } from '../../catalog/tables/vision-training.ts';
import type { Catalog } from '../../contract/catalog.ts';
import type { Citations } from '../../contract/citations.ts';
import { inputError } from '../../contract/input-error.ts';
import { formatNumber, formatUsd } from '../../contract/markdown.ts';
import { didYouMean } from '../../contract/nearest.ts';
import { rentalPrice } from '../../engines/serving/rental-price.ts';
import { readAccelerator } from './search-plans.ts';
import type { Answered } from './training-answer.ts';
import { trainingDefault } from './training-defaults.ts';

export type ImageQuestion = {
  readonly model?: string | undefined;
  readonly items: number;
  readonly epochs: number;
  readonly accelerator?: string | undefined;
  readonly deadlineDays?: number | undefined;
  readonly budgetUsd?: number | undefined;
};

const squeeze = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/**
 * Plans the training of an image model from images a second that were measured; on another card between the ratio of memory
 * bandwidths and that of arithmetic peaks, said to be modelled. @throws InputError for a model that was not measured.
 */
export function imageTraining(
  asked: ImageQuestion,
  catalog: Catalog,
  today: string,
  cited: Citations,
): Answered {
  const rows = catalog.rows(visionTraining).filter(({ layout }) => layout === 'channels-last');
  if (asked.model === undefined)
    throw inputError('model', 'is missing', 'Send the name of an image model, e.g. ResNet-50');
  const wanted = squeeze(asked.model);
  const row = rows.find(({ model, also }) => [model, also ?? ''].some((name) => squeeze(name) === wanted));
  if (row === undefined)
    throw inputError(
      'model',
      `no training speed of ${JSON.stringify(asked.model)} is measured; send its backbone`,
      didYouMean(
        asked.model,
        rows.map(({ model, also }) => also ?? model),
      ),
    );
  const asks = readAccelerator(asked.accelerator, { catalog, runs: [], today });
  const cards = catalog.rows(accelerators);
  const measuredOn = cards.find(({ id }) => id === row.accelerator);
  if (measuredOn === undefined) throw new Error(`no accelerator ${row.accelerator}`);
  const card = asks.card ?? measuredOn;
  const same = card.id === measuredOn.id;
  const arithmetic = (card.fp16Tflops ?? 0) / (measuredOn.fp16Tflops ?? 1);
  const bandwidth = card.bandwidthGbPerSecond / measuredOn.bandwidthGbPerSecond;
  if (!same && arithmetic === 0)
    throw inputError('accelerator', `${card.id} has no listed 16-bit peak`, 'Name another, or leave it out');
  const low = row.imagesPerSecond * (same ? 1 : Math.min(arithmetic, bandwidth));
  const high = row.imagesPerSecond * (same ? 1 : Math.max(arithmetic, bandwidth));
  const images = asked.items * asked.epochs;
  const speed = Math.sqrt(low * high);
  const most = trainingDefault(catalog, 'host-cards');
  const wishes = [1, 2, 4, 8].filter((count) => count <= most);
  const deadline = asked.deadlineDays === undefined ? undefined : asked.deadlineDays * 24;
  const startHours = trainingDefault(catalog, 'restart-minutes') / 60;
  const hoursAt = (imagesPerSecond: number): number => startHours + images / imagesPerSecond / 3600;
  const hoursOn = (cardsUsed: number): number => hoursAt(speed * cardsUsed);
  const count =
    asks.count ??
    wishes.find((cardsUsed) => deadline === undefined || hoursOn(cardsUsed) <= deadline) ??
    most;
  const hours = hoursOn(count);
  const price = rentalPrice(catalog.rows(gpuPrices), card.id, count, today);
  const usd = price === undefined ? undefined : price.usdPerHour * hours;
  const missed = [
    deadline !== undefined && hours > deadline ? 'the deadline' : '',
    asked.budgetUsd !== undefined && (usd ?? Number.MAX_VALUE) > asked.budgetUsd ? 'the budget' : '',
  ].filter((limit) => limit !== '');
  const met = missed.length === 0;
  cited.cite(row.source);
  if (price !== undefined) cited.cite(price.rental.source);
  const basis = same && count === 1 ? 'measured' : 'modelled';
  const name = row.also ?? row.model;
  const [soon, late] = [hoursAt(high * count), hoursAt(low * count)];
  const [family = row.model] = row.model.split('_');
  const other = rows.find(({ model }) => model !== row.model && model.startsWith(family));
  const first = catalog
    .rows(visionTraining)
    .find(({ model, layout }) => model === row.model && layout === 'channels-first');
  return {
    verdict: `${met ? '' : `Nothing meets ${missed.join(' and ')}; nearest: `}${name} on ${formatNumber(images)} images (${formatNumber(asked.items)} x ${formatNumber(asked.epochs)}): ${count} x ${card.id}, ${formatNumber(hours)} h${usd === undefined ? '; no on-demand price is listed' : `, ${formatUsd(usd)}`}, if the loader keeps up with ${formatNumber(speed * count)} images/s.`,
    binding: met ? 'data loading, unless decoding is measured to be faster' : missed.join(' and '),
    plan: {
      accelerator: card.id,
      count,
      layout: count === 1 ? 'one card' : `data ${count}, scaling taken as linear`,
      hours: { value: hours, low: soon, high: late, unit: 'h', basis: 'modelled' },
      ...(usd === undefined || price === undefined
        ? {}
        : {
            usd: {
              value: usd,
              low: price.usdPerHour * soon,
              high: price.usdPerHour * late,
              unit: 'USD',
              basis: 'modelled',
            },
            price: `${formatUsd(price.usdPerHour)}/h, ${price.rental.provider}, ${price.rental.from}`,
          }),
      perSecond: {
        value: speed * count,
        low: low * count,
        high: high * count,
        unit: 'images/s',
        basis,
        source: row.source,
        asOf: row.asOf,
      },
    },
    alternatives: [],
    wouldChange: [
      ...(first === undefined
        ? []
        : [
            `channels-first layout: ${formatNumber(first.imagesPerSecond)} instead of ${formatNumber(row.imagesPerSecond)} images/s on the card measured`,
          ]),
      ...(other === undefined
        ? []
        : [`${other.also ?? other.model}: ${formatNumber(other.imagesPerSecond)} images/s on the same card`]),
      `fine-tuning a pretrained model for a tenth of the epochs: ${formatNumber(startHours + (hours - startHours) / 10)} h`,
    ],
    assumptions: [
      `AMP, channels last, ${row.imagePx} px, batch ${row.batch}, synthetic data (PyTorch 1.12): newer software is faster`,
      `${formatNumber(60 * startHours)} min to start, paid on every card`,
      ...(asked.accelerator === undefined ? [`accelerator ${card.id}: the one that was measured`] : []),
    ],
    warnings: [
      ...(count > 1 ? ['Several cards were not measured: scaling is taken as linear.'] : []),
      ...(same
        ? []
        : [
            `Not measured on ${card.id}: between its ratio of bandwidth (${formatNumber(bandwidth)}) and of peak (${formatNumber(arithmetic)}) to ${measuredOn.id}; not validated. Time one epoch first.`,
          ]),
    ],
    itemsPerSecond: speed * count,
    accelerators: count,
    runFact: `${count} x ${card.id}, ${formatNumber(hours)} h${usd === undefined ? '' : `, ${formatUsd(usd)}`}`,
  };
}
