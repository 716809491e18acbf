import type { VECTOR_HOSTING, VECTOR_STACK } from '../../catalog/tables/vector-databases.ts';

export type VectorHosting = (typeof VECTOR_HOSTING)[number];
export type VectorStack = (typeof VECTOR_STACK)[number];

/** What is asked of a vector database. Everything but the size and the load has a neutral value. */
export type VectorNeeds = {
  readonly vectors: number;
  readonly dimensions: number;
  /** Queries a month, and the busiest second. */
  readonly queriesPerMonth: number;
  readonly peakQueriesPerSecond: number;
  /** Vectors written or rewritten a month. */
  readonly writtenPerMonth: number;
  /** With each vector, beside its key; undefined: the default. */
  readonly metadataBytes?: number | undefined;
  /** Nearest vectors that one query must bring; undefined: few. */
  readonly results?: number | undefined;
  /** `selective`: few of the vectors pass. */
  readonly filter: 'none' | 'some' | 'selective';
  /** Whose data must stay apart; a query asks one tenant. 1: nobody's. */
  readonly tenants: number;
  /** Keyword search in the same product. */
  readonly hybrid: boolean;
  /** Where it may run; empty: anywhere. */
  readonly hosting: readonly VectorHosting[];
  /** What already runs, and the clouds in use; no cloud named means that none is ruled out. */
  readonly stack: readonly VectorStack[];
  /** `open-source` leaves hosted-only products out, `permissive` also copyleft. */
  readonly licence: 'any' | 'open-source' | 'permissive';
  /** A write must be seen by the next query. */
  readonly readAfterWrite: boolean;
  /** Must outlive the loss of a machine. */
  readonly available: boolean;
  /** Of the search alone; undefined: no limit. */
  readonly maxSearchMs?: number | undefined;
};

export const CLOUDS: readonly VectorStack[] = ['aws', 'azure', 'gcp'];
