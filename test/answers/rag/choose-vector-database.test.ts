import { describe, expect, test } from 'vitest';
import { chooseVectorDatabase } from '../../../src/answers/rag/choose-vector-database.ts';
import type { VectorNeeds } from '../../../src/answers/rag/vector-needs.ts';
import { realContext } from '../../support/read-catalog.ts';

const NEEDS: VectorNeeds = {
  vectors: 1_000_000,
  dimensions: 1024,
  queriesPerMonth: 1_000_000,
  peakQueriesPerSecond: 2,
  writtenPerMonth: 50_000,
  filter: 'none',
  tenants: 1,
  hybrid: false,
  hosting: [],
  stack: [],
  licence: 'any',
  readAfterWrite: false,
  available: true,
};

const choose = (over: Partial<VectorNeeds>) => {
  const { catalog, today } = realContext();
  const { ranked, ruledOut, stale } = chooseVectorDatabase({ ...NEEDS, ...over }, catalog, today);
  return {
    ranked,
    names: ranked.map(({ product }) => product),
    out: new Map(ruledOut.map(({ product, by, reason }) => [product, `${by}: ${reason}`])),
    stale,
  };
};

describe('the vector database', () => {
  test('is what the team runs already, with the half precision that its limit asks', () => {
    const { ranked } = choose({ stack: ['postgres'], dimensions: 3072 });
    expect(ranked[0]?.product).toBe('pgvector');
    expect(ranked[0]?.asHalf).toBe(true);
    expect(ranked[0]?.cost?.engineeringUsd).toBe(0);
  });

  test('is priced by its namespaces at Pinecone: $1,142 of queries in one, $4 in a thousand', () => {
    const asked = { vectors: 10_000_000, dimensions: 1536, metadataBytes: 1000 - 36 };
    const queries = (tenants: number) =>
      choose({ ...asked, tenants }).ranked.find(({ product }) => product === 'Pinecone')?.cost;
    expect(queries(1)?.queriesUsd).toBeCloseTo(1143, 0);
    expect(queries(1000)?.queriesUsd).toBeCloseTo(4, 9);
    expect(queries(1000)?.monthlyUsd).toBe(50);
  });

  test("costs at S3 Vectors what Amazon's first example says: $11.38 a month", () => {
    const { ranked } = choose({
      vectors: 10_000_000,
      dimensions: 1024,
      metadataBytes: 2048 + 0.17 * 1024 - 36,
      tenants: 40,
      writtenPerMonth: 10_000_000 / 6,
      stack: ['aws'],
    });
    const cost = ranked.find(({ product }) => product === 'S3-Vectors')?.cost;
    expect(cost?.storageUsd).toBeCloseTo(3.53, 1);
    expect(cost?.writesUsd).toBeCloseTo(1.97, 1);
    // all metadata is counted as filterable: 6.17 KB a vector are scanned where the example scans 5.17
    expect(cost?.queriesUsd).toBeCloseTo(2.5 + (1.926 + 1.444) * (6.17 / 5.17), 1);
  });

  test.each([
    ['dimensions', { dimensions: 5000 }, 'pgvector', 'indexes 4,000 at most, not 5,000'],
    ['hosting', { hosting: ['self-hosted'] as const }, 'Pinecone', 'is only serverless'],
    ['cloud', { stack: ['azure'] as const }, 'S3-Vectors', 'runs on aws alone'],
    ['licence', { licence: 'open-source' as const }, 'turbopuffer', 'is a hosted service of closed source'],
    ['licence', { licence: 'permissive' as const }, 'Elasticsearch', 'Elastic-choice is not permissive'],
    [
      'filtering',
      { filter: 'selective' as const, available: false },
      'DuckDB-vss',
      'filters after the search and may return fewer than asked',
    ],
    ['tenants', { tenants: 200_000 }, 'Pinecone', '100,000 namespaces at most'],
    ['results', { results: 101 }, 'S3-Vectors', 'brings 100 at most, not 101'],
    ['results', { results: 400 }, 'Chroma-Cloud', 'brings 300 at most, not 400'],
    ['vectors', { vectors: 6_000_000 }, 'Chroma-Cloud', '5,000,000 vectors an index at most'],
    ['consistency', { readAfterWrite: true }, 'OpenSearch', 'a write is seen only after a while'],
    ['availability', {}, 'Chroma', 'has no replication of its own'],
    ['keyword search', { hybrid: true, stack: ['aws'] as const }, 'S3-Vectors', 'has none'],
    [
      'latency',
      { maxSearchMs: 50, stack: ['aws'] as const },
      'S3-Vectors',
      'measured P99 560 ms or more, not 50',
    ],
    ['memory', { vectors: 500_000_000 }, 'pgvector', 'needs 5,851 GB on one machine and cannot be spread'],
  ])('is ruled out by %s, and says the limit', (by, over, product, reason) => {
    expect(choose(over).out.get(product)).toBe(`${by}: ${reason}`);
  });

  test('is ruled out by the read units of one index: 71 GB allow 28 queries a second', () => {
    const large = { vectors: 10_000_000, dimensions: 1536, metadataBytes: 964 };
    expect(choose({ ...large, peakQueriesPerSecond: 27 }).names).toContain('Pinecone');
    expect(choose({ ...large, peakQueriesPerSecond: 29 }).out.get('Pinecone')).toContain('read units');
    expect(choose({ ...large, peakQueriesPerSecond: 29, tenants: 1000 }).names).toContain('Pinecone');
  });

  test('that nobody confirmed to filter comes after those that are, and says so', () => {
    const { ranked, names } = choose({ filter: 'some' });
    const cloud = ranked.find(({ product }) => product === 'Chroma-Cloud');
    expect(cloud?.open).toEqual(['filtering']);
    expect(names.indexOf('Chroma-Cloud')).toBeGreaterThan(names.indexOf('turbopuffer'));
  });

  test('is inside the application where no machine may be added', () => {
    const { names, out } = choose({ hosting: ['embedded'], available: false, vectors: 50_000 });
    expect(names).toEqual(expect.arrayContaining(['sqlite-vec', 'LanceDB', 'FAISS', 'DuckDB-vss', 'Chroma']));
    expect(out.get('Qdrant')).toBe('hosting: is only self-hosted or managed');
  });

  test('of an unpriced service comes after the priced ones', () => {
    const { names } = choose({ stack: ['azure'] });
    expect(names.indexOf('Azure-AI-Search')).toBeGreaterThan(names.indexOf('Qdrant'));
  });

  test('with an old price says how old it is', () => {
    const { catalog } = realContext();
    const { ranked, stale } = chooseVectorDatabase(
      { ...NEEDS, stack: ['aws'], maxSearchMs: 600, hosting: ['serverless'], tenants: 9 },
      catalog,
      '2027-12-01',
    );
    expect(ranked.length).toBeGreaterThan(0);
    expect(stale.join(' ')).toMatch(/is of 20\d\d.*days old/);
  });

  test('looks at every product of the table', () => {
    const { names, out } = choose({});
    expect(names.length + out.size).toBeGreaterThanOrEqual(20);
  });
});
