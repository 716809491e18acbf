import { assignmentDualBound } from './assignment-dual-bound.ts';

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

/** The problem by numbers: pair costs as they are, resources by place, a cell for each limit. */
export type NumberedProblem = {
  /** By slot and option. */
  readonly costs: readonly (readonly number[])[];
  /** By slot and option, places in `resources`. */
  readonly uses: readonly (readonly (readonly number[])[])[];
  readonly resources: readonly SharedResource[];
  readonly limits: readonly LoadLimit[];
  /** By slot, later slot, option: a row of costs by the later slot's option; undefined where all of them are 0. */
  readonly pairs: readonly (readonly (readonly Float64Array[] | undefined)[])[];
};

/**
 * One option for each slot such that the sum of option costs, pair costs, costs of the resources in use (each once) and of what
 * exceeds the limits is least: a weighted constraint satisfaction problem, solved exactly by depth-first branch and bound
 * (Land & Doig, Econometrica 28, 1960; soft constraints: Larrosa & Schiex, Artificial Intelligence 159, 2004). What is still open is
 * bounded by a dual solution for each depth (`assignmentDualBound`), and by the best assignment that descents find beforehand. Of equal costs the
 * first found wins: options are tried in the order of cost, then as they stand. Costs and loads are not negative. Undefined where a
 * slot has no option or every assignment costs `Infinity`.
 */
