import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignmentDualBound } from '../../../src/engines/selection/assignment-dual-bound.ts';
import type { NumberedProblem } from '../../../src/engines/selection/least-burden-assignment.ts';

/** What the cheapest completion of the first picks costs beside them, the slow way. */
function leastRest(problem: NumberedProblem, first: readonly number[]): number {
  const own = costOf({ ...problem, limits: [] }, first);
  const walk = (picks: readonly number[]): number =>
    picks.length === problem.costs.length
      ? costOf(problem, picks)
      : Math.min(...(problem.costs[picks.length] ?? []).map((_, index) => walk([...picks, index])));
  return walk(first) - own;
}

function usedBy({ uses }: NumberedProblem, picks: readonly number[]): Set<number> {
  return new Set(picks.flatMap((pick, slot) => uses[slot]?.[pick] ?? []));
}

function over(problem: NumberedProblem, picks: readonly number[]): number {
  return problem.limits.reduce((sum, { capacity, perUnitOver }, limit) => {
    const load = [...usedBy(problem, picks)].reduce(
      (all, at) => all + (problem.resources[at]?.loads[limit] ?? 0),
      0,
    );
    return load > capacity ? sum + (load - capacity) * perUnitOver : sum;
  }, 0);
}

function costOf(problem: NumberedProblem, picks: readonly number[]): number {
  const { length } = picks;
  let cost = over(problem, picks);
  for (const at of usedBy(problem, picks)) cost += problem.resources[at]?.cost ?? 0;
  for (let slot = 0; slot < length; slot += 1) {
    const pick = picks[slot] ?? 0;
    cost += problem.costs[slot]?.[pick] ?? 0;
    for (let other = slot + 1; other < length; other += 1)
      cost += problem.pairs[slot]?.[other]?.[pick]?.[picks[other] ?? 0] ?? 0;
  }
  return cost;
}

const problem = fc
  .record({
    slots: fc.array(
      fc.array(fc.record({ cost: fc.nat(4), uses: fc.uniqueArray(fc.nat(3)) }), {
        minLength: 1,
        maxLength: 3,
      }),
      { minLength: 1, maxLength: 5 },
    ),
    resources: fc.tuple(
      ...Array.from({ length: 4 }, () =>
        fc.record({ cost: fc.nat(5), loads: fc.tuple(fc.nat(3)).map(([load]) => [load]) }),
      ),
    ),
    capacity: fc.nat(6),
    perUnitOver: fc.constantFrom(0.5, 2, Number.POSITIVE_INFINITY),
    salt: fc.nat(1000),
    depth: fc.nat(4),
  })
  .map(({ slots, resources, capacity, perUnitOver, salt, depth }) => ({
    depth: Math.min(depth, slots.length - 1),
    given: {
      costs: slots.map((options) => options.map(({ cost }) => cost)),
      uses: slots.map((options) => options.map(({ uses }) => uses)),
      resources,
      limits: [{ capacity, perUnitOver }],
      pairs: slots.map((options, slot) =>
        slots.map((others, other) =>
          other <= slot || (slot + other + salt) % 3 === 0
            ? undefined
            : options.map((_, x) =>
                Float64Array.from(others, (__, y) => (slot * 7 + x * 13 + other * 31 + y * 17 + salt) % 5),
              ),
        ),
      ),
    } satisfies NumberedProblem,
  }));

describe('assignmentDualBound', () => {
  it('is never above what the rest of an assignment costs at least', () => {
    fc.assert(
      fc.property(problem, ({ depth, given }) => {
        const first = Array.from({ length: depth }, () => 0);
        const used = new Int32Array(given.resources.length);
        for (const at of usedBy(given, first)) used[at] = 1;
        const joined = given.costs.map((options, slot) =>
          Float64Array.from(options, (_, index) =>
            first.reduce((sum, pick, other) => sum + (given.pairs[other]?.[slot]?.[pick]?.[index] ?? 0), 0),
          ),
        );
        const loads = [
          [...usedBy(given, first)].reduce((sum, at) => sum + (given.resources[at]?.loads[0] ?? 0), 0),
        ];
        expect(assignmentDualBound(given)(depth, joined, used, loads)).toBeLessThanOrEqual(
          leastRest(given, first) + 1e-9,
        );
      }),
      { numRuns: 500 },
    );
  });

  it('is exact where one resource serves all slots: the whole of its cost is shared out', () => {
    const given: NumberedProblem = {
      costs: [
        [0, 2],
        [0, 2],
        [0, 2],
      ],
      uses: [
        [[0], []],
        [[0], []],
        [[0], []],
      ],
      resources: [{ cost: 3, loads: [] }],
      limits: [],
      pairs: [[], [], []],
    };
    const none = given.costs.map((options) => new Float64Array(options.length));
    expect(assignmentDualBound(given)(0, none, new Int32Array(1), [])).toBe(3);
    expect(assignmentDualBound(given)(0, none, new Int32Array([1]), [])).toBe(0);
  });

  it('counts what a load costs above its limit before anything is chosen', () => {
    const given: NumberedProblem = {
      costs: [[1], [1]],
      uses: [[[0]], [[1]]],
      resources: [
        { cost: 1, loads: [2] },
        { cost: 1, loads: [2] },
      ],
      limits: [{ capacity: 1, perUnitOver: 3 }],
      pairs: [[], []],
    };
    const none = given.costs.map(() => new Float64Array(1));
    expect(assignmentDualBound(given)(0, none, new Int32Array(2), [0])).toBe(4 + 3 * 3);
  });
});
