import * as z from 'zod/v4';
import { identifier, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** Names by which publications and users call what the tables list under another name. */
export const aliases = defineTable({
  id: 'aliases',
  title: 'Other names of models and accelerators',
  key: ['kind', 'alias'],
  columns: {
    kind: column('Kind', z.enum(['model', 'accelerator'])),
    /** In lower case, without the publisher's name and without the suffixes that mean a variant of the same weights. */
    alias: column('Alias', text),
    id: column('Listed as', identifier),
    why: column('Why', text),
  },
  references: [{ field: 'id', to: ['architectures', 'accelerators', 'models'] }],
});
