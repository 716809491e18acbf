import { licences } from '../../catalog/tables/licences.ts';
import { vectorDatabases } from '../../catalog/tables/vector-databases.ts';
import { vectorPrices } from '../../catalog/tables/vector-prices.ts';
import { vectorSpeed } from '../../catalog/tables/vector-speed.ts';
import type { Catalog } from '../../contract/catalog.ts';
import { stalenessWarning } from '../../contract/citations.ts';
import { formatNumber } from '../../contract/markdown.ts';
import { logicalRecordBytes } from '../../engines/retrieval/logical-record-bytes.ts';
import { namespaceReadUnits } from '../../engines/retrieval/namespace-read-units.ts';
import { servingCopies } from '../../engines/retrieval/serving-copies.ts';
import { BYTES_PER_GB, BYTES_PER_GIB } from '../../units/bytes.ts';
import { assumedDefault } from '../assumed-default.ts';
import {
  type CostAssumptions,
  costAssumptions,
  type DatabaseCost,
  databaseCost,
  pricesInForce,
  type VectorDatabaseRow,
} from './database-cost.ts';
import { nearestSpeed } from './nearest-speed.ts';
import { plannedMemory } from './planned-memory.ts';
import { CLOUDS, type VectorNeeds } from './vector-needs.ts';

export type RankedDatabase = {
  readonly product: string;
  readonly row: VectorDatabaseRow;
  /** Absent where no price is in the tables. */
  readonly cost?: DatabaseCost;
  /** Of the index: for availability, and for the busiest second where queries a second were measured. */
  readonly copies: number;
  /** Machine memory of one copy as its maker plans; absent for services that bill bytes. */
  readonly memoryGb?: number;
  /** Whether the team runs what it is part of already. */
  readonly runsAlready: boolean;
  /** Indexed in half precision, since its limit for floats is below the dimensions. */
  readonly asHalf: boolean;
  /** Needs that its documentation does not confirm. */
  readonly open: readonly string[];
  readonly reasons: readonly string[];
};

export type VectorDatabaseChoice = {
  /** The best first. */
  readonly ranked: readonly RankedDatabase[];
  /** `by` names the need, `reason` the limit. */
  readonly ruledOut: readonly { readonly product: string; readonly by: string; readonly reason: string }[];
  /** Sentences about rows that are older than their tables allow, of the ranked. */
  readonly stale: readonly string[];
};

/** Of most products that state a limit: beyond it a product that states none is asked. */
const USUAL_DIMENSIONS = 4096;

/** What is shared by all candidates of one call. */
type Setting = {
  readonly needs: VectorNeeds;
  readonly assumed: CostAssumptions;
  readonly links: number;
  readonly usable: number;
  readonly largestBytes: number;
  readonly permissive: ReadonlySet<string>;
  readonly proprietary: ReadonlySet<string>;
  /** Of the fastest measured row, by product. */
  readonly fastestP99Ms: ReadonlyMap<string, number>;
};

/**
 * Vector databases that meet the needs, the best first, and why the others do not. Hard limits rule out: dimensions,
 * filtering, tenants, vectors, results, hosting, cloud, licence, consistency, availability, keyword search, measured latency, read
 * units. What the documentation does not say is left open, never assumed. Order: what the team runs already, then fewest open
 * needs, then filters that work within the search where few vectors pass, then monthly cost (prices of `today`; machines and engineering time for what one hosts), then fewest services, a permissive
 * licence, less memory by doublings, fewest unknown cells.
 * @param today `YYYY-MM-DD`.
 */
export function chooseVectorDatabase(
  needs: VectorNeeds,
  catalog: Catalog,
  today: string,
): VectorDatabaseChoice {
  const setting = settingOf(needs, catalog);
  const ranked: RankedDatabase[] = [];
  const ruledOut: { product: string; by: string; reason: string }[] = [];
  for (const row of catalog.rows(vectorDatabases)) {
    const asHalf = needsHalf(row, needs.dimensions);
    const memory =
      row.convention === undefined
        ? undefined
        : plannedMemory(row.convention, needs.vectors, needs.dimensions, { ...setting, asHalf });
    const against = ruleOut(row, memory, setting);
    if (against !== undefined) {
      ruledOut.push({ product: row.id, ...against });
      continue;
    }
    const runsAlready = runs(row, needs);
    const prices = pricesInForce(catalog, row.id, today);
    const { copies } = servingCopies(
      0,
      1,
      needs.peakQueriesPerSecond,
      nearestSpeed(catalog, row.id, needs.vectors)?.queriesPerSecond,
      setting.assumed.copies,
    );
    const cost = databaseCost(row, needs, { ...setting.assumed, copies }, prices, memory, !runsAlready);
    ranked.push({
      product: row.id,
      row,
      ...(cost === undefined ? {} : { cost }),
      copies,
      ...(memory === undefined ? {} : { memoryGb: memory / BYTES_PER_GB }),
      runsAlready,
      asHalf,
      open: openNeeds(row, setting),
      reasons: reasonsFor(row, runsAlready, asHalf, needs),
    });
  }
  ranked.sort((one, other) => better(one, other, setting));
  return { ranked, ruledOut, stale: staleness(ranked, today) };
}

