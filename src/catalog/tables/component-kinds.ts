import * as z from 'zod/v4';
import { date, identifier, list, optional, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

export const LAYERS = ['data', 'training', 'serving', 'operations', 'foundation'] as const;
export const EXITS = ['low', 'medium', 'high'] as const;

/** Parts of a system that a product can fill, what they exchange, and how one leaves them. */
export const componentKinds = defineTable({
  id: 'component-kinds',
  title:
    'Parts of a machine-learning system: what each does, talks to, is replaced by when left out, and costs to leave',
  key: ['id'],
  columns: {
    id: column('Part', identifier),
    name: column('Name', text),
    layer: column('Layer', z.enum(LAYERS)),
    does: column('Does', text),
    /** The parts whose products it must work with. */
    talksTo: column('Talks to', optional(list(identifier))),
    /** What does its work where it is left out. */
    instead: column('Instead', text),
    exit: column('Exit', z.enum(EXITS)),
    takenAlong: column('Taken along', text),
    rewritten: column('Rewritten', text),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [
    { field: 'talksTo', to: ['component-kinds'] },
    { field: 'source', to: ['sources'] },
  ],
});
