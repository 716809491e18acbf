import { describe, expect, it } from 'vitest';
import { planRag } from '../../src/tools/plan-rag.ts';
import { realContext } from '../support/read-catalog.ts';

/** What an engineer of search would answer, as classes of products where several would do. */
type Case = {
  readonly ask: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** The fact that decides, in words: the name of the test. */
  readonly decides: string;
  readonly decision: 'long-context' | 'exact-search' | 'vector-index';
  /** Where the vectors go. */
  readonly store?: RegExp;
  /** Neither chosen nor a runner-up. */
  readonly never?: RegExp;
  /** Ruled out, by the need. */
  readonly out?: Readonly<Record<string, string>>;
  readonly embedder?: RegExp;
  readonly reranker?: RegExp;
  readonly verdict?: RegExp;
  readonly binding?: RegExp;
  /** Some sentence of what would change it. */
  readonly flips?: RegExp;
  readonly warns?: RegExp;
  /** Some fact of the product that stands beside it. */
  readonly why?: RegExp;
  readonly quantisation?: RegExp;
};

const MILLION_A_MONTH = 1e6 / (730 * 3600);
const HOSTED_ONLY = /Pinecone|turbopuffer|Zilliz|Chroma-Cloud|S3-Vectors|Serverless|Atlas|Azure|Vertex/;
const MINI = { llm: 'gpt-5-mini' };
const SMALL = { embedder: 'text-embedding-3-small', ...MINI };

