import { type PgvectorType, pgvectorStoredBytes } from './pgvector-stored-bytes.ts';

const PAGE = 8192;
/** Page header, the index's own trailer and one line pointer. */
const USABLE = PAGE - 24 - 8 - 4;
const LINE_POINTER = 4;
/** Type, level, flags, ten heap pointers of six bytes, the pointer to the neighbours, padding. */
const ELEMENT_HEADER = 72;
const NEIGHBOUR_HEADER = 4;
const POINTER = 6;

/**
 * Bytes on disk of a freshly built pgvector HNSW index, by pages: PostgreSQL keeps 8 KB pages, and pgvector puts an element
 * and its neighbours on one page where both fit. So an element of more than half a page takes a whole page whatever m is,
 * and one whose neighbours no longer fit beside it takes two. Elements on higher layers, one in m, are neglected. Source:
 * pgvector, src/hnsw.h and src/hnswbuild.c (element and neighbour tuples); measured in its issue 370.
 * @param vectors whole, 0 or more. @param dimensions 1 or more. @param links m, 2 to 100.
 */
export function pgvectorIndexBytes(
  vectors: number,
  dimensions: number,
  links: number,
  type: PgvectorType = 'vector',
): number {
  const element = aligned(ELEMENT_HEADER + pgvectorStoredBytes(dimensions, type));
  const neighbours = aligned(NEIGHBOUR_HEADER + 2 * links * POINTER);
  const both = element + neighbours + LINE_POINTER;
  if (both > USABLE) return 2 * vectors * PAGE;
  return Math.ceil(vectors / Math.floor((USABLE + LINE_POINTER) / (both + LINE_POINTER))) * PAGE;
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}
