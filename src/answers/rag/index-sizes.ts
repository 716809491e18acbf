import { chromaMemoryBytes } from '../../engines/retrieval/chroma-memory-bytes.ts';
import { diskBbqBytes } from '../../engines/retrieval/disk-bbq-bytes.ts';
import { elasticsearchHnswBytes } from '../../engines/retrieval/elasticsearch-hnsw-bytes.ts';
import { hnswFlatBytes } from '../../engines/retrieval/hnsw-flat-bytes.ts';
import { opensearchHnswBytes } from '../../engines/retrieval/opensearch-hnsw-bytes.ts';
import { pgvectorBuildBytes } from '../../engines/retrieval/pgvector-build-bytes.ts';
import { pgvectorIndexBytes } from '../../engines/retrieval/pgvector-index-bytes.ts';
import { qdrantBytes } from '../../engines/retrieval/qdrant-bytes.ts';
import { weaviatePlannedBytes } from '../../engines/retrieval/weaviate-planned-bytes.ts';
import { weaviateRestingBytes } from '../../engines/retrieval/weaviate-resting-bytes.ts';
import { BYTES_PER_GB } from '../../units/bytes.ts';

/** What a convention describes: they answer different questions. */
export type SizeOf = 'at rest' | 'at rest, quantised' | 'build' | 'with growth' | 'disk' | 'machine';
export type IndexSize = {
  readonly convention: string;
  readonly describes: SizeOf;
  /** Decimal GB of one copy. */
  readonly gb: number;
  readonly source: string;
};

/** Elasticsearch quantises to bits by default from as many dimensions, and to bytes below. */
const BBQ_FROM = 384;

/** Sizes of one copy of an index of float vectors by each engine's own convention, in the order of what they describe. */
export function indexSizes(vectors: number, dimensions: number, links: number): IndexSize[] {
  const half = dimensions > 2000;
  const type = half ? 'halfvec' : 'vector';
  const size = (convention: string, describes: SizeOf, bytes: number, source: string): IndexSize => ({
    convention,
    describes,
    gb: bytes / BYTES_PER_GB,
    source,
  });
  const codes = dimensions >= BBQ_FROM ? 'bbq' : 'int8';
  const elastic = (kind: 'float' | 'int8' | 'bbq') =>
    elasticsearchHnswBytes(vectors, dimensions, links, kind).memory;
  return [
    size('hnswlib, FAISS', 'at rest', hnswFlatBytes(vectors, dimensions, links), 'faiss-guidelines'),
    size('OpenSearch', 'at rest', opensearchHnswBytes(vectors, dimensions, links), 'opensearch-knn'),
    size('Weaviate', 'at rest', weaviateRestingBytes(vectors, dimensions, 2 * links), 'weaviate-resources'),
    size(
      `Elasticsearch ${codes} (its default)`,
      'at rest, quantised',
      elastic(codes),
      'elastic-vector-sizing',
    ),
    ...(codes === 'bbq'
      ? [size('Elasticsearch int8', 'at rest, quantised', elastic('int8'), 'elastic-vector-sizing')]
      : []),
    size(
      'Elastic DiskBBQ',
      'at rest, quantised',
      diskBbqBytes(vectors, dimensions).memoryHigh,
      'elastic-vector-sizing',
    ),
    size(`pgvector ${type}`, 'build', pgvectorBuildBytes(vectors, dimensions, type), 'pgvector-issue-745'),
    size('Qdrant', 'with growth', qdrantBytes(vectors, dimensions), 'qdrant-capacity'),
    size('Weaviate', 'with growth', weaviatePlannedBytes(vectors, dimensions), 'weaviate-resources'),
    size('Chroma', 'machine', chromaMemoryBytes(vectors, dimensions), 'chroma-docs'),
    size(
      `pgvector ${type}`,
      'disk',
      pgvectorIndexBytes(vectors, dimensions, links, type),
      'pgvector-issue-370',
    ),
  ];
}
