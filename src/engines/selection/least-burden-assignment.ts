/** One way to fill a slot. */
export type SlotOption = {
  /** Of this option in this slot, whatever else is chosen. */
  readonly cost: number;
  /** What it makes use of, paid once however many slots share it. */
  readonly resources: readonly string[];
};

export type SharedResource = {
  readonly cost: number;
  /** What it takes of each limit, in the order of `limits`. */
  readonly loads: readonly number[];
};

/** A budget over the whole assignment. `perUnitOver` may be `Infinity`: then it is never exceeded. */
export type LoadLimit = { readonly capacity: number; readonly perUnitOver: number };

export type AssignmentProblem = {
  readonly slots: readonly (readonly SlotOption[])[];
  readonly resources: ReadonlyMap<string, SharedResource>;
  readonly limits: readonly LoadLimit[];
  /** Not negative; `Infinity` forbids the pair. Asked with `slot < otherSlot`. */
  readonly pairCost: (slot: number, option: number, otherSlot: number, otherOption: number) => number;
};

export type LeastAssignment = { readonly picks: readonly number[]; readonly cost: number };

/**
 * One option for each slot such that the sum of option costs, pair costs, costs of the resources in use (each once) and of what
 * exceeds the limits is least: a weighted constraint satisfaction problem, solved exactly by depth-first branch and bound
 * (Land & Doig, Econometrica 28, 1960; soft constraints: Larrosa & Schiex, Artificial Intelligence 159, 2004). The bound adds to the
 * cost so far, for each open slot, its cheapest option with its pairs to what is chosen. Of equal costs the assignment whose
 * options come first wins, slot by slot. Costs and loads are not negative. Undefined where a slot has no option or every assignment costs `Infinity`.
 */
export function leastBurdenAssignment(problem: AssignmentProblem): LeastAssignment | undefined {
  const { slots, resources, limits, pairCost } = problem;
  const uses = new Map<string, number>();
  const users = slotsOfResources(slots);
  const picks = slots.map(() => -1);
  let best: LeastAssignment | undefined;

  /** Of the slot's options against the chosen ones; resources that another slot could bring are free in the bound. */
  const marginal = (
    slot: number,
    option: SlotOption,
    index: number,
    depth: number,
    bound: boolean,
  ): number => {
    let cost = option.cost;
    for (const name of option.resources) {
      if ((uses.get(name) ?? 0) > 0) continue;
      if (bound && (users.get(name)?.size ?? 0) > 1) continue;
      cost += resourceOf(name, resources).cost;
    }
    for (let other = 0; other < depth; other += 1) cost += pairCost(other, picks[other] ?? -1, slot, index);
    return cost;
  };

  const descend = (depth: number, cost: number, loads: readonly number[]): void => {
    const over = overLimits(loads, limits);
    if (best !== undefined && !cheaper(cost + over, best.cost)) return;
    if (depth === slots.length) {
      if (cost + over < Number.POSITIVE_INFINITY) best = { picks: [...picks], cost: cost + over };
      return;
    }
    let rest = 0;
    for (let slot = depth; slot < slots.length; slot += 1) {
      let least = Number.POSITIVE_INFINITY;
      for (const [index, option] of (slots[slot] ?? []).entries())
        least = Math.min(least, marginal(slot, option, index, depth, true));
      rest += least;
    }
    if (rest === Number.POSITIVE_INFINITY) return;
    if (best !== undefined && !cheaper(cost + over + rest, best.cost)) return;
    for (const [index, option] of (slots[depth] ?? []).entries()) {
      const added = marginal(depth, option, index, depth, false);
      const next = [...loads];
      for (const name of option.resources) {
        const used = uses.get(name) ?? 0;
        if (used === 0)
          for (const [limit, load] of resourceOf(name, resources).loads.entries())
            next[limit] = (next[limit] ?? 0) + load;
        uses.set(name, used + 1);
      }
      picks[depth] = index;
      descend(depth + 1, cost + added, next);
      picks[depth] = -1;
      for (const name of option.resources) uses.set(name, (uses.get(name) ?? 1) - 1);
    }
  };
  descend(
    0,
    0,
    limits.map(() => 0),
  );
  return best;
}

/** Sums of decimals differ in the last bits: what is not clearly cheaper is no improvement. */
const EQUAL_WITHIN = 1e-9;

function cheaper(cost: number, than: number): boolean {
  return cost < than - EQUAL_WITHIN;
}

function overLimits(loads: readonly number[], limits: readonly LoadLimit[]): number {
  return limits.reduce((sum, { capacity, perUnitOver }, index) => {
    const over = (loads[index] ?? 0) - capacity;
    return over > EQUAL_WITHIN ? sum + over * perUnitOver : sum;
  }, 0);
}

function slotsOfResources(slots: AssignmentProblem['slots']): Map<string, Set<number>> {
  const users = new Map<string, Set<number>>();
  for (const [slot, options] of slots.entries())
    for (const { resources } of options)
      for (const name of resources) users.set(name, (users.get(name) ?? new Set()).add(slot));
  return users;
}

function resourceOf(name: string, resources: ReadonlyMap<string, SharedResource>): SharedResource {
  const found = resources.get(name);
  if (found === undefined) throw new Error(`no resource is called "${name}"`);
  return found;
}
