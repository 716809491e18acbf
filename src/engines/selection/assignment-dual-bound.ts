import type { NumberedProblem } from './least-burden-assignment.ts';

/** Rounds of the ascent for the whole problem, and again each time that a slot is closed: what later rounds add is little. */
const ROUNDS_FIRST = 2;
const ROUNDS_NEXT = 1;
/** Stands for `Infinity` in the bound alone: a lower cost never makes a bound untrue. */
const FORBIDDEN = 1e5;

/** What the slots from `depth` on cost at least, beside what is chosen: by pair costs with it, resources in use and loads so far. */
export type AssignmentBound = (
  depth: number,
  joined: readonly Float64Array[],
  used: Int32Array,
  loads: readonly number[],
) => number;

/** A dual solution of the slots from one depth on. */
type Dual = {
  /** By slot and option: its own cost and what it bears of its pairs with open slots. */
  readonly borne: readonly Float64Array[];
  /** By slot and resource: what the slot bears of it. */
  readonly shares: readonly Float64Array[];
};

/**
 * Lower bounds on the open part of an assignment. The cost of a pair is divided over its two options, that of a resource over the slots
 * that can use it, and what exceeds a limit is at least `price * (load - capacity)` for each price up to that of the excess; then every
 * slot takes its cheapest option by itself. The divisions are improved by coordinate ascent (of pairs: min-sum diffusion, Werner, IEEE
 * Trans. PAMI 29, 2007; of resources: as in the dual ascent for the location of plants, Erlenkotter, Operations Research 26, 1978).
 */
export function assignmentDualBound(problem: NumberedProblem): AssignmentBound {
  const { costs, uses, limits } = problem;
  // a limit that nothing can exceed has no price
  const finite = limits.map(({ capacity, perUnitOver }, limit) =>
    Number.isFinite(perUnitOver) && heaviest(problem, limit) > capacity ? perUnitOver : 0,
  );
  const priced = [finite.map(() => 0), ...(finite.some((price) => price > 0) ? [finite] : [])].map(
    (prices) => ({ prices, duals: dualsByDepth(problem, prices) }),
  );
  return (depth, joined, used, loads) => {
    let most = Number.NEGATIVE_INFINITY;
    for (const { prices, duals } of priced) {
      const dual = duals[depth];
      let sum = 0;
      for (const [limit, price] of prices.entries())
        if (price > 0) sum += price * ((loads[limit] ?? 0) - (limits[limit]?.capacity ?? 0));
      for (let slot = depth; slot < costs.length; slot += 1) {
        const [own, near, share] = [dual?.borne[slot], joined[slot], dual?.shares[slot]];
        let least = Number.POSITIVE_INFINITY;
        const lists = uses[slot] ?? [];
        for (let index = 0; index < lists.length; index += 1) {
          let cost = (own?.[index] ?? 0) + (near?.[index] ?? 0);
          for (const at of lists[index] ?? []) if (used[at] === 0) cost += share?.[at] ?? 0;
          if (cost < least) least = cost;
        }
        sum += least;
      }
      if (sum > most) most = sum;
    }
    return most;
  };
}

/** The load of a limit if every slot took its heaviest option and shared nothing. */
function heaviest({ uses, resources }: NumberedProblem, limit: number): number {
  const load = (list: readonly number[]): number =>
    list.reduce((sum, at) => sum + (resources[at]?.loads[limit] ?? 0), 0);
  return uses.reduce((sum, options) => sum + Math.max(0, ...options.map(load)), 0);
}

/** A pair of open slots: what is left of its costs, and what each option bears of them. */
type Edge = {
  readonly slot: number;
  readonly other: number;
  readonly left: readonly Float64Array[];
  readonly toOther: Float64Array;
};

