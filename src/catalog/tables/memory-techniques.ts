import * as z from 'zod/v4';
import { date, identifier, nonNegative, optional, positive, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** What takes the memory that a technique saves. */
export const SHRINKS = [
  'weights',
  'cache',
  'activations',
  'share of a card',
  'what the card holds',
  'nothing',
] as const;

/**
 * What saves memory when a model is served or trained: how much against which baseline, what it does to speed by phase and
 * load on which kernel, what it costs in quality and who measured that. Speeds are multiples of the baseline: above 1 is faster.
 */
export const memoryTechniques = defineTable({
  id: 'memory-techniques',
  title:
    'Memory techniques: reduction, speed by phase and load, cost in quality, and what the founding document said',
  key: ['id'],
  columns: {
    id: column('Technique', identifier),
    name: column('Name', text),
    phase: column('Phase', z.enum(['inference', 'training'])),
    shrinks: column('Shrinks', z.enum(SHRINKS)),
    /** Of what it shrinks; `-` where it depends on counts (cards, shares). */
    reductionPercent: column('Less (%)', optional(nonNegative)),
    against: column('Against', text),
    /** Batch of up to 8. */
    decodeFewSpeed: column('Decode, few (x)', optional(positive)),
    /** Batch of 64 and more, or saturated. */
    decodeManySpeed: column('Decode, many (x)', optional(positive)),
    promptSpeed: column('Prompts (x)', optional(positive)),
    /** Kernel or engine, hardware, model, lengths and batches of the speeds. */
    speedMeasured: column('Speeds measured on', optional(text)),
    speedSource: column('Speed source', optional(identifier)),
    quality: column('Quality', text),
    qualitySource: column('Quality source', optional(identifier)),
    hardware: column('Needs', text),
    /** The founding document's own row. */
    said: column('Was said', optional(text)),
    verdict: column('Verdict', text),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [
    { field: 'speedSource', to: ['sources'] },
    { field: 'qualitySource', to: ['sources'] },
    { field: 'source', to: ['sources'] },
  ],
  check: (row) => {
    const timed = [row.decodeFewSpeed, row.decodeManySpeed, row.promptSpeed].some(
      (speed) => speed !== undefined,
    );
    if (timed !== (row.speedSource !== undefined))
      return 'needs a speed source with its speeds, and only then';
    if (timed && row.speedMeasured === undefined) return 'gives a speed without what it was measured on';
    if (row.reductionPercent !== undefined && row.reductionPercent > 100) return 'saves more than there is';
    return undefined;
  },
});
