import type { Catalog } from '../../contract/catalog.ts';
import { formatNumber } from '../../contract/markdown.ts';
import { chooseStack, type Stack, type StackChoice } from './choose-stack.ts';
import type { ComponentAsk } from './component-ask.ts';
import type { ComponentFacts } from './component-facts.ts';
import { listed } from './stack-words.ts';

/** Team sizes that are tried, to see from which on another stack is better. */
const TEAMS = [1, 2, 3, 5, 8, 12, 20, 35, 60];
/** Points below which a limit is not worth naming. */
const NOTICEABLE = 0.25;
const PARTS_NAMED = 3;

export type StackChanges = { readonly binding: string; readonly changes: readonly string[] };

/** Which limit of the ask costs most, and what else would change the stack: each found by solving again. */
export function stackChanges(
  ask: ComponentAsk,
  choice: StackChoice,
  facts: ComponentFacts,
  catalog: Catalog,
  today: string,
): StackChanges {
  const solve = (changed: Partial<ComponentAsk>): Stack =>
    chooseStack({ ...ask, ...changed }, facts, catalog, today).stack;
  const { stack } = choice;
  const relaxed = relaxations(ask).map(({ said, changed }) => {
    const other = solve(changed);
    // a part that only now finds a product is worth more than any points
    const filled = stack.unfilled.length - other.unfilled.length;
    return { said, other, saved: stack.points - other.points, filled };
  });
  const worth = relaxed
    .filter(({ saved, filled }) => filled > 0 || saved >= NOTICEABLE)
    .sort((a, b) => b.filled - a.filled || b.saved - a.saved);
  const [most] = worth;
  return {
    binding:
      most === undefined
        ? 'No stated limit binds: the scale decides.'
        : most.filled > 0
          ? `${most.said} binds: without it ${productsOf(most.other, stack)} would fill what is open.`
          : `${most.said} binds: without it ${formatNumber(most.saved)} of ${formatNumber(stack.points)} points of burden fall away (${differences(stack, most.other)}).`,
    changes: [
      ...worth.slice(1).flatMap(({ said, other }) => sentence(`Without ${said}`, stack, other)),
      ...teams(ask, stack, solve),
    ],
  };
}

type Relaxation = { readonly said: string; readonly changed: Partial<ComponentAsk> };

function relaxations(ask: ComponentAsk): Relaxation[] {
  const { licence, hosting, cloud, frameworks, budgetUsdPerMonth: budget } = ask;
  return [
    ...(licence === 'any' ? [] : [{ said: `licence = ${licence}`, changed: { licence: 'any' } as const }]),
    ...(hosting === 'any' ? [] : [{ said: `hosting = ${hosting}`, changed: { hosting: 'any' } as const }]),
    ...(cloud === 'on-premises' ? [{ said: 'cloud = on-premises', changed: { cloud: 'aws' } as const }] : []),
    ...(frameworks.length === 0
      ? []
      : [{ said: `frameworks = ${frameworks.join(', ')}`, changed: { frameworks: [] } }]),
    ...(budget === undefined
      ? []
      : [{ said: `budgetUsd = ${budget}`, changed: { budgetUsdPerMonth: undefined } }]),
  ];
}

/** The nearest smaller and the nearest larger team for which other products are better. */
function teams(ask: ComponentAsk, stack: Stack, solve: (changed: Partial<ComponentAsk>) => Stack): string[] {
  // the parts stay those of now: what a larger team wants besides is said where parts are left out
  const needs = [...stack.picks.map(({ kind }) => kind.id), ...stack.unfilled.map(({ kind }) => kind.id)];
  const first = (sizes: readonly number[], word: string): string[] => {
    for (const team of sizes) {
      const said = sentence(
        team === 1 ? 'With 1 person' : `With ${team} people or ${word}`,
        stack,
        solve({ team, needs }),
      );
      if (said.length > 0) return said;
    }
    return [];
  };
  if (needs.length === 0) return [];
  return [
    ...first(
      TEAMS.filter((team) => team > ask.team),
      'more',
    ),
    ...first(TEAMS.filter((team) => team < ask.team).reverse(), 'fewer'),
  ];
}

function sentence(said: string, stack: Stack, other: Stack): string[] {
  const found = differences(stack, other);
  return found === '' ? [] : [`${said}: ${found}`];
}

/** `SageMaker for Dagster and MLflow (workflow orchestration, experiment tracking)`. */
function differences(stack: Stack, other: Stack): string {
  const groups = new Map<string, { parts: string[]; instead: Set<string> }>();
  for (const { kind, candidate } of other.picks) {
    const before = stack.picks.find((pick) => pick.kind.id === kind.id);
    if (before === undefined || before.candidate.component.id === candidate.component.id) continue;
    const group = groups.get(candidate.component.id) ?? { parts: [], instead: new Set() };
    group.parts.push(kind.name);
    group.instead.add(before.candidate.component.id);
    groups.set(candidate.component.id, group);
  }
  const forms = other.picks.filter(({ kind, candidate }) => {
    const before = stack.picks.find((pick) => pick.kind.id === kind.id)?.candidate;
    return before?.component.id === candidate.component.id && before.form !== candidate.form;
  });
  const products = [...groups].map(
    ([product, { parts, instead }]) =>
      `${product} for ${listed([...instead])} (${parts.length > PARTS_NAMED ? `${parts.length} parts` : parts.join(', ')})`,
  );
  const moved = [...new Set(forms.map(({ candidate }) => `${candidate.component.id} ${candidate.form}`))];
  return [...products, ...moved].join('; ');
}

function productsOf(other: Stack, stack: Stack): string {
  const open = new Set(stack.unfilled.map(({ kind }) => kind.id));
  const found = other.picks.filter(({ kind }) => open.has(kind.id));
  return listed(found.map(({ kind, candidate }) => `${candidate.component.id} (${kind.name})`));
}
