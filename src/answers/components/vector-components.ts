import type { Catalog } from '../../contract/catalog.ts';
import { chooseVectorDatabase } from '../rag/choose-vector-database.ts';
import type { VectorNeeds } from '../rag/vector-needs.ts';
import type { ComponentAsk } from './component-ask.ts';
import type { ComponentFacts, ComponentRow } from './component-facts.ts';

/** Of a usual text embedding; the retrieval plan takes the exact one. */
export const ASSUMED_DIMENSIONS = 1024;
const SECONDS_PER_MONTH = 2_628_000;
/** Share of the vectors written anew in a month where nothing is said. */
export const ASSUMED_WRITTEN_SHARE = 0.1;
/** Peak over mean, of the requests. */
export const ASSUMED_PEAK = 3;

export type RankedVectorComponent = { readonly component: ComponentRow; readonly rank: number };

/**
 * Vector databases for this many vectors as the retrieval plan ranks them, as components: with the row of the components
 * where there is one, else with what the table of vector databases says.
 */
export function vectorComponents(
  ask: ComponentAsk,
  facts: ComponentFacts,
  catalog: Catalog,
  today: string,
): {
  readonly ranked: readonly RankedVectorComponent[];
  readonly ruledOut: readonly { component: string; by: string; reason: string }[];
} {
  const { ranked, ruledOut } = chooseVectorDatabase(needsOf(ask), catalog, today);
  return {
    ranked: ranked.map(({ product, row }, rank) => ({
      component: facts.components.get(product) ?? asComponent(row),
      rank,
    })),
    ruledOut: ruledOut.map(({ product, by, reason }) => ({ component: product, by, reason })),
  };
}

function needsOf(ask: ComponentAsk): VectorNeeds {
  const vectors = Math.max(1, Math.round(ask.vectorsM * 1e6));
  const hosting: VectorNeeds['hosting'] =
    ask.cloud === 'on-premises' || ask.hosting === 'self-hosted' || ask.hosting === 'own-account'
      ? ['embedded', 'self-hosted']
      : ask.hosting === 'managed'
        ? ['managed', 'serverless']
        : [];
  const has = (...names: string[]): boolean => names.some((name) => ask.existing.includes(name));
  return {
    vectors,
    dimensions: ASSUMED_DIMENSIONS,
    queriesPerMonth: ask.requestsPerSecond * SECONDS_PER_MONTH,
    peakQueriesPerSecond: ask.requestsPerSecond * ASSUMED_PEAK,
    writtenPerMonth: vectors * ASSUMED_WRITTEN_SHARE,
    filter: 'some',
    tenants: 1,
    hybrid: false,
    hosting,
    stack: [
      ...(has('PostgreSQL', 'pgvector') ? (['postgres'] as const) : []),
      ...(has('Redis') ? (['redis'] as const) : []),
      ...(ask.cloud === 'aws' || ask.cloud === 'gcp' || ask.cloud === 'azure' ? [ask.cloud] : []),
    ],
    licence: ask.licence,
    readAfterWrite: false,
    available: true,
  };
}

type VectorRow = ReturnType<typeof chooseVectorDatabase>['ranked'][number]['row'];

function asComponent(row: VectorRow): ComponentRow {
  const places = new Set(
    row.hosting.map((place) =>
      place === 'embedded' ? 'library' : place === 'self-hosted' ? 'self-hosted' : 'managed',
    ),
  );
  const clouds = (row.stack ?? []).flatMap((part) =>
    part === 'aws' || part === 'gcp' || part === 'azure' ? [part] : [],
  );
  const hosting = [...places];
  return {
    id: row.id,
    kind: 'vector-database',
    also: undefined,
    licence: row.licence,
    paidPart: undefined,
    hosting,
    clouds: clouds.length > 0 && places.has('managed') && places.size === 1 ? clouds : undefined,
    frameworks: undefined,
    workloads: undefined,
    owner: 'not in the tables',
    bought: undefined,
    status: row.status,
    since: undefined,
    successor: undefined,
    release: undefined,
    released: undefined,
    weight: places.has('library') ? 'library' : places.has('self-hosted') ? 'service' : 'account',
    needs: undefined,
    mostPeople: undefined,
    note: row.note,
    trap: undefined,
    source: row.source,
    asOf: row.asOf,
  };
}
