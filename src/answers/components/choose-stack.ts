import type { Catalog } from '../../contract/catalog.ts';
import {
  type AssignmentProblem,
  leastBurdenAssignment,
  type SharedResource,
  type SlotOption,
} from '../../engines/selection/least-burden-assignment.ts';
import type { ComponentAsk } from './component-ask.ts';
import {
  type Candidate,
  candidatesByKind,
  candidatesOf,
  exitOf,
  type RuledOutComponent,
} from './component-candidates.ts';
import { type ComponentFacts, type Join, type KindRow, kindsOf } from './component-facts.ts';
import { vectorComponents } from './vector-components.ts';
import { type WantedParts, wantedParts } from './wanted-parts.ts';

export type StackPick = { readonly kind: KindRow; readonly reason: string; readonly candidate: Candidate };
export type StackJoin = {
  readonly from: StackPick;
  readonly to: StackPick;
  readonly how: Join;
  readonly note?: string;
  readonly source?: string;
};
export type Stack = {
  readonly picks: readonly StackPick[];
  /** Wanted parts for which no candidate is left. */
  readonly unfilled: readonly { readonly kind: KindRow; readonly by: readonly string[] }[];
  /** What the picks need to run on and the caller does not run yet. */
  readonly foundations: readonly Candidate[];
  readonly joins: readonly StackJoin[];
  /** Points of burden of the whole stack. */
  readonly points: number;
  /** Points of it that have to be kept running, and what the team keeps running. */
  readonly upkeep: number;
  readonly capacity: number;
};
export type StackChoice = {
  readonly stack: Stack;
  readonly parts: WantedParts;
  readonly ruledOut: readonly RuledOutComponent[];
  /** The stack without a product in one part: the runner-up there and how much dearer it is; undefined where none is left. */
  without(kind: string, component: string): { readonly pick: StackPick; readonly extra: number } | undefined;
};

type Option = SlotOption & { readonly candidate: Candidate };
type Slot = { readonly kind: KindRow; readonly reason: string; readonly options: readonly Option[] };

