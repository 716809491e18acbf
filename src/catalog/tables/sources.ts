import { date, identifier, text, url } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** Where figures come from. `asOf` is the date of the page or commit, `read` the day we last read it. */
export const sources = defineTable({
  id: 'sources',
  title: 'Publications that figures cite',
  key: ['id'],
  columns: {
    id: column('Source', identifier),
    title: column('Title', text),
    url: column('URL', url),
    asOf: column('As of', date),
    read: column('Read', date),
  },
});