const CASES: readonly Case[] = [
  // whether anything is needed
  {
    ask: 'A handbook of 150,000 tokens that a team asks now and then',
    input: { documents: 300, tokensPerDocument: 500, queriesPerSecond: 0.001, ...MINI },
    decides: 'it fits the prompt, and a pipeline costs more to build than its tokens save',
    decision: 'long-context',
    verdict: /No retrieval is needed.*\$500 of engineering/,
    flips: /Above [\d,]+ questions a month/,
    warns: /quality may fall with length/,
  },
  {
    ask: 'The same handbook asked 20 times a second',
    input: { documents: 300, tokensPerDocument: 500, queriesPerSecond: 20, ...MINI },
    decides: 'the same tokens read twenty times a second cost more than a search',
    decision: 'exact-search',
    store: /LanceDB|sqlite-vec|FAISS/,
    never: /Chroma$|DuckDB/,
    flips: /whole corpus in every prompt, cached: \$[\d,]+ a month against/,
  },
  {
    ask: 'The handbook with GPT-4 as of 2023',
    input: { documents: 300, tokensPerDocument: 500, queriesPerSecond: 0.001, llm: 'gpt-4' },
    decides: 'a window of 8,192 tokens: the corpus does not fit',
    decision: 'exact-search',
    verdict: /No vector index is needed/,
  },
  {
    ask: '100,000 chunks beside the PostgreSQL that we run',
    input: {
      documents: 50_000,
      tokensPerDocument: 800,
      queriesPerSecond: 0.5,
      stack: ['postgres'],
      ...SMALL,
    },
    decides: 'reading all vectors takes less than the first token of the model',
    decision: 'exact-search',
    store: /^pgvector$/,
    flips: /Above [\d,]+ vectors exact search is too slow/,
  },
  {
    ask: 'Notes on a laptop, offline',
    input: { documents: 2000, tokensPerDocument: 1000, queriesPerSecond: 0.01, place: 'embedded' },
    decides: 'nothing leaves, nothing is served',
    decision: 'exact-search',
    store: /LanceDB|sqlite-vec|FAISS/,
    never: HOSTED_ONLY,
    embedder: /^(Qwen3|granite|snowflake|bge|multilingual|embeddinggemma|harrier)/,
    reranker: /Qwen3-Reranker|bge-reranker|gte/,
  },
  // what runs already
  {
    ask: 'Two million chunks, and PostgreSQL runs',
    input: {
      documents: 1_000_000,
      tokensPerDocument: 800,
      queriesPerSecond: 5,
      stack: ['postgres'],
      ...SMALL,
    },
    decides: 'the index fits the memory of a machine: a million vectors is no limit',
    decision: 'vector-index',
    store: /^pgvector$/,
    flips: /Instead of pgvector/,
    warns: /Queries a second of pgvector/,
  },
  {
    ask: 'PostgreSQL with vectors of 3,072 dimensions',
    input: {
      documents: 1_000_000,
      tokensPerDocument: 400,
      queriesPerSecond: 5,
      stack: ['postgres'],
      embedder: 'text-embedding-3-large',
      ...MINI,
    },
    decides: 'pgvector indexes 2,000 float dimensions, 4,000 in half precision',
    decision: 'vector-index',
    store: /^pgvector$/,
    why: /half precision: floats are indexed up to 2,000/,
    flips: /At half of the 3,072 dimensions/,
  },
  {
    ask: 'PostgreSQL with vectors of 4,096 dimensions',
    input: {
      documents: 1_000_000,
      tokensPerDocument: 400,
      queriesPerSecond: 5,
      stack: ['postgres'],
      place: 'self-hosted',
      embedder: 'Qwen3-Embedding-8B',
    },
    decides: 'more than pgvector indexes, even in half precision',
    decision: 'vector-index',
    store: /Qdrant|Vespa|Milvus|Elasticsearch|Weaviate/,
    never: /pgvector/,
    out: { pgvector: 'dimensions' },
  },
  {
    ask: 'OpenSearch runs; few documents pass the filter',
    input: {
      documents: 5_000_000,
      tokensPerDocument: 400,
      queriesPerSecond: 20,
      stack: ['opensearch'],
      filters: 'selective',
      ...MINI,
    },
    decides: 'it runs already and filters during the search',
    decision: 'vector-index',
    store: /^OpenSearch$/,
    out: { 'DuckDB-vss': 'filtering', Pinecone: 'read units' },
    warns: /Zilliz \(a competitor\)/,
  },
  {
    ask: 'MongoDB Atlas runs',
    input: { documents: 2_000_000, tokensPerDocument: 400, queriesPerSecond: 2, stack: ['mongodb'], ...MINI },
    decides: 'it runs already; its price is not in the tables, and that is said',
    decision: 'vector-index',
    store: /^MongoDB-Atlas$/,
    warns: /No price of MongoDB-Atlas/,
  },
  // namespaces and prices
  {
    ask: 'Ten million vectors in one namespace, a million questions a month, managed',
    input: {
      documents: 10_000_000,
      tokensPerDocument: 400,
      queriesPerSecond: MILLION_A_MONTH,
      place: 'managed',
      ...SMALL,
    },
    decides: 'a query is billed by the size of its namespace: ask for tenants',
    decision: 'vector-index',
    store: /turbopuffer/,
    never: /Chroma$|Milvus|FAISS/,
    flips: /In 1,000 namespaces Pinecone's queries cost \$4\.00, in one \$1,1[45]\d: send tenants/,
    out: { 'Chroma-Cloud': 'vectors', FAISS: 'hosting' },
  },
  {
    ask: 'The same vectors of a thousand tenants',
    input: {
      documents: 10_000_000,
      tokensPerDocument: 400,
      queriesPerSecond: MILLION_A_MONTH,
      place: 'managed',
      tenants: 1000,
      ...SMALL,
    },
    decides: 'each query asks a thousandth',
    decision: 'vector-index',
    store: /Chroma-Cloud|turbopuffer/,
    flips: /One namespace instead of one a tenant: Pinecone's queries cost \$1,1[45]\d instead of \$4\.00/,
  },
  {
    ask: '200,000 tenants, managed',
    input: {
      documents: 50_000_000,
      tokensPerDocument: 400,
      queriesPerSecond: 10,
      place: 'managed',
      tenants: 200_000,
      ...MINI,
    },
    decides: 'Pinecone allows 100,000 namespaces; S3 Vectors 10,000 indexes a bucket, and 10,000 buckets',
    decision: 'vector-index',
    store: /Chroma-Cloud|turbopuffer/,
    never: /Pinecone/,
    out: { Pinecone: 'tenants' },
  },
  {
    ask: 'An archive of 100 million chunks on AWS that is asked 50 times in a thousand seconds',
    input: {
      documents: 100_000_000,
      tokensPerDocument: 400,
      queriesPerSecond: 0.05,
      place: 'managed',
      stack: ['aws'],
      ...SMALL,
    },
    decides: 'storage is most of the bill, and a second is no matter',
    decision: 'vector-index',
    store: /^S3-Vectors$/,
    never: /Chroma|FAISS|Milvus/,
    warns: /less than recall 0.9/,
  },
  {
    ask: 'The archive with 200 ms to the first token',
    input: {
      documents: 100_000_000,
      tokensPerDocument: 400,
      queriesPerSecond: 0.05,
      place: 'managed',
      stack: ['aws'],
      targetMs: 200,
      ...SMALL,
    },
    decides: 'S3 Vectors was measured at a P99 of 560 ms',
    decision: 'vector-index',
    store: /turbopuffer/,
    never: /S3-Vectors/,
    out: { 'S3-Vectors': 'latency' },
  },
  // own machines
  {
    ask: 'Ten million pages of a thousand customers, filtered by rights, on our own machines',
    input: {
      documents: 10_000_000,
      tokensPerDocument: 350,
      queriesPerSecond: 5,
      tenants: 1000,
      filters: 'selective',
      place: 'self-hosted',
      languages: ['de'],
    },
    decides: 'nothing hosted; filters within the search; tenants in one collection',
    decision: 'vector-index',
    store: /Qdrant|Vespa|Elasticsearch|Milvus/,
    out: { Pinecone: 'hosting', 'DuckDB-vss': 'filtering', FAISS: 'availability' },
    embedder: /^(Qwen3|bge-m3|snowflake|multilingual)/,
    flips: /Within one tenant exact search takes/,
  },
  {
    ask: 'A billion vectors on our own machines',
    input: {
      documents: 1_000_000_000,
      tokensPerDocument: 400,
      queriesPerSecond: 100,
      place: 'self-hosted',
      embedder: 'bge-m3',
    },
    decides: 'what one machine cannot hold must be spread',
    decision: 'vector-index',
    store: /Elasticsearch|Vespa|Milvus|Qdrant/,
    never: /pgvector|Chroma/,
    out: { pgvector: 'memory' },
  },
  // latency, reranking, models
  {
    ask: 'First token within 100 ms',
    input: { documents: 1_000_000, tokensPerDocument: 400, queriesPerSecond: 10, targetMs: 100, ...MINI },
    decides: 'a cross-encoder over 50 candidates takes longer than that',
    decision: 'vector-index',
    verdict: /no reranker fits the target/,
    binding: /^latency: the reranker needs/,
    flips: /With 150 to 300 ms for it: Cohere Rerank 3\.5, \$/,
  },
  {
    ask: 'Reranking 3,000 questions a second on our own machines',
    input: {
      documents: 1_000_000,
      tokensPerDocument: 400,
      queriesPerSecond: 3000,
      place: 'self-hosted',
      embedder: 'bge-m3',
    },
    decides: 'the reranker reads 20,000 tokens a question: it is the bill',
    decision: 'vector-index',
    binding: /^cost: rerank is 9\d/,
    flips: /Reranking 20 candidates instead of 50/,
  },
  {
    ask: 'One-bit vectors of mxbai-embed-large',
    input: {
      documents: 2_000_000,
      tokensPerDocument: 400,
      queriesPerSecond: 2,
      embedder: 'mxbai-embed-large-v1',
      place: 'self-hosted',
    },
    decides: 'the loss was measured for this model: 96.45 % is kept with rescoring',
    decision: 'vector-index',
    quantisation: /binary rescored over 4 times the candidates keeps 96\.45 %/,
  },
  {
    ask: 'One-bit vectors of e5-base-v2',
    input: {
      documents: 2_000_000,
      tokensPerDocument: 400,
      queriesPerSecond: 2,
      embedder: 'e5-base-v2',
      place: 'self-hosted',
    },
    decides: 'the same step loses a quarter with this model',
    decision: 'vector-index',
    quantisation: /binary rescored over 4 times the candidates keeps 74\.77 %/,
  },
  {
    ask: 'text-embedding-3-large cut to 1,024 dimensions',
    input: {
      documents: 2_000_000,
      tokensPerDocument: 400,
      queriesPerSecond: 2,
      embedder: 'text-embedding-3-large',
      dimensions: 1024,
      ...MINI,
    },
    decides: 'its maker lets one cut it; what that costs is not measured here',
    decision: 'vector-index',
    warns: /may be cut to 1024 dimensions; what that costs on your questions is not measured/,
    verdict: /1,024 dimensions/,
  },
  {
    ask: 'A corpus that grows by half each month',
    input: {
      documents: 1_000_000,
      tokensPerDocument: 400,
      addedPerMonth: 500_000,
      queriesPerSecond: 5,
      place: 'managed',
      ...MINI,
    },
    decides: 'seven million in a year is more than some indexes hold',
    decision: 'vector-index',
    flips: /In a year, at 7,000,000 vectors/,
  },
];

