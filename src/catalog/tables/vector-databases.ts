import * as z from 'zod/v4';
import { count, date, identifier, list, optional, text, yesNo } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';
import { STATUSES } from './models.ts';

export const VECTOR_HOSTING = ['embedded', 'self-hosted', 'managed', 'serverless'] as const;
/** Databases and clouds that a team may already run. */
export const VECTOR_STACK = [
  'postgres',
  'elasticsearch',
  'opensearch',
  'redis',
  'mongodb',
  'sqlite',
  'duckdb',
  'aws',
  'azure',
  'gcp',
] as const;
/** When a filter works: before the search, during it, after it again and again until enough are left, or once after it. */
export const VECTOR_FILTERING = ['before', 'during', 'iterative', 'after'] as const;
export const VECTOR_CONVENTIONS = [
  'pgvector',
  'qdrant',
  'weaviate',
  'opensearch',
  'elasticsearch',
  'chroma',
  'redis',
  'hnsw-flat',
  'logical',
] as const;
/** How the service bills; what one hosts oneself is priced by machines. */
export const VECTOR_BILLING = ['read-units', 'scanned', 'nodes'] as const;

/** Stores that can search vectors: what they can hold, how they filter and part tenants, where they run. */
export const vectorDatabases = defineTable({
  id: 'vector-databases',
  title: 'Vector databases: licence, hosting, dimensions, filtering, tenants, consistency, billing',
  key: ['id'],
  columns: {
    id: column('Product', identifier),
    licence: column('Licence', identifier),
    hosting: column('Hosting', list(z.enum(VECTOR_HOSTING))),
    /** Where a team runs one of these already, it is no new system. */
    stack: column('Part of', optional(list(z.enum(VECTOR_STACK)))),
    /** Dimensions that can be indexed, by element. */
    floatDimensions: column('Float dimensions', optional(count)),
    halfDimensions: column('Half dimensions', optional(count)),
    bitDimensions: column('Bit dimensions', optional(count)),
    /** Compares a query with every vector where it has no index. */
    exactSearch: column('Exact search', optional(yesNo)),
    filtering: column('Filtering', optional(z.enum(VECTOR_FILTERING))),
    tenancy: column('Tenancy', optional(text)),
    mostTenants: column('Most tenants', optional(count)),
    mostVectors: column('Most vectors', optional(count)),
    mostResults: column('Most results', optional(count)),
    /** Read units a second that one index gives. */
    mostReadUnitsPerSecond: column('Read units/s', optional(count)),
    consistency: column(
      'Consistency',
      optional(z.enum(['transactional', 'strong', 'tunable', 'eventual', 'local'])),
    ),
    hybrid: column('Hybrid', optional(yesNo)),
    quantisation: column('Quantisation', optional(list(identifier))),
    /** Whether a copy of the data survives the loss of a machine by the product's own means. */
    replicated: column('Replicated', optional(yesNo)),
    /** Whether one index may be spread over machines. */
    sharded: column('Sharded', optional(yesNo)),
    /** Services that a self-hosted installation consists of. */
    services: column('Services', optional(count)),
    convention: column('Memory convention', optional(z.enum(VECTOR_CONVENTIONS))),
    billing: column('Billing', optional(z.enum(VECTOR_BILLING))),
    status: column('Status', z.enum(STATUSES)),
    note: column('Note', optional(text)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [
    { field: 'licence', to: ['licences'] },
    { field: 'source', to: ['sources'] },
  ],
  staleAfterDays: 270,
});
