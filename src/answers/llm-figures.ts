import * as z from 'zod/v4';
import { BASES } from '../contract/figure.ts';
import { fourDigits } from './figures.ts';

/** A figure whose unit stands in the name of its field. `low` to `high` holds 90 % of published cases. */
export const rangedFigure = z.strictObject({
  value: z.number(),
  basis: z.enum(BASES),
  low: z.number().optional(),
  high: z.number().optional(),
  source: z.string().optional(),
});
export type RangedFigure = z.output<typeof rangedFigure>;

/** The figure of a model whose error is known: what was measured lies within `p90` of the prediction in nine cases of ten. */
export function modelled(value: number, p90: number | undefined): RangedFigure {
  if (p90 === undefined || !(p90 < 1)) return { value: fourDigits(value), basis: 'modelled' };
  return {
    value: fourDigits(value),
    basis: 'modelled',
    low: fourDigits(value / (1 + p90)),
    high: fourDigits(value / (1 - p90)),
  };
}