describe('planRag answers as an engineer of search would', () => {
  it.each(CASES)('$ask: $decides', async (expected) => {
    const { structured } = await planRag.execute({ ...expected.input, detail: 'full' }, realContext());
    const at = <Value>(key: string) => structured[key] as Value;
    const database = at<
      { product: string; why: string[]; runnersUp: string[]; ruledOut: string[] } | undefined
    >('database');
    const sentences = (key: string) => at<string[]>(key).join('\n');
    expect(at('decision')).toBe(expected.decision);
    if (expected.store !== undefined) expect(database?.product).toMatch(expected.store);
    if (expected.never !== undefined)
      for (const offered of [database?.product ?? '', ...(database?.runnersUp ?? [])])
        expect(offered.split(':')[0]).not.toMatch(expected.never);
    for (const [product, need] of Object.entries(expected.out ?? {}))
      expect(database?.ruledOut.join('\n')).toMatch(new RegExp(`^${product} by ${need}:`, 'm'));
    if (expected.embedder !== undefined)
      expect(at<{ model: string }>('embedding').model).toMatch(expected.embedder);
    if (expected.reranker !== undefined)
      expect(at<{ model: string }>('reranker').model).toMatch(expected.reranker);
    if (expected.verdict !== undefined) expect(at('verdict')).toMatch(expected.verdict);
    if (expected.binding !== undefined) expect(at('bindingConstraint')).toMatch(expected.binding);
    if (expected.flips !== undefined) expect(sentences('wouldChange')).toMatch(expected.flips);
    if (expected.warns !== undefined) expect(sentences('warnings')).toMatch(expected.warns);
    if (expected.why !== undefined) expect(database?.why.join('\n')).toMatch(expected.why);
    if (expected.quantisation !== undefined) expect(at('quantisation')).toMatch(expected.quantisation);
  });
});