export function leastBurdenAssignment(problem: AssignmentProblem): LeastAssignment | undefined {
  const numbered = numberedProblem(problem);
  const { costs, uses, resources, limits, pairs } = numbered;
  if (costs.some((options) => options.length === 0)) return undefined;
  const bounds = assignmentDualBound(numbered);
  const within = reachedByDescent(numbered);
  const used = new Int32Array(resources.length);
  /** Pair costs of each option with what is chosen, by depth. */
  const joined = costs.map(() => costs.map((options) => new Float64Array(options.length)));
  const picks = costs.map(() => -1);
  let best: LeastAssignment | undefined;
  const useless = (cost: number): boolean =>
    cost === Number.POSITIVE_INFINITY ||
    (best === undefined ? cost > within + EQUAL_WITHIN : !cheaper(cost, best.cost));

  const descend = (depth: number, cost: number, loads: readonly number[]): void => {
    const over = overLimits(loads, limits);
    if (useless(cost + over)) return;
    if (depth === costs.length) {
      best = { picks: [...picks], cost: cost + over };
      return;
    }
    const here = joined[depth] ?? [];
    if (useless(cost + bounds(depth, here, used, loads))) return;
    const options = (costs[depth] ?? []).map((own, index) => {
      let added = own + (here[depth]?.[index] ?? 0);
      for (const at of uses[depth]?.[index] ?? []) if (used[at] === 0) added += resources[at]?.cost ?? 0;
      return { index, added };
    });
    for (const { index, added } of options.sort((a, b) => a.added - b.added)) {
      if (added === Number.POSITIVE_INFINITY) break;
      const next = [...loads];
      for (const at of uses[depth]?.[index] ?? []) {
        if (used[at] === 0)
          for (const [limit, load] of (resources[at]?.loads ?? []).entries())
            next[limit] = (next[limit] ?? 0) + load;
        used[at] = (used[at] ?? 0) + 1;
      }
      picks[depth] = index;
      if (depth + 1 < costs.length) join(depth, index);
      descend(depth + 1, cost + added, next);
      picks[depth] = -1;
      for (const at of uses[depth]?.[index] ?? []) used[at] = (used[at] ?? 1) - 1;
    }
  };
  const join = (depth: number, index: number): void => {
    for (let slot = depth + 1; slot < costs.length; slot += 1) {
      const before = joined[depth]?.[slot];
      const after = joined[depth + 1]?.[slot];
      if (before === undefined || after === undefined) continue;
      after.set(before);
      const row = pairs[depth]?.[slot]?.[index];
      if (row !== undefined)
        for (const [other, more] of row.entries()) after[other] = (after[other] ?? 0) + more;
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

function overLimits(loads: ArrayLike<number>, limits: readonly LoadLimit[]): number {
  let sum = 0;
  for (const [index, { capacity, perUnitOver }] of limits.entries()) {
    const over = (loads[index] ?? 0) - capacity;
    if (over > EQUAL_WITHIN) sum += over * perUnitOver;
  }
  return sum;
}

function numberedProblem({ slots, resources, limits, pairCost }: AssignmentProblem): NumberedProblem {
  const names = [...new Set(slots.flat().flatMap((option) => option.resources))];
  const places = new Map(names.map((name, at) => [name, at]));
  return {
    costs: slots.map((options) => options.map(({ cost }) => cost)),
    uses: slots.map((options) =>
      options.map((option) => [...new Set(option.resources)].flatMap((name) => places.get(name) ?? [])),
    ),
    resources: names.map((name) => {
      const found = resources.get(name);
      if (found === undefined) throw new Error(`no resource is called "${name}"`);
      return found;
    }),
    limits,
    pairs: slots.map((options, slot) =>
      slots.map((others, other) => {
        if (other <= slot) return undefined;
        const rows = options.map((_, index) =>
          Float64Array.from(others, (__, at) => pairCost(slot, index, other, at)),
        );
        return rows.some((row) => row.some((cost) => cost !== 0)) ? rows : undefined;
      }),
    ),
  };
}

/**
 * The cost of the best assignment that descents reach by changing one slot at a time: from all options of least own cost, and, for each
 * resource that several slots can use, from all of them using it. `Infinity` where they reach none: it bounds the search from above.
 */
function reachedByDescent(problem: NumberedProblem): number {
  const { costs, uses, resources, pairs } = problem;
  const alone = costs.map((options, slot) => {
    const full = options.map((own, index) =>
      (uses[slot]?.[index] ?? []).reduce((sum, at) => sum + (resources[at]?.cost ?? 0), own),
    );
    return full.indexOf(Math.min(...full));
  });
  const shared = resources.flatMap((_, at) => {
    const users = uses.map((options) => options.findIndex((list) => list.includes(at)));
    return users.filter((user) => user >= 0).length < 2
      ? []
      : [alone.map((pick, slot) => ((users[slot] ?? -1) < 0 ? pick : (users[slot] ?? pick)))];
  });
  const slots = [...costs.keys()];
  const near = slots.map((slot) =>
    slots.filter((other) => pairs[Math.min(slot, other)]?.[Math.max(slot, other)] !== undefined),
  );
  return Math.min(...[alone, ...shared].map((start) => descent(start, problem, near)));
}

function descent(
  start: readonly number[],
  { costs, uses, resources, limits, pairs }: NumberedProblem,
  near: readonly (readonly number[])[],
): number {
  const picks = [...start];
  const used = new Int32Array(resources.length);
  const loads = new Float64Array(limits.length);
  /** Takes or leaves the resources of an option; what that costs. */
  const turn = (slot: number, index: number, by: 1 | -1): number => {
    let cost = 0;
    for (const at of uses[slot]?.[index] ?? []) {
      const count = used[at] ?? 0;
      used[at] = count + by;
      if (count !== (by === 1 ? 0 : 1)) continue;
      const { cost: own, loads: taken } = resources[at] ?? { cost: 0, loads: [] };
      cost += by * own;
      for (const [limit, load] of taken.entries()) loads[limit] = (loads[limit] ?? 0) + by * load;
    }
    return cost;
  };
  const besides = (slot: number, index: number): number => {
    let cost = costs[slot]?.[index] ?? 0;
    for (const other of near[slot] ?? []) {
      const pick = picks[other] ?? 0;
      cost +=
        (other < slot ? pairs[other]?.[slot]?.[pick]?.[index] : pairs[slot]?.[other]?.[index]?.[pick]) ?? 0;
    }
    return cost;
  };
  let own = 0;
  for (const [slot, pick] of picks.entries()) {
    own += turn(slot, pick, 1) + (costs[slot]?.[pick] ?? 0);
    for (let other = slot + 1; other < picks.length; other += 1)
      own += pairs[slot]?.[other]?.[pick]?.[picks[other] ?? 0] ?? 0;
  }
  let least = own + overLimits(loads, limits);
  for (let changed = true; changed; ) {
    changed = false;
    for (const [slot, options] of costs.entries())
      for (const index of options.keys()) {
        const before = picks[slot] ?? 0;
        if (index === before) continue;
        const left = own - besides(slot, before) + turn(slot, before, -1);
        const cost = left + besides(slot, index) + turn(slot, index, 1);
        const all = cost + overLimits(loads, limits);
        if (cheaper(all, least)) {
          picks[slot] = index;
          [own, least, changed] = [cost, all, true];
        } else {
          turn(slot, index, -1);
          turn(slot, before, 1);
        }
      }
  }
  return least;
}
