import * as z from 'zod/v4';
import { date, identifier, optional, positive, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** What a format stores at its width: all, the linear layers but the head, or routed experts alone where there are any. */
export const COVERED = ['file', 'linear', 'experts'] as const;

/** Bits a weight, scales included; which parts stay wider; what hardware computes in it. */
export const weightFormats = defineTable({
  id: 'weight-formats',
  title: 'Weight formats: bits per weight with scales, and what stays 16-bit',
  key: ['id'],
  columns: {
    id: column('Format', identifier),
    name: column('Name', text),
    bitsPerWeight: column('Bits per weight', positive),
    covers: column('Covers', z.enum(COVERED)),
    /** Bits of the linear layers that it does not cover. */
    restBits: column('Rest bits', positive),
    /** Bits of the parts that the format leaves out: embeddings and head for most, nothing for whole-file GGUF. */
    embeddingBits: column('Embedding bits', positive),
    /** The arithmetic it needs: a column of the accelerators table, or any (weight-only). */
    arithmetic: column('Arithmetic', z.enum(['fp16', 'bf16', 'fp8', 'fp4', 'int8', 'any'])),
    baseline: column('Against 16-bit', text),
    note: column('Note', optional(text)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [{ field: 'source', to: ['sources'] }],
});
