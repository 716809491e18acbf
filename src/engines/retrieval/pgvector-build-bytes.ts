import { type PgvectorType, pgvectorStoredBytes } from './pgvector-stored-bytes.ts';

/** What the graph adds to the vectors while it is built. */
const BUILD = 1.3;

/**
 * maintenance_work_mem for an HNSW build of pgvector that stays in memory: 1.3 times the stored vectors. With less, the
 * build goes on through disk and takes many times as long. Source: the maintainer in issue 745 of pgvector, 2024-12-31.
 * @param vectors whole, 0 or more. @param dimensions 1 or more.
 */
export function pgvectorBuildBytes(
  vectors: number,
  dimensions: number,
  type: PgvectorType = 'vector',
): number {
  return BUILD * vectors * pgvectorStoredBytes(dimensions, type);
}
