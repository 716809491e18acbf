import * as z from 'zod/v4';
import { date, identifier, list, optional, positive, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

export const STATUSES = ['active', 'maintenance', 'unmaintained', 'archived', 'shut-down'] as const;

export const models = defineTable({
  id: 'models',
  title: 'Models, one row a deployable checkpoint or API model',
  key: ['id'],
  columns: {
    id: column('Model', identifier),
    tasks: column('Tasks', list(identifier)),
    access: column('Access', z.enum(['weights', 'api', 'library'])),
    parametersM: column('Parameters (M)', optional(positive)),
    /** Parameters that work on one token of a mixture of experts. */
    activeM: column('Active (M)', optional(positive)),
    codeLicence: column('Code licence', identifier),
    weightsLicence: column('Weights licence', optional(identifier)),
    /** Where each licence is stated; `-` where the row's own source states it. */
    codeLicenceSource: column('Code licence source', optional(identifier)),
    weightsLicenceSource: column('Weights licence source', optional(identifier)),
    status: column('Status', z.enum(STATUSES)),
    since: column('Since', optional(date)),
    successor: column('Successor', optional(identifier)),
    /** ISO 639-1 codes, `en`, or a count such as `100+`; `-` for models without language. */
    languages: column('Languages', optional(text)),
    note: column('Note', optional(text)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [
    { field: 'tasks', to: ['tasks'] },
    { field: 'codeLicence', to: ['licences'] },
    { field: 'weightsLicence', to: ['licences'] },
    { field: 'codeLicenceSource', to: ['sources'] },
    { field: 'weightsLicenceSource', to: ['sources'] },
    { field: 'successor', to: ['models', 'components'] },
    { field: 'source', to: ['sources'] },
  ],
  check: (row) =>
    row.access === 'weights' && row.weightsLicence === undefined
      ? 'names no licence of the weights'
      : undefined,
  staleAfterDays: 365,
});
