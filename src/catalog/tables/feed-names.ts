import { identifier, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** What a feed calls a model of ours; `npm run refresh` joins on it, and reports the names it does not know. */
export const feedNames = defineTable({
  id: 'feed-names',
  title: 'Names of models in the feeds that refresh the tables',
  key: ['name', 'feed', 'model'],
  columns: {
    name: column('Name in the feed', text),
    feed: column('Feed', identifier),
    model: column('Model', identifier),
  },
  references: [{ field: 'model', to: ['models'] }],
});
