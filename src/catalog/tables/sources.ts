import { date, identifier, optional, text, url } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** Where figures come from; only a judgement of the project itself has no address. `asOf` is the date of the page or commit, `read` the day we last read it. */
export const sources = defineTable({
  id: 'sources',
  title: 'Publications that figures cite',
  key: ['id'],
  columns: {
    id: column('Source', identifier),
    title: column('Title', text),
    url: column('URL', optional(url)),
    asOf: column('As of', date),
    read: column('Read', date),
  },
});