function settingOf(needs: VectorNeeds, catalog: Catalog): Setting {
  const value = (id: string): number => assumedDefault(catalog, id).value;
  const fastest = new Map<string, number>();
  for (const { product, p99Ms } of catalog.rows(vectorSpeed))
    if (p99Ms !== undefined) fastest.set(product, Math.min(p99Ms, fastest.get(product) ?? p99Ms));
  const terms = catalog.rows(licences);
  return {
    needs,
    assumed: costAssumptions(catalog, needs),
    links: value('rag-links'),
    usable: value('rag-usable-memory'),
    largestBytes: value('rag-largest-machine') * BYTES_PER_GIB,
    permissive: new Set(terms.filter(({ commercial }) => commercial === 'yes').map(({ id }) => id)),
    proprietary: new Set(['proprietary-api']),
    fastestP99Ms: fastest,
  };
}

type Against = { readonly by: string; readonly reason: string };

function ruleOut(row: VectorDatabaseRow, memory: number | undefined, setting: Setting): Against | undefined {
  const { needs, assumed } = setting;
  const { dimensions, tenants } = needs;
  if (row.status !== 'active' && row.status !== 'maintenance')
    return { by: 'status', reason: `it is ${row.status}` };
  const most = Math.max(row.floatDimensions ?? 0, row.halfDimensions ?? 0);
  if (most > 0 && dimensions > most)
    return {
      by: 'dimensions',
      reason: `indexes ${formatNumber(most)} at most, not ${formatNumber(dimensions)}`,
    };
  if (needs.hosting.length > 0 && !row.hosting.some((place) => needs.hosting.includes(place)))
    return { by: 'hosting', reason: `is only ${row.hosting.join(' or ')}` };
  const bound = row.stack?.filter((place) => CLOUDS.includes(place)) ?? [];
  const clouds = needs.stack.filter((place) => CLOUDS.includes(place));
  if (bound.length > 0 && clouds.length > 0 && !bound.some((place) => clouds.includes(place)))
    return { by: 'cloud', reason: `runs on ${bound.join(', ')} alone` };
  if (needs.licence !== 'any' && setting.proprietary.has(row.licence))
    return { by: 'licence', reason: 'is a hosted service of closed source' };
  if (needs.licence === 'permissive' && !setting.permissive.has(row.licence))
    return { by: 'licence', reason: `${row.licence} is not permissive` };
  if (needs.filter === 'selective' && row.filtering === 'after')
    return { by: 'filtering', reason: 'filters after the search and may return fewer than asked' };
  if (tenants > 1 && row.mostTenants !== undefined && tenants > row.mostTenants)
    return { by: 'tenants', reason: `${formatNumber(row.mostTenants)} ${row.tenancy ?? 'tenants'} at most` };
  const asked = needs.vectors / Math.max(1, tenants);
  if (row.mostVectors !== undefined && asked > row.mostVectors)
    return { by: 'vectors', reason: `${formatNumber(row.mostVectors)} vectors an index at most` };
  if (needs.results !== undefined && row.mostResults !== undefined && needs.results > row.mostResults)
    return {
      by: 'results',
      reason: `brings ${formatNumber(row.mostResults)} at most, not ${formatNumber(needs.results)}`,
    };
  if (needs.readAfterWrite && row.consistency === 'eventual')
    return { by: 'consistency', reason: 'a write is seen only after a while' };
  if (needs.available && row.replicated === false)
    return { by: 'availability', reason: 'has no replication of its own' };
  if (needs.hybrid && row.hybrid === false) return { by: 'keyword search', reason: 'has none' };
  const p99 = setting.fastestP99Ms.get(row.id);
  if (needs.maxSearchMs !== undefined && p99 !== undefined && p99 > needs.maxSearchMs)
    return {
      by: 'latency',
      reason: `measured P99 ${formatNumber(p99)} ms or more, not ${formatNumber(needs.maxSearchMs)}`,
    };
  if (row.mostReadUnitsPerSecond !== undefined) {
    const record = logicalRecordBytes(dimensions, assumed.keyBytes, assumed.metadataBytes);
    const units = needs.peakQueriesPerSecond * namespaceReadUnits((asked * record) / BYTES_PER_GB);
    if (units > row.mostReadUnitsPerSecond)
      return {
        by: 'read units',
        reason: `the busiest second takes ${formatNumber(units)} of ${formatNumber(row.mostReadUnitsPerSecond)} read units`,
      };
  }
  if (row.sharded === false && memory !== undefined && memory > setting.largestBytes)
    return {
      by: 'memory',
      reason: `needs ${formatNumber(memory / BYTES_PER_GB)} GB on one machine and cannot be spread`,
    };
  return undefined;
}

