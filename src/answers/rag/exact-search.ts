import type { ToolContext } from '../../contract/define-tool.ts';
import { exactSearchMs } from '../../engines/retrieval/exact-search-ms.ts';
import { BYTES_PER_GIB } from '../../units/bytes.ts';
import { chooseVectorDatabase, type VectorDatabaseChoice } from './choose-vector-database.ts';
import type { VectorNeeds } from './vector-needs.ts';

/** A machine that spends at most this share of its time reading vectors has room for bursts. */
const BUSY_SHARE = 0.5;
const BYTES_PER_FLOAT = 4;
/** Reading every vector that a question asks. */
export type ExactSearch = {
  readonly ms: number;
  readonly budgetMs: number;
  readonly fits: boolean;
  readonly mostVectors: number;
};

/** @param forSearch milliseconds of the target; undefined where it is silent. */
export function exactSearch(
  needs: VectorNeeds,
  value: (id: string) => number,
  forSearch: number | undefined,
): ExactSearch {
  const bandwidth = value('rag-exact-search-gb-per-second');
  const budgetMs = Math.min(value('rag-exact-search-ms'), forSearch ?? Number.POSITIVE_INFINITY);
  const bytes = BYTES_PER_FLOAT * needs.dimensions;
  const one = exactSearchMs(1, bytes, bandwidth);
  const busyMs = (BUSY_SHARE * 1000) / needs.peakQueriesPerSecond;
  const inMemory = Math.floor(
    (value('rag-machine-memory') * BYTES_PER_GIB * value('rag-usable-memory')) / bytes,
  );
  return {
    ms: exactSearchMs(needs.vectors / needs.tenants, bytes, bandwidth),
    budgetMs,
    fits: needs.vectors <= inMemory,
    mostVectors: Math.min(inMemory, Math.floor((Math.min(budgetMs, busyMs) / one) * needs.tenants)),
  };
}

/** Where exact search is enough: the database that runs already, else libraries inside the application that search so. */
export function storesFor(
  meeting: VectorDatabaseChoice,
  needs: VectorNeeds,
  { catalog, today }: ToolContext,
): VectorDatabaseChoice {
  if (meeting.ranked[0]?.runsAlready === true) return meeting;
  const inside = chooseVectorDatabase({ ...needs, hosting: ['embedded'], available: false }, catalog, today);
  const exact = inside.ranked.filter(({ row }) => row.exactSearch === true);
  return exact.length === 0 ? meeting : { ...inside, ranked: exact };
}

/** Whether it is fast enough, leaves room for bursts and fits the memory of the application's machine. */
export function exactIsEnough(
  { fits, ms, budgetMs }: ExactSearch,
  { peakQueriesPerSecond }: VectorNeeds,
): boolean {
  return fits && ms <= budgetMs && (peakQueriesPerSecond * ms) / 1000 <= BUSY_SHARE;
}
