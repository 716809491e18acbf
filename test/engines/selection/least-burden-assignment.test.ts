import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AssignmentProblem,
  leastBurdenAssignment,
  type SharedResource,
  type SlotOption,
} from '../../../src/engines/selection/least-burden-assignment.ts';

const FREE: ReadonlyMap<string, SharedResource> = new Map();
const plain = (count: number): SlotOption[] =>
  Array.from({ length: count }, () => ({ cost: 0, resources: [] }));

/** Every assignment, the slow way. */
function byEnumeration({ slots, resources, limits, pairCost }: AssignmentProblem): number {
  const walk = (picks: number[]): number => {
    if (picks.length < slots.length)
      return Math.min(
        Number.POSITIVE_INFINITY,
        ...(slots[picks.length] ?? []).map((_, index) => walk([...picks, index])),
      );
    const used = new Set(picks.flatMap((pick, slot) => slots[slot]?.[pick]?.resources ?? []));
    let cost = 0;
    picks.forEach((pick, slot) => {
      cost += slots[slot]?.[pick]?.cost ?? 0;
      for (let other = 0; other < slot; other += 1) cost += pairCost(other, picks[other] ?? 0, slot, pick);
    });
    for (const name of used) cost += resources.get(name)?.cost ?? 0;
    limits.forEach(({ capacity, perUnitOver }, limit) => {
      const load = [...used].reduce((sum, name) => sum + (resources.get(name)?.loads[limit] ?? 0), 0);
      if (load > capacity) cost += (load - capacity) * perUnitOver;
    });
    return cost;
  };
  return walk([]);
}

/** Flows between five departments and distances between five places on a grid, Nugent, Vollmann & Ruml (1968), QAPLIB nug5. */
const DISTANCE = [
  [0, 1, 1, 2, 3],
  [1, 0, 2, 1, 2],
  [1, 2, 0, 1, 2],
  [2, 1, 1, 0, 1],
  [3, 2, 2, 1, 0],
];
const FLOW = [
  [0, 5, 2, 4, 1],
  [5, 0, 3, 0, 2],
  [2, 3, 0, 0, 0],
  [4, 0, 0, 0, 5],
  [1, 2, 0, 5, 0],
];

/** The Petersen graph: outer ring, spokes, inner star. */
const PETERSEN = Array.from({ length: 5 }, (_, at) => [
  [at, (at + 1) % 5],
  [at, at + 5],
  [at + 5, ((at + 2) % 5) + 5],
]).flat();

function colouring(colours: number): AssignmentProblem {
  const joined = new Set(PETERSEN.map(([a = 0, b = 0]) => `${Math.min(a, b)} ${Math.max(a, b)}`));
  return {
    slots: Array.from({ length: 10 }, () => plain(colours)),
    resources: FREE,
    limits: [],
    pairCost: (a, x, b, y) => (joined.has(`${a} ${b}`) && x === y ? 1 : 0),
  };
}

describe('leastBurdenAssignment', () => {
  it('places the five departments of Nugent, Vollmann & Ruml at their published optimum of 25 (50 counted both ways)', () => {
    const found = leastBurdenAssignment({
      slots: Array.from({ length: 5 }, () => plain(5)),
      resources: FREE,
      limits: [],
      pairCost: (a, x, b, y) =>
        x === y ? Number.POSITIVE_INFINITY : (FLOW[a]?.[b] ?? 0) * (DISTANCE[x]?.[y] ?? 0),
    });
    expect(found?.cost).toBe(25);
    expect(new Set(found?.picks).size).toBe(5);
  });

  it('colours the Petersen graph with three colours, its chromatic number, and not with two', () => {
    expect(leastBurdenAssignment(colouring(3))?.cost).toBe(0);
    expect(leastBurdenAssignment(colouring(2))?.cost).toBeGreaterThan(0);
  });

  it('pays for a resource once, however many slots share it', () => {
    const found = leastBurdenAssignment({
      slots: [
        [
          { cost: 0, resources: ['suite'] },
          { cost: 0, resources: ['a'] },
        ],
        [
          { cost: 0, resources: ['suite'] },
          { cost: 0, resources: ['b'] },
        ],
      ],
      resources: new Map([
        ['suite', { cost: 3, loads: [] }],
        ['a', { cost: 2, loads: [] }],
        ['b', { cost: 2, loads: [] }],
      ]),
      limits: [],
      pairCost: () => 0,
    });
    expect(found).toEqual({ picks: [0, 0], cost: 3 });
  });

  it('never exceeds a limit whose excess costs infinity, and says so by finding nothing', () => {
    const limited = (capacity: number): AssignmentProblem => ({
      slots: [
        [
          { cost: 0, resources: ['dear'] },
          { cost: 9, resources: [] },
        ],
      ],
      resources: new Map([['dear', { cost: 0, loads: [100] }]]),
      limits: [{ capacity, perUnitOver: Number.POSITIVE_INFINITY }],
      pairCost: () => 0,
    });
    expect(leastBurdenAssignment(limited(100))).toEqual({ picks: [0], cost: 0 });
    expect(leastBurdenAssignment(limited(99))).toEqual({ picks: [1], cost: 9 });
    expect(
      leastBurdenAssignment({ ...limited(99), slots: [[{ cost: 0, resources: ['dear'] }]] }),
    ).toBeUndefined();
  });

  it('takes the first of equals, finds nothing for a slot without options, and the empty assignment for no slot', () => {
    const none = { resources: FREE, limits: [], pairCost: () => 0 };
    expect(leastBurdenAssignment({ ...none, slots: [plain(3), plain(3)] })?.picks).toEqual([0, 0]);
    expect(leastBurdenAssignment({ ...none, slots: [plain(2), []] })).toBeUndefined();
    expect(leastBurdenAssignment({ ...none, slots: [] })).toEqual({ picks: [], cost: 0 });
  });

  it('agrees with enumeration', () => {
    const problem = fc
      .record({
        slots: fc.array(
          fc.array(
            fc.record({ cost: fc.nat(4), resources: fc.uniqueArray(fc.constantFrom('p', 'q', 'r', 's')) }),
            { minLength: 1, maxLength: 3 },
          ),
          { maxLength: 5 },
        ),
        costs: fc.tuple(fc.nat(5), fc.nat(5), fc.nat(5), fc.nat(5)),
        loads: fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3), fc.nat(3)),
        capacity: fc.nat(6),
        perUnitOver: fc.constantFrom(0.5, 2, Number.POSITIVE_INFINITY),
        salt: fc.nat(1000),
      })
      .map(
        ({ slots, costs, loads, capacity, perUnitOver, salt }): AssignmentProblem => ({
          slots,
          resources: new Map(
            ['p', 'q', 'r', 's'].map((name, at) => [name, { cost: costs[at] ?? 0, loads: [loads[at] ?? 0] }]),
          ),
          limits: [{ capacity, perUnitOver }],
          pairCost: (a, x, b, y) => (a * 7 + x * 13 + b * 31 + y * 17 + salt) % 5,
        }),
      );
    fc.assert(
      fc.property(problem, (given) => {
        const cost = leastBurdenAssignment(given)?.cost ?? Number.POSITIVE_INFINITY;
        const slow = byEnumeration(given);
        expect(cost === slow || Math.abs(cost - slow) < 1e-9).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
