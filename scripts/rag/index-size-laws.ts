import { chromaMemoryBytes } from '../../src/engines/retrieval/chroma-memory-bytes.ts';
import { diskBbqBytes } from '../../src/engines/retrieval/disk-bbq-bytes.ts';
import {
  ELASTICSEARCH_CODES,
  elasticsearchHnswBytes,
} from '../../src/engines/retrieval/elasticsearch-hnsw-bytes.ts';
import { hnswFlatBytes } from '../../src/engines/retrieval/hnsw-flat-bytes.ts';
import { logicalRecordBytes } from '../../src/engines/retrieval/logical-record-bytes.ts';
import { opensearchHnswBytes } from '../../src/engines/retrieval/opensearch-hnsw-bytes.ts';
import { opensearchIvfBytes } from '../../src/engines/retrieval/opensearch-ivf-bytes.ts';
import { pgvectorBuildBytes } from '../../src/engines/retrieval/pgvector-build-bytes.ts';
import { pgvectorIndexBytes } from '../../src/engines/retrieval/pgvector-index-bytes.ts';
import { PGVECTOR_TYPES } from '../../src/engines/retrieval/pgvector-stored-bytes.ts';
import { qdrantBytes } from '../../src/engines/retrieval/qdrant-bytes.ts';
import { weaviatePlannedBytes } from '../../src/engines/retrieval/weaviate-planned-bytes.ts';
import { weaviateRestingBytes } from '../../src/engines/retrieval/weaviate-resting-bytes.ts';

/** What a row of the evidence gives; each law names the fields that it reads. */
export type IndexCase = {
  readonly vectors: number;
  readonly dimensions: number;
  /** @throws Error where the column is blank or not a number. */
  number(column: 'links' | 'lists' | 'metadata_bytes'): number;
  /** @throws Error where the column holds none of these. */
  oneOf<const Word extends string>(column: 'codes', words: readonly Word[]): Word;
};

/** Bytes by the name of a law. */
export const INDEX_SIZE_LAWS: Readonly<Record<string, (given: IndexCase) => number>> = {
  'hnsw-flat': (given) => hnswFlatBytes(given.vectors, given.dimensions, given.number('links')),
  'opensearch-hnsw': (given) => opensearchHnswBytes(given.vectors, given.dimensions, given.number('links')),
  'opensearch-ivf': (given) => opensearchIvfBytes(given.vectors, given.dimensions, given.number('lists')),
  'elasticsearch-memory': (given) =>
    elasticsearchHnswBytes(
      given.vectors,
      given.dimensions,
      given.number('links'),
      given.oneOf('codes', ELASTICSEARCH_CODES),
    ).memory,
  'disk-bbq-index': (given) => diskBbqBytes(given.vectors, given.dimensions).index,
  qdrant: (given) => qdrantBytes(given.vectors, given.dimensions),
  'weaviate-planned': (given) => weaviatePlannedBytes(given.vectors, given.dimensions),
  'weaviate-at-rest': (given) => weaviateRestingBytes(given.vectors, given.dimensions, given.number('links')),
  chroma: (given) => chromaMemoryBytes(given.vectors, given.dimensions),
  'pgvector-build': (given) =>
    pgvectorBuildBytes(given.vectors, given.dimensions, given.oneOf('codes', PGVECTOR_TYPES)),
  'pgvector-index': (given) =>
    pgvectorIndexBytes(
      given.vectors,
      given.dimensions,
      given.number('links'),
      given.oneOf('codes', PGVECTOR_TYPES),
    ),
  logical: (given) => given.vectors * logicalRecordBytes(given.dimensions, 0, given.number('metadata_bytes')),
};
