import { components } from '../../catalog/tables/components.ts';
import { daysBetween } from '../../units/time.ts';
import type { Stack } from './choose-stack.ts';
import type { ComponentAsk } from './component-ask.ts';
import type { ComponentFacts } from './component-facts.ts';
import { belowScale } from './wanted-parts.ts';

/** Begins the sentence about parts that the caller wants and the scale does not. */
export const BELOW_SCALE = 'Asked for by name below the scale that wants it';

/** One sentence about the parts that the caller wants and the scale does not. */
export function belowScaleWarning(ask: ComponentAsk, facts: ComponentFacts): string[] {
  const found = belowScale(ask, facts).map(({ kind, from }) => `${kind.name} from ${from.join(' or ')}`);
  return found.length === 0 ? [] : [`${BELOW_SCALE}: ${found.join('; ')}.`];
}

/** A budget that plans without a listed price may break. */
export function budgetWarning(
  { budgetUsdPerMonth: budget }: ComponentAsk,
  open: readonly string[] = [],
): string[] {
  return budget === undefined || open.length === 0
    ? []
    : [
        `budgetUsd = ${budget} is held by listed prices alone: ${open.join(', ')} are priced by their makers.`,
      ];
}

/** One sentence about the rows of picks that are older than the table allows. */
export function staleWarning(stack: Stack, today: string): string[] {
  const limit = components.staleAfterDays;
  const old = stack.picks
    .map(({ candidate }) => candidate.component)
    .filter(({ asOf }) => limit !== undefined && daysBetween(asOf, today) > limit);
  const said = [...new Set(old.map(({ id, asOf }) => `${id} (${asOf})`))];
  return said.length === 0
    ? []
    : [`Rows older than ${limit} days, check them before you rely on them: ${said.join(', ')}.`];
}
