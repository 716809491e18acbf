import * as z from 'zod/v4';
import { count, date, identifier, list, optional, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';
import { STATUSES } from './models.ts';

/** `unverified`: nothing dated could be found; never recommended. */
export const COMPONENT_STATUSES = [...STATUSES, 'unverified'] as const;
export const HOSTINGS = ['library', 'self-hosted', 'managed'] as const;
/** What has to be kept running; the table `component-points` defines and prices each class. */
export const WEIGHTS = ['library', 'account', 'service', 'cluster', 'platform'] as const;
export const CLOUDS = ['aws', 'gcp', 'azure'] as const;
export const FRAMEWORKS = ['pytorch', 'tensorflow', 'jax', 'sklearn', 'xgboost', 'onnx'] as const;
export const WORKLOADS = ['tabular', 'vision', 'llm', 'rag', 'video', 'edge', 'streaming'] as const;

/** Libraries, services and servers that are not models. */
export const components = defineTable({
  id: 'components',
  title: 'Libraries, servers and services: licence, hosting, owner, status, release',
  key: ['id'],
  columns: {
    id: column('Component', identifier),
    /** A part (`component-kinds`), or a library of models that no system is put together from. */
    kind: column('Kind', identifier),
    /** Further kinds that it fills. */
    also: column('Also', optional(list(identifier))),
    licence: column('Licence', identifier),
    /** What stands beside the open licence: paid directories, terms of use, editions. */
    paidPart: column('Paid part', optional(text)),
    hosting: column('Hosting', list(z.enum(HOSTINGS))),
    /** The clouds that its managed form is bound to; `-` where it is bound to none. */
    clouds: column('Bound to', optional(list(z.enum(CLOUDS)))),
    /** The only frameworks or workloads that it is for; `-` where it is for all. */
    frameworks: column('Frameworks', optional(list(z.enum(FRAMEWORKS)))),
    workloads: column('Workloads', optional(list(z.enum(WORKLOADS)))),
    owner: column('Owner', text),
    /** When it changed hands last, where it did. */
    bought: column('Bought', optional(date)),
    status: column('Status', z.enum(COMPONENT_STATUSES)),
    since: column('Since', optional(date)),
    successor: column('Successor', optional(identifier)),
    release: column('Release', optional(text)),
    released: column('Released', optional(date)),
    weight: column('Weight', z.enum(WEIGHTS)),
    /** Components that must run before it does. */
    needs: column('Needs', optional(list(identifier))),
    /** Beyond this many people its makers or its design point elsewhere. */
    mostPeople: column('Most people', optional(count)),
    note: column('Note', optional(text)),
    /** What must be known before it is run: said with every stack that holds it. */
    trap: column('Trap', optional(text)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [
    { field: 'also', to: ['component-kinds'] },
    { field: 'licence', to: ['licences'] },
    { field: 'successor', to: ['models', 'components'] },
    { field: 'needs', to: ['components'] },
    { field: 'source', to: ['sources'] },
  ],
  check: ({ clouds, hosting }) =>
    clouds !== undefined && !hosting.includes('managed')
      ? 'is bound to a cloud and yet not managed'
      : undefined,
  staleAfterDays: 365,
});