/** The stack of least burden for an ask: one product for each part that the scale wants, weighed together. */
export function chooseStack(
  ask: ComponentAsk,
  facts: ComponentFacts,
  catalog: Catalog,
  today: string,
): StackChoice {
  const parts = wantedParts(ask, facts);
  const capacity = ask.team * facts.points('capacity:person');
  const ranks = new Map<string, number>();
  const resources = new Map<string, SharedResource & { readonly candidate: Candidate }>();
  const { byKind, ruledOut } = candidatesByKind(
    parts.wanted.map(({ kind }) => kind.id),
    ask,
    facts,
    today,
  );
  const slots: Slot[] = parts.wanted.map(({ kind, reason }) => ({
    kind,
    reason,
    options: (kind.id === 'vector-database' ? ofVectors() : (byKind.get(kind.id) ?? [])).flatMap(
      (candidate) => optionOf(candidate, kind),
    ),
  }));
  const filled = slots
    .filter(({ options }) => options.length > 0)
    .map((slot) => ({ ...slot, options: withoutDearerForms(slot.options) }));
  // those that must work with most others first: their joins cut the search early
  const links = ({ kind }: Slot): number => filled.filter((other) => talk(kind, other.kind)).length;
  const ordered = [...filled].sort((a, b) => links(b) - links(a) || a.options.length - b.options.length);
  const solve = (open: readonly Slot[]) => leastBurdenAssignment(problemOf(open));
  const found = solve(ordered);
  return {
    stack: stackOf(ordered, found?.picks ?? [], found?.cost ?? 0),
    parts,
    ruledOut,
    without(kind, component) {
      const rest = ordered.map((slot) =>
        slot.kind.id === kind
          ? { ...slot, options: slot.options.filter(({ candidate }) => candidate.component.id !== component) }
          : slot,
      );
      const other = solve(rest);
      if (other === undefined || found === undefined) return undefined;
      const pick = picksOf(rest, other.picks).find((entry) => entry.kind.id === kind);
      return pick === undefined ? undefined : { pick, extra: other.cost - found.cost };
    },
  };

  function ofVectors(): readonly Candidate[] {
    const chosen = vectorComponents(ask, facts, catalog, today);
    ruledOut.push(
      ...chosen.ruledOut.filter(({ component }) => !ruledOut.some((row) => row.component === component)),
    );
    return chosen.ranked.flatMap(({ component, rank }) => {
      const forms = candidatesOf(component, ask, facts, today);
      if (!Array.isArray(forms)) return [];
      ranks.set(component.id, rank * facts.points('vector-rank'));
      return forms;
    });
  }

  function optionOf(candidate: Candidate, kind: KindRow): Option[] {
    const needed = foundationsOf(candidate, ask, facts, today);
    if (needed === undefined) return [];
    const names = [candidate, ...needed].map((entry) => {
      const name = `${entry.component.id}@${entry.form}`;
      if (!resources.has(name))
        resources.set(name, {
          candidate: entry,
          cost: [...entry.burden.values()].reduce((sum, points) => sum + points, 0),
          loads: [entry.upkeep, entry.usdPerMonth ?? 0],
        });
      return name;
    });
    const replaced = ask.existing.flatMap((id) => {
      const row = facts.components.get(id);
      if (row === undefined || row.kind !== kind.id || row.id === candidate.component.id) return [];
      if (row.status === 'active') return [facts.points(`replace:${exitOf(row, facts)}`)];
      // what cannot stay has a way out that is known: any other is found by oneself
      const way = facts.exits.get(id)?.to ?? row.successor;
      return way === undefined || way === candidate.component.id ? [] : [facts.points('replace:unpaved')];
    });
    const side = candidate.component.kind === kind.id ? 0 : facts.points('side-part');
    const behind = kind.id === 'vector-database' ? (ranks.get(candidate.component.id) ?? 0) : 0;
    const outside = ask.existing.reduce((sum, id) => {
      const row = facts.components.get(id);
      if (row === undefined || row.id === candidate.component.id) return sum;
      if (parts.wanted.some((part) => kindsOf(row).includes(part.kind.id))) return sum;
      const talks = facts.kinds.get(row.kind)?.talksTo?.includes(kind.id) || kind.talksTo?.includes(row.kind);
      return talks
        ? sum + facts.points(`join:${facts.joinRow(row.id, candidate.component.id)?.how ?? 'unknown'}`)
        : sum;
    }, 0);
    return [{ candidate, cost: Math.max(0, ...replaced) + side + behind + outside, resources: names }];
  }

  /** Where the team could run whatever is chosen, of two forms of one product the dearer is never taken: both join alike. */
  function withoutDearerForms(options: readonly Option[]): readonly Option[] {
    const heaviest = slots.reduce(
      (sum, slot) => sum + Math.max(0, ...slot.options.map((option) => loadOf(option))),
      0,
    );
    if (heaviest > capacity) return options;
    return options.filter(
      (option) =>
        !options.some(
          (other) =>
            other.candidate.component.id === option.candidate.component.id && costOf(other) < costOf(option),
        ),
    );
  }

  function costOf({ cost, resources: names }: Option): number {
    return names.reduce((sum, name) => sum + (resources.get(name)?.cost ?? 0), cost);
  }

  function loadOf({ resources: names }: Option): number {
    return names.reduce((sum, name) => sum + (resources.get(name)?.loads[0] ?? 0), 0);
  }

  function problemOf(open: readonly Slot[]): AssignmentProblem {
    return {
      slots: open.map(({ options }) => options),
      resources,
      limits: [
        { capacity, perUnitOver: facts.points('overload') },
        ...(ask.budgetUsdPerMonth === undefined
          ? []
          : [{ capacity: ask.budgetUsdPerMonth, perUnitOver: Number.POSITIVE_INFINITY }]),
      ],
      pairCost: (slot, option, otherSlot, otherOption) => {
        const [one, other] = [open[slot], open[otherSlot]];
        const [a, b] = [one?.options[option]?.candidate, other?.options[otherOption]?.candidate];
        if (one === undefined || other === undefined || a === undefined || b === undefined) return 0;
        if (!talk(one.kind, other.kind)) return 0;
        const how = joinOf(a, b, facts);
        return how === 'same' ? 0 : facts.points(`join:${how}`);
      },
    };
  }

  function picksOf(open: readonly Slot[], picks: readonly number[]): StackPick[] {
    return open
      .flatMap(({ kind, reason, options }, index) => {
        const candidate = options[picks[index] ?? -1]?.candidate;
        return candidate === undefined ? [] : [{ kind, reason, candidate }];
      })
      .sort((a, b) => order(a.kind) - order(b.kind));
  }

  function order(kind: KindRow): number {
    return parts.wanted.findIndex((part) => part.kind.id === kind.id);
  }

  function stackOf(open: readonly Slot[], chosen: readonly number[], points: number): Stack {
    const picks = picksOf(open, chosen);
    const products = new Set(picks.map(({ candidate }) => candidate.component.id));
    const used = new Set(open.flatMap(({ options }, index) => options[chosen[index] ?? -1]?.resources ?? []));
    const running = [...used].flatMap((name) => resources.get(name)?.candidate ?? []);
    return {
      picks,
      unfilled: slots
        .filter(({ options }) => options.length === 0)
        .map(({ kind }) => ({ kind, by: hinderers(kind.id) })),
      foundations: running.filter(({ component, runs }) => !products.has(component.id) && !runs),
      joins: joinsOf(picks, facts),
      points,
      upkeep: running.reduce((sum, { upkeep }) => sum + upkeep, 0),
      capacity,
    };
  }

  /** The limits that rule out what is otherwise fit for the part. */
  function hinderers(kind: string): string[] {
    const fits = ruledOut.filter(({ component, by }) => {
      const row = facts.components.get(component);
      return row !== undefined && kindsOf(row).includes(kind) && by !== 'status';
    });
    return [...new Set(fits.map(({ by }) => by))];
  }
}

