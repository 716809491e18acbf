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
 * cost so far, for each open slot, its cheapest option with its pairs to what is chosen, half of its cheapest pairs with the other open
 * slots, and of each resource the share that falls to the slot if all that could use it did. Of equal costs the first found wins: options
 * are tried in the order of cost, then as they stand. Costs and loads are not negative. Undefined where a slot has no option or every
 * assignment costs `Infinity`.
 */
export function leastBurdenAssignment(problem: AssignmentProblem): LeastAssignment | undefined {
  const { slots, resources, limits, pairCost } = problem;
  const uses = new Map<string, number>();
  const shares = sharesOfResources(slots, resources);
  const open = cheapestOpenPairs(problem);
  /** Pair costs of each option with what is chosen. */
  const joined = slots.map((options) => options.map(() => 0));
  const picks = slots.map(() => -1);
  let best: LeastAssignment | undefined;

  const leastOf = (slot: number, depth: number): number => {
    let least = Number.POSITIVE_INFINITY;
    for (const [index, option] of (slots[slot] ?? []).entries()) {
      let cost = option.cost + (joined[slot]?.[index] ?? 0) + (open[slot]?.[index]?.[depth] ?? 0);
      for (const name of option.resources) if ((uses.get(name) ?? 0) === 0) cost += shares.get(name) ?? 0;
      if (cost < least) least = cost;
    }
    return least;
  };

  const descend = (depth: number, cost: number, loads: readonly number[]): void => {
    const over = overLimits(loads, limits);
    if (best !== undefined && !cheaper(cost + over, best.cost)) return;
    if (depth === slots.length) {
      if (cost + over < Number.POSITIVE_INFINITY) best = { picks: [...picks], cost: cost + over };
      return;
    }
    let bound = cost + over;
    for (let slot = depth; slot < slots.length; slot += 1) bound += leastOf(slot, depth);
    if (bound === Number.POSITIVE_INFINITY || (best !== undefined && !cheaper(bound, best.cost))) return;
    const options = (slots[depth] ?? []).map((option, index) => ({
      option,
      index,
      added: option.resources.reduce(
        (sum, name) => ((uses.get(name) ?? 0) > 0 ? sum : sum + resourceOf(name, resources).cost),
        option.cost + (joined[depth]?.[index] ?? 0),
      ),
    }));
    for (const { option, index, added } of options.sort((a, b) => a.added - b.added)) {
      if (added === Number.POSITIVE_INFINITY) break;
      const next = [...loads];
      for (const name of option.resources) {
        const used = uses.get(name) ?? 0;
        if (used === 0)
          for (const [limit, load] of resourceOf(name, resources).loads.entries())
            next[limit] = (next[limit] ?? 0) + load;
        uses.set(name, used + 1);
      }
      const before = joined.slice(depth + 1).map((costs) => [...costs]);
      for (let slot = depth + 1; slot < slots.length; slot += 1) {
        const costs = joined[slot] ?? [];
        for (const other of costs.keys())
          costs[other] = (costs[other] ?? 0) + pairCost(depth, index, slot, other);
      }
      picks[depth] = index;
      descend(depth + 1, cost + added, next);
      picks[depth] = -1;
      for (const [at, costs] of before.entries()) joined[depth + 1 + at] = costs;
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

/** Of each resource its cost over the slots that could use it: never more than it costs once, however many do. */
function sharesOfResources(
  slots: AssignmentProblem['slots'],
  resources: AssignmentProblem['resources'],
): Map<string, number> {
  const users = new Map<string, number>();
  for (const options of slots)
    for (const name of new Set(options.flatMap((option) => option.resources)))
      users.set(name, (users.get(name) ?? 0) + 1);
  return new Map(
    [...users].map(([name, count]) => [name, resourceOf(name, resources).cost / count] as const),
  );
}

/** For each option, by depth: half of its cheapest pairs with the slots that are open at that depth. */
function cheapestOpenPairs({ slots, pairCost }: AssignmentProblem): number[][][] {
  const cheapest = (slot: number, option: number, other: number): number => {
    let least = Number.POSITIVE_INFINITY;
    for (const index of (slots[other] ?? []).keys()) {
      const cost = slot < other ? pairCost(slot, option, other, index) : pairCost(other, index, slot, option);
      if (cost < least) least = cost;
    }
    return least / 2;
  };
  return slots.map((options, slot) =>
    options.map((_, option) => {
      const byDepth = slots.map(() => 0);
      let sum = 0;
      for (let depth = slots.length - 1; depth >= 0; depth -= 1) {
        if (depth !== slot) sum += cheapest(slot, option, depth);
        byDepth[depth] = sum;
      }
      return byDepth;
    }),
  );
}

function resourceOf(name: string, resources: ReadonlyMap<string, SharedResource>): SharedResource {
  const found = resources.get(name);
  if (found === undefined) throw new Error(`no resource is called "${name}"`);
  return found;
}
