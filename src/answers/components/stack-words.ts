import { formatNumber } from '../../contract/markdown.ts';
import type { Stack, StackPick } from './choose-stack.ts';
import type { ComponentAsk } from './component-ask.ts';
import type { LeftOutPart } from './wanted-parts.ts';

/** `experiment tracking and model registry`. */
export function listed(names: readonly string[]): string {
  if (names.length <= 1) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** Products with the parts that each fills, in the order of the parts. */
export function byProduct(
  picks: readonly StackPick[],
): { readonly product: string; readonly parts: string[] }[] {
  const products = new Map<string, string[]>();
  for (const { kind, candidate } of picks)
    products.set(candidate.component.id, [...(products.get(candidate.component.id) ?? []), kind.name]);
  return [...products].map(([product, parts]) => ({ product, parts }));
}

export function stackVerdict(ask: ComponentAsk, stack: Stack, leftOut: readonly LeftOutPart[]): string {
  const place = ask.cloud === 'none' ? '' : ask.cloud === 'on-premises' ? ' on site' : ` on ${ask.cloud}`;
  const whom = `For ${ask.team} ${ask.team === 1 ? 'person' : 'people'}${place}`;
  const missing =
    stack.unfilled.length === 0
      ? ''
      : ` Nothing is left for ${listed(stack.unfilled.map(({ kind }) => kind.name))} under these limits.`;
  if (stack.picks.length === 0)
    return stack.unfilled.length > 0
      ? `${whom}:${missing}`
      : `${whom}: no component beyond what runs; ${listed(leftOut.map(({ kind }) => kind.name))} wait for more scale.`;
  const products = byProduct(stack.picks).map(({ product }) => product);
  const spare = stack.upkeep - stack.capacity;
  const upkeep =
    spare > 0
      ? `${formatNumber(stack.upkeep)} points to keep running where the team keeps ${formatNumber(stack.capacity)}: too much`
      : `${formatNumber(stack.upkeep)} of the ${formatNumber(stack.capacity)} points that the team can keep running`;
  return `${whom}: ${listed(products)}; ${upkeep}.${missing}`;
}

/** Why this product, by what weighed in its favour. */
export function pickReason({ candidate: { component, form, runs } }: StackPick, stack: Stack): string {
  const close = stack.joins
    .filter(({ how }) => how === 'native' || how === 'plugin')
    .flatMap(({ from, to }) => {
      const [a, b] = [from.candidate.component.id, to.candidate.component.id];
      return a === component.id ? [b] : b === component.id ? [a] : [];
    });
  const reasons = [
    ...(runs ? ['runs already'] : []),
    ...(close.length === 0 ? [] : [`works with ${close.join(', ')}`]),
    ...(form === 'library' ? ['nothing to run'] : []),
  ];
  return reasons.length === 0 ? 'least burden' : reasons.join('; ');
}