/** Whether products of two kinds must work together. */
export function talk(one: KindRow, other: KindRow): boolean {
  return (one.talksTo?.includes(other.id) ?? false) || (other.talksTo?.includes(one.id) ?? false);
}

export function joinOf(one: Candidate, other: Candidate, facts: ComponentFacts): Join {
  const [a, b] = [one.component.id, other.component.id];
  return a === b ? 'same' : (facts.joinRow(a, b)?.how ?? 'unknown');
}

function joinsOf(picks: readonly StackPick[], facts: ComponentFacts): StackJoin[] {
  const joins = new Map<string, StackJoin>();
  for (const [index, from] of picks.entries())
    for (const to of picks.slice(index + 1)) {
      const [a, b] = [from.candidate.component.id, to.candidate.component.id];
      const key = a < b ? `${a} ${b}` : `${b} ${a}`;
      if (a === b || joins.has(key) || !talk(from.kind, to.kind)) continue;
      const row = facts.joinRow(a, b);
      joins.set(key, {
        from,
        to,
        how: row?.how ?? 'unknown',
        ...(row?.note === undefined ? {} : { note: row.note }),
        ...(row === undefined ? {} : { source: row.source }),
      });
    }
  return [...joins.values()];
}

/** What a candidate needs to run on, each in its lightest form; undefined where the ask rules one of them out. */
function foundationsOf(
  candidate: Candidate,
  ask: ComponentAsk,
  facts: ComponentFacts,
  today: string,
): Candidate[] | undefined {
  if (candidate.form === 'managed' || candidate.runs) return [];
  const found = new Map<string, Candidate>();
  const open = [...(candidate.component.needs ?? [])];
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    if (found.has(id)) continue;
    const row = facts.components.get(id);
    if (row === undefined) throw new Error(`no component is called "${id}"`);
    const forms = candidatesOf(row, ask, facts, today);
    if (!Array.isArray(forms)) return undefined;
    const lightest = [...forms].sort((a, b) => total(a) - total(b))[0];
    if (lightest === undefined) return undefined;
    found.set(id, lightest);
    if (lightest.form !== 'managed') open.push(...(row.needs ?? []));
  }
  return [...found.values()];
}

function total({ burden }: Candidate): number {
  return [...burden.values()].reduce((sum, points) => sum + points, 0);
}
