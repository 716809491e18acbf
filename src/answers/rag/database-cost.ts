import type { vectorDatabases } from '../../catalog/tables/vector-databases.ts';
import { vectorPrices } from '../../catalog/tables/vector-prices.ts';
import type { Catalog, RowOf } from '../../contract/catalog.ts';
import { newestInForce } from '../../engines/cost/newest-in-force.ts';
import { logicalRecordBytes } from '../../engines/retrieval/logical-record-bytes.ts';
import { namespaceReadUnits } from '../../engines/retrieval/namespace-read-units.ts';
import { tieredCharge } from '../../engines/retrieval/tiered-charge.ts';
import { BYTES_PER_GB, BYTES_PER_GIB } from '../../units/bytes.ts';
import { HOURS_PER_MONTH } from '../../units/time.ts';
import { assumedDefault } from '../assumed-default.ts';
import type { VectorHosting, VectorNeeds } from './vector-needs.ts';

export type VectorDatabaseRow = RowOf<typeof vectorDatabases>;
export type VectorPriceRow = RowOf<typeof vectorPrices>;

export type DatabaseCost = {
  readonly way: 'service' | 'own machines' | 'in the application';
  readonly monthlyUsd: number;
  readonly storageUsd: number;
  readonly queriesUsd: number;
  readonly writesUsd: number;
  /** Machines or units that run all the time. */
  readonly machinesUsd: number;
  /** Engineering time for a system that is new to the team. */
  readonly engineeringUsd: number;
  /** The least that a month costs; 0 where none. */
  readonly minimumUsd: number;
  readonly plan: string;
  readonly machines?: number;
  readonly basis: 'listed' | 'modelled';
  readonly rows: readonly VectorPriceRow[];
};

/** Numbers that a cost needs beside the price table. */
export type CostAssumptions = {
  readonly metadataBytes: number;
  readonly keyBytes: number;
  readonly copies: number;
  readonly machineUsdPerHour: number;
  readonly machineGib: number;
  readonly engineerUsd: number;
};

export function costAssumptions(catalog: Catalog, needs: VectorNeeds): CostAssumptions {
  const value = (id: string): number => assumedDefault(catalog, id).value;
  return {
    metadataBytes: needs.metadataBytes ?? value('rag-metadata-bytes'),
    keyBytes: value('rag-key-bytes'),
    copies: needs.available ? value('rag-copies') : 1,
    machineUsdPerHour: value('rag-machine-usd-hour'),
    machineGib: value('rag-machine-memory'),
    engineerUsd: value('cost-engineer'),
  };
}

/** Prices of a product in force on a day: the newest row of each meter and tier. */
export function pricesInForce(catalog: Catalog, product: string, today: string): VectorPriceRow[] {
  const rows = catalog.rows(vectorPrices).filter((row) => row.product === product);
  return newestInForce(rows, today, ({ meter, above }) => `${meter}|${above}`);
}

/** What one month asks of a product, in the units that it bills. */
type Month = {
  readonly needs: VectorNeeds;
  readonly assumed: CostAssumptions;
  readonly prices: readonly VectorPriceRow[];
  /** Machine memory of one copy; undefined where no convention is known. */
  readonly memoryBytes: number | undefined;
  readonly recordBytes: number;
  /** Vectors that one query asks: those of one tenant. */
  readonly askedVectors: number;
};

/**
 * What a product costs a month: the cheapest of the ways in which it may run. A service bills read units, bytes scanned or
 * machines; what one hosts is billed by machines of one family, whose price goes with the memory, and by engineering time
 * where the product is new; what runs inside the application takes a part of a machine that is there anyway. Undefined
 * where no way has a price in the tables.
 * @param memoryBytes of one copy, by the product's convention; undefined where it has none.
 */
export function databaseCost(
  row: VectorDatabaseRow,
  needs: VectorNeeds,
  assumed: CostAssumptions,
  prices: readonly VectorPriceRow[],
  memoryBytes: number | undefined,
  isNew: boolean,
): DatabaseCost | undefined {
  const allowed = (place: VectorHosting): boolean =>
    row.hosting.includes(place) && (needs.hosting.length === 0 || needs.hosting.includes(place));
  const month: Month = {
    needs,
    assumed,
    prices,
    memoryBytes,
    recordBytes: logicalRecordBytes(needs.dimensions, assumed.keyBytes, assumed.metadataBytes),
    askedVectors: needs.vectors / Math.max(1, needs.tenants),
  };
  const ways = [
    ...(allowed('embedded') ? [insideTheApplication(month)] : []),
    ...(allowed('self-hosted') ? [onOwnMachines(row, month, isNew)] : []),
    ...(allowed('managed') || allowed('serverless') ? [asAService(row, month)] : []),
  ].flatMap((way) => way ?? []);
  return ways.sort((one, other) => one.monthlyUsd - other.monthlyUsd)[0];
}