function openNeeds(row: VectorDatabaseRow, { needs }: Setting): string[] {
  const halfLimit = row.floatDimensions === undefined && row.halfDimensions === undefined;
  const bound = row.stack?.some((place) => CLOUDS.includes(place)) === true;
  const clouds = needs.stack.some((place) => CLOUDS.includes(place));
  return [
    ...(halfLimit && needs.dimensions > USUAL_DIMENSIONS ? ['dimensions'] : []),
    ...(needs.filter !== 'none' && row.filtering === undefined ? ['filtering'] : []),
    ...(needs.tenants > 1 && row.tenancy === undefined ? ['tenants'] : []),
    ...(needs.hybrid && row.hybrid === undefined ? ['keyword search'] : []),
    ...(needs.readAfterWrite && row.consistency === undefined ? ['consistency'] : []),
    ...(needs.available && row.replicated === undefined ? ['replication'] : []),
    ...(bound && !clouds ? ['the cloud it is bound to'] : []),
  ];
}

function needsHalf({ floatDimensions, halfDimensions }: VectorDatabaseRow, dimensions: number): boolean {
  return floatDimensions !== undefined && dimensions > floatDimensions && (halfDimensions ?? 0) >= dimensions;
}

/** A database that runs already; being in its cloud is not enough. */
function runs(row: VectorDatabaseRow, { stack }: VectorNeeds): boolean {
  return row.stack?.some((place) => !CLOUDS.includes(place) && stack.includes(place)) === true;
}

function reasonsFor(
  row: VectorDatabaseRow,
  runsAlready: boolean,
  asHalf: boolean,
  needs: VectorNeeds,
): string[] {
  return [
    ...(runsAlready ? [`${row.stack?.join(', ') ?? row.id} runs already: no new system`] : []),
    ...(asHalf
      ? [`half precision: floats are indexed up to ${formatNumber(row.floatDimensions ?? 0)} dimensions`]
      : []),
    ...(needs.filter !== 'none' && row.filtering !== undefined
      ? [
          {
            before: 'filters before the search',
            during: 'filters during the search',
            iterative: 'searches on until enough pass the filter',
            after: 'filters after the search: ask for more',
          }[row.filtering],
        ]
      : []),
    ...(needs.tenants > 1 && row.tenancy !== undefined ? [`tenants by ${row.tenancy}`] : []),
    ...(needs.hybrid && row.hybrid === true ? ['keyword search in the same product'] : []),
  ];
}

function better(a: RankedDatabase, b: RankedDatabase, { needs, permissive }: Setting): number {
  const cost = ({ cost: bill }: RankedDatabase): number => bill?.monthlyUsd ?? Number.POSITIVE_INFINITY;
  const services = ({ row }: RankedDatabase): number => row.services ?? 0;
  /** Few pass the filter, and the search begins without it. */
  const late = ({ row }: RankedDatabase): boolean =>
    needs.filter === 'selective' && row.filtering === 'iterative';
  /** Doublings: a memory that is a little larger decides nothing. */
  const size = ({ memoryGb }: RankedDatabase): number =>
    memoryGb === undefined ? 0 : Math.round(Math.log2(memoryGb));
  const unknown = ({ row }: RankedDatabase): number =>
    Object.values(row).filter((cell) => cell === undefined).length;
  return (
    Number(b.runsAlready) - Number(a.runsAlready) ||
    a.open.length - b.open.length ||
    Number(late(a)) - Number(late(b)) ||
    compare(cost(a), cost(b)) ||
    services(a) - services(b) ||
    Number(permissive.has(b.row.licence)) - Number(permissive.has(a.row.licence)) ||
    size(a) - size(b) ||
    unknown(a) - unknown(b) ||
    (a.product < b.product ? -1 : 1)
  );
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

function staleness(ranked: readonly RankedDatabase[], today: string): string[] {
  const [first] = ranked;
  if (first === undefined) return [];
  const oldest = first.cost?.rows.map(({ asOf }) => asOf).sort()[0];
  return [
    stalenessWarning(`The row of ${first.product}`, first.row.asOf, vectorDatabases.staleAfterDays, today),
    ...(oldest === undefined
      ? []
      : [stalenessWarning(`The price of ${first.product}`, oldest, vectorPrices.staleAfterDays, today)]),
  ].flatMap((sentence) => sentence ?? []);
}