/** The duals from the first depth on, each from the one before. */
function dualsByDepth({ costs, uses, resources, pairs }: NumberedProblem, prices: readonly number[]): Dual[] {
  const borne = costs.map((options) => Float64Array.from(options).map((cost) => Math.min(cost, FORBIDDEN)));
  const shares = costs.map(() => new Float64Array(resources.length));
  const priced = resources.map(({ cost, loads }) =>
    loads.reduce((sum, load, limit) => sum + load * (prices[limit] ?? 0), Math.min(cost, FORBIDDEN)),
  );
  let edges = costs.flatMap((_, slot) =>
    costs.flatMap((others, other): Edge[] => {
      const rows = pairs[slot]?.[other];
      if (rows === undefined) return [];
      const left = rows.map((row) => row.map((cost) => Math.min(cost, FORBIDDEN)));
      return [{ slot, other, left, toOther: new Float64Array(others.length) }];
    }),
  );
  let users: readonly (readonly number[])[] = resources.map((_, at) =>
    [...costs.keys()].filter((slot) => uses[slot]?.some((list) => list.includes(at))),
  );
  /** Of each option of a slot, with its shares of resources, without that of one. */
  const totals = (slot: number, without: number): Float64Array => {
    const sums = Float64Array.from(borne[slot] ?? []);
    const [lists, share] = [uses[slot] ?? [], shares[slot]];
    for (let index = 0; index < sums.length; index += 1)
      for (const at of lists[index] ?? []) if (at !== without) add(sums, index, share?.[at] ?? 0);
    return sums;
  };
  return costs.map((_, depth) => {
    for (const [at, [only, ...more]] of users.entries())
      if (only !== undefined && more.length === 0) set(shares[only], at, priced[at] ?? 0);
    for (let round = depth === 0 ? ROUNDS_FIRST : ROUNDS_NEXT; round > 0; round -= 1) {
      for (const [at, slots] of users.entries())
        if (slots.length > 1) {
          const cost = priced[at] ?? 0;
          const worth = slots.map((slot) => worthOf(slot, at));
          const sum = worth.reduce((all, part) => all + part, 0);
          // as it is worth to each; what nobody would pay evenly
          for (const [index, slot] of slots.entries()) {
            const part = worth[index] ?? 0;
            set(shares[slot], at, sum > cost ? (cost * part) / sum : part + (cost - sum) / slots.length);
          }
        }
      for (const edge of edges) diffuse(edge, borne, totals(edge.slot, -1), totals(edge.other, -1));
    }
    const dual = { borne: borne.map((row) => row.slice()), shares: shares.map((row) => row.slice()) };
    // the slot of this depth closes: its pairs are known from here on, its shares fall to the others
    for (const { slot, other, toOther } of edges)
      if (slot === depth)
        toOther.forEach((cost, index) => {
          add(borne[other], index, -cost);
        });
    edges = edges.filter(({ slot }) => slot !== depth);
    users = users.map((slots) => slots.filter((slot) => slot !== depth));
    return dual;
  });

  /** What a slot would pay for a resource rather than do without. */
  function worthOf(slot: number, at: number): number {
    let using = Number.POSITIVE_INFINITY;
    let besides = Number.POSITIVE_INFINITY;
    const sums = totals(slot, at);
    for (let index = 0; index < sums.length; index += 1) {
      const cost = sums[index] ?? 0;
      if (uses[slot]?.[index]?.includes(at)) using = Math.min(using, cost);
      else besides = Math.min(besides, cost);
    }
    return Math.min(Math.max(0, besides - using), FORBIDDEN);
  }
}

/** Moves the costs of a pair to its options: half of what the first can spare to the second, the rest back. */
function diffuse(
  { slot, other, left, toOther }: Edge,
  borne: readonly Float64Array[],
  one: Float64Array,
  two: Float64Array,
): void {
  const [mine, theirs] = [borne[slot], borne[other]];
  for (let x = 0; x < left.length; x += 1) {
    const row = left[x] ?? NONE;
    let least = Number.POSITIVE_INFINITY;
    for (let y = 0; y < row.length; y += 1) least = Math.min(least, (row[y] ?? 0) + (two[y] ?? 0));
    const moved = (least - (one[x] ?? 0)) / 2;
    add(mine, x, moved);
    for (let y = 0; y < row.length; y += 1) add(row, y, -moved);
  }
  for (let y = 0; y < toOther.length; y += 1) {
    let least = Number.POSITIVE_INFINITY;
    for (const row of left) least = Math.min(least, row[y] ?? 0);
    add(theirs, y, least);
    add(toOther, y, least);
    for (const row of left) add(row, y, -least);
  }
  for (let x = 0; x < left.length; x += 1) {
    const row = left[x] ?? NONE;
    let least = Number.POSITIVE_INFINITY;
    for (let y = 0; y < row.length; y += 1) least = Math.min(least, row[y] ?? 0);
    add(mine, x, least);
    for (let y = 0; y < row.length; y += 1) add(row, y, -least);
  }
}

const NONE = new Float64Array(0);

function set(array: Float64Array | undefined, at: number, value: number): void {
  if (array !== undefined) array[at] = value;
}

function add(array: Float64Array | undefined, at: number, value: number): void {
  if (array !== undefined) array[at] = (array[at] ?? 0) + value;
}