function asAService(row: VectorDatabaseRow, month: Month): DatabaseCost | undefined {
  const { needs, prices, recordBytes, askedVectors, memoryBytes, assumed } = month;
  const price = (meter: VectorPriceRow['meter']): number =>
    prices.find((entry) => entry.meter === meter)?.usd ?? 0;
  const has = (...meters: VectorPriceRow['meter'][]): boolean =>
    prices.some(({ meter }) => meters.includes(meter));
  const bytes = needs.vectors * recordBytes;
  const written = needs.writtenPerMonth * recordBytes;
  const storageUsd =
    (bytes / BYTES_PER_GB) * price('stored-gb-month') + (bytes / BYTES_PER_GIB) * price('stored-gib-month');
  const bill = (
    parts: Pick<DatabaseCost, 'queriesUsd' | 'writesUsd' | 'machinesUsd' | 'basis'> & Partial<DatabaseCost>,
  ): DatabaseCost => ({
    way: 'service',
    storageUsd,
    engineeringUsd: 0,
    minimumUsd: price('minimum-month'),
    plan: prices[0]?.plan ?? row.id,
    rows: prices,
    ...parts,
    monthlyUsd: Math.max(
      storageUsd + parts.queriesUsd + parts.writesUsd + parts.machinesUsd,
      price('minimum-month'),
    ),
  });
  if (row.billing === 'read-units' && has('read-million-units')) {
    const units = namespaceReadUnits((askedVectors * recordBytes) / BYTES_PER_GB);
    return bill({
      queriesUsd: (needs.queriesPerMonth * units * price('read-million-units')) / 1e6,
      writesUsd:
        (needs.writtenPerMonth * Math.ceil(recordBytes / 1000) * price('written-million-units')) / 1e6,
      machinesUsd: 0,
      basis: 'listed',
    });
  }
  if (row.billing === 'scanned' && has('scanned-tb', 'scanned-tib'))
    return bill({
      queriesUsd: needs.queriesPerMonth * (price('query-million') / 1e6 + scanUsd(month)),
      writesUsd:
        (written / BYTES_PER_GB) * price('written-gb') + (written / BYTES_PER_GIB) * price('written-gib'),
      machinesUsd: 0,
      basis: 'listed',
    });
  const node = prices.find(({ meter }) => meter === 'node-hour');
  if (row.billing !== 'nodes' || node === undefined) return undefined;
  const { memoryGib, rawGb } = node;
  const perNode = memoryGib === undefined ? (rawGb ?? 0) * BYTES_PER_GB : memoryGib * BYTES_PER_GIB;
  const copy = memoryGib === undefined ? 4 * needs.vectors * needs.dimensions : memoryBytes;
  if (copy === undefined || perNode === 0) return undefined;
  const machines = Math.max(1, Math.ceil(copy / perNode)) * assumed.copies;
  return bill({
    queriesUsd: 0,
    writesUsd: 0,
    machinesUsd: machines * node.usd * HOURS_PER_MONTH,
    machines,
    plan: node.plan,
    basis: 'modelled',
  });
}

function onOwnMachines(row: VectorDatabaseRow, month: Month, isNew: boolean): DatabaseCost | undefined {
  const { memoryBytes, assumed } = month;
  if (memoryBytes === undefined) return undefined;
  const units = Math.max(1, Math.ceil(memoryBytes / (assumed.machineGib * BYTES_PER_GIB)));
  // what cannot be spread takes one machine, and machines double in size
  const size = row.sharded === false ? 2 ** Math.ceil(Math.log2(units)) : units;
  const machines = assumed.copies * (row.sharded === false ? 1 : units);
  const machinesUsd = assumed.copies * size * assumed.machineUsdPerHour * HOURS_PER_MONTH;
  const engineeringUsd = isNew ? assumed.engineerUsd : 0;
  return {
    ...NOTHING,
    way: 'own machines',
    machinesUsd,
    engineeringUsd,
    monthlyUsd: machinesUsd + engineeringUsd,
    plan: `${machines} x ${(size * assumed.machineGib * assumed.copies) / machines} GiB`,
    machines,
    basis: 'modelled',
    rows: [],
  };
}

function insideTheApplication({ needs, assumed, memoryBytes }: Month): DatabaseCost {
  const bytes = memoryBytes ?? 4 * needs.vectors * needs.dimensions;
  const machinesUsd =
    (bytes / (assumed.machineGib * BYTES_PER_GIB)) * assumed.machineUsdPerHour * HOURS_PER_MONTH;
  return {
    ...NOTHING,
    way: 'in the application',
    machinesUsd,
    monthlyUsd: machinesUsd,
    plan: 'part of a machine that runs anyway',
    basis: 'modelled',
    rows: [],
  };
}

const NOTHING = { storageUsd: 0, queriesUsd: 0, writesUsd: 0, engineeringUsd: 0, minimumUsd: 0 };

/** USD that one query scans, by the tiers of vectors or GB. */
function scanUsd({ prices, askedVectors, recordBytes }: Month): number {
  const tiers = prices.filter(({ meter }) => meter === 'scanned-tb' || meter === 'scanned-tib');
  const least = prices.find(({ meter }) => meter === 'scanned-minimum-gb')?.usd ?? 0;
  if (tiers.some(({ tierOf }) => tierOf === 'vectors'))
    return tieredCharge(
      askedVectors,
      tiers.map(({ above, usd }) => ({ above, usdPerUnit: (usd * recordBytes) / 1024 ** 4 })),
    );
  const binary = tiers.some(({ meter }) => meter === 'scanned-tib');
  const gb = Math.max(least, (askedVectors * recordBytes) / (binary ? BYTES_PER_GIB : BYTES_PER_GB));
  return tieredCharge(
    gb,
    tiers.map(({ above, usd }) => ({ above, usdPerUnit: usd / (binary ? 1024 : 1000) })),
  );
}
