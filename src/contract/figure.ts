import * as z from 'zod/v4';

/** How a figure came to be. A figure without a basis is a defect. */
export const BASES = ['measured', 'interpolated', 'modelled', 'listed', 'assumed', 'computed'] as const;

/**
 * A number where doubt matters. `computed` is arithmetic on the caller's own values and carries no doubt of its own.
 * `low` and `high` bound it where a range is known.
 */
export const figure = z.strictObject({
  value: z.number(),
  unit: z.string(),
  basis: z.enum(BASES),
  source: z.string().optional(),
  asOf: z.string().optional(),
  low: z.number().optional(),
  high: z.number().optional(),
});
export type Figure = z.output<typeof figure>;

/** A publication that the answer rests on. */
export const source = z.strictObject({
  id: z.string(),
  title: z.string(),
  /** Missing where the project itself judged. */
  url: z.string().optional(),
  asOf: z.string(),
});
export type Source = z.output<typeof source>;

/** What every answer holds beside its own fields. */
export const answerFields = {
  /** One sentence that answers the question. */
  verdict: z.string(),
  assumptions: z.array(z.string()),
  warnings: z.array(z.string()),
  sources: z.array(source),
  /** Which call would sharpen the answer, and why. */
  next: z.array(z.strictObject({ tool: z.string(), why: z.string() })),
};

export const detail = z
  .enum(['concise', 'full'])
  .default('concise')
  .describe('concise (default) or full, with all rows and reasons');
