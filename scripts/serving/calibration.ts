import { servingConstants } from '../../src/catalog/tables/serving-constants.ts';
import type { Catalog } from '../../src/contract/catalog.ts';
import { CONSTANT_IDS, type ServingConstants } from '../../src/engines/serving/serving-constants.ts';
import { type Free, fitConstants } from './fit-constants.ts';
import { JUDGED } from './quantities.ts';
import type { ServingCase } from './serving-case.ts';

/** Which cases tell of which constants; each stage keeps what the stages before it found. */
type Stage = { readonly owns: RegExp; readonly uses: (given: ServingCase) => boolean };

const STAGES: readonly Stage[] = [
  {
    owns: /^(?!first-|eager-|stream-|tuned-|neuron-)/,
    uses: ({ quantity, arrival, speculative, engine }) =>
      speculative === undefined &&
      !/Neuron/.test(engine) &&
      ((quantity === 'time per output token' && arrival.kind === 'closed') ||
        (quantity === 'throughput' && arrival.kind === 'saturated')),
  },
  {
    owns: /^(first-|eager-)/,
    uses: (given) =>
      given.speculative === undefined && given.arrival.kind === 'closed' && JUDGED.timeToFirstToken(given),
  },
  {
    owns: /^neuron-/,
    uses: ({ quantity, engine }) => quantity === 'time per output token' && /Neuron/.test(engine),
  },
  { owns: /^stream-/, uses: ({ arrival }) => arrival.kind === 'stream' },
  { owns: /^tuned-/, uses: ({ arrival }) => arrival.kind === 'offline' },
];

/** A throughput row counts a little less than a time: it holds batch limits that no row states. */
const THROUGHPUT_WEIGHT = 0.8;

/** Refits the fitted constants of the table to the cases, in stages; the others stay as they stand. */
export function calibrate(catalog: Catalog, cases: readonly ServingCase[]): ServingConstants {
  const rows = catalog.rows(servingConstants);
  const standing = Object.fromEntries(rows.map(({ id, value }) => [id, value])) as ServingConstants;
  return STAGES.reduce((constants, stage) => {
    const free = freeIn(catalog, stage);
    const used = cases.filter(stage.uses);
    return used.length === 0 ? constants : fitConstants(used, constants, free, weightOf);
  }, standing);
}

/** How many cases told of each fitted constant's stage. */
export function rowsBehind(catalog: Catalog, cases: readonly ServingCase[]): ReadonlyMap<string, number> {
  return new Map(
    STAGES.flatMap((stage) => {
      const used = cases.filter(stage.uses).length;
      return freeIn(catalog, stage).map(({ id }) => [id, used] as const);
    }),
  );
}

function freeIn(catalog: Catalog, { owns }: Stage): Free[] {
  const known = new Set<string>(CONSTANT_IDS);
  return catalog.rows(servingConstants).flatMap(({ id, basis, prior, spread }) => {
    if (basis !== 'fitted' || prior === undefined || spread === undefined || !owns.test(id)) return [];
    if (!known.has(id)) throw new Error(`the table of serving constants holds ${id}, which no law uses`);
    return [{ id: id as Free['id'], centre: prior, spread }];
  });
}

function weightOf({ quantity }: ServingCase): number {
  return quantity === 'throughput' ? THROUGHPUT_WEIGHT : 1;
}
