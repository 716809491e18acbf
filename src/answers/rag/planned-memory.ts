import type { VECTOR_CONVENTIONS } from '../../catalog/tables/vector-databases.ts';
import { chromaMemoryBytes } from '../../engines/retrieval/chroma-memory-bytes.ts';
import { elasticsearchHnswBytes } from '../../engines/retrieval/elasticsearch-hnsw-bytes.ts';
import { hnswFlatBytes } from '../../engines/retrieval/hnsw-flat-bytes.ts';
import { opensearchHnswBytes } from '../../engines/retrieval/opensearch-hnsw-bytes.ts';
import { pgvectorIndexBytes } from '../../engines/retrieval/pgvector-index-bytes.ts';
import { qdrantBytes } from '../../engines/retrieval/qdrant-bytes.ts';
import { weaviatePlannedBytes } from '../../engines/retrieval/weaviate-planned-bytes.ts';

export type Convention = (typeof VECTOR_CONVENTIONS)[number];

/** OpenSearch's plugin may use half of the memory beside the heap, and the heap takes half of the machine: a quarter. */
const OPENSEARCH_SHARE = 0.25;

/**
 * Bytes of machine memory that one copy of a product asks for, planned as its maker plans: with growth where the maker says
 * so, at rest over `usable` otherwise. pgvector's index should stay in memory whole, as it lies on disk. Undefined for
 * services that bill bytes instead of machines. Float vectors; half precision where `asHalf`.
 */
export function plannedMemory(
  convention: Convention,
  vectors: number,
  dimensions: number,
  { links, usable, asHalf }: { readonly links: number; readonly usable: number; readonly asHalf: boolean },
): number | undefined {
  switch (convention) {
    case 'pgvector':
      return pgvectorIndexBytes(vectors, dimensions, links, asHalf ? 'halfvec' : 'vector') / usable;
    case 'qdrant':
      return qdrantBytes(vectors, dimensions);
    case 'weaviate':
      return weaviatePlannedBytes(vectors, dimensions);
    case 'chroma':
      return chromaMemoryBytes(vectors, dimensions);
    case 'opensearch':
      return opensearchHnswBytes(vectors, dimensions, links) / OPENSEARCH_SHARE;
    case 'elasticsearch':
      return elasticsearchHnswBytes(vectors, dimensions, links, 'float').memory / usable;
    case 'hnsw-flat':
      return hnswFlatBytes(vectors, dimensions, links) / usable;
    case 'redis':
      // the vectors lie in the key and again in the index
      return (hnswFlatBytes(vectors, dimensions, links) + 4 * vectors * dimensions) / usable;
    case 'logical':
      return undefined;
  }
}
