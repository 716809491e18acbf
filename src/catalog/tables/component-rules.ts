import * as z from 'zod/v4';
import { date, identifier, list, nonNegative, optional, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';
import { WORKLOADS } from './components.ts';

/** The measures of an ask that rules may compare. */
export const SCALE_FIELDS = [
  'team',
  'models',
  'jobs',
  'onlineFeatures',
  'requestsPerSecond',
  'trainGpus',
  'serveGpus',
  'vectorsM',
] as const;

/** When a part is wanted: one of its rules holds. */
export const componentRules = defineTable({
  id: 'component-rules',
  title: 'From what scale on each part of a system is wanted, and why not before',
  key: ['kind', 'field', 'atLeast', 'workloads'],
  columns: {
    kind: column('Part', identifier),
    /** Of these workloads only; `-` of all. */
    workloads: column('Workloads', optional(list(z.enum(WORKLOADS)))),
    field: column('Measure', z.enum(SCALE_FIELDS)),
    atLeast: column('At least', nonNegative),
    andField: column('And measure', optional(z.enum(SCALE_FIELDS))),
    andAtLeast: column('And at least', optional(nonNegative)),
    /** Why from here on, and not below. */
    reason: column('Reason', text),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [
    { field: 'kind', to: ['component-kinds'] },
    { field: 'source', to: ['sources'] },
  ],
  check: ({ andField, andAtLeast }) =>
    (andField === undefined) === (andAtLeast === undefined)
      ? undefined
      : 'names a second measure without its limit, or a limit without its measure',
});
