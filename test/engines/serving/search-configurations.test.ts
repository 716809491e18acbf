import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ServiceRequest } from '../../../src/engines/serving/plan-service.ts';
import {
  costLatencyFrontier,
  searchConfigurations,
} from '../../../src/engines/serving/search-configurations.ts';
import { llama70b } from '../memory/published-shapes.ts';
import { published } from './published-constants.ts';
import { b200, h100, h200, runtime, serving } from './published-devices.ts';

const devices = { H100: h100, H200: h200, B200: b200 } as const;
type Name = keyof typeof devices;
/** Dollars an hour and card; only their order matters here. */
const PRICES: Readonly<Record<Name, number | undefined>> = { H100: 3, H200: 3.8, B200: 6 };
const gib = 1024 ** 3;

function search(
  concurrency: number,
  targets: ServiceRequest['targets'] = {},
  prices: typeof PRICES = PRICES,
  most = 64,
) {
  return searchConfigurations<Name>(
    (Object.keys(devices) as Name[]).map((tag) => ({
      tag,
      request: {
        workload: serving(llama70b, 'fp8', 2000, 500),
        device: devices[tag],
        reserve: {
          utilisation: 0.9,
          activationBytes: 5.64 * gib,
          runtimeBytes: gib,
          mostRunning: 1024,
          promptTokensPerStep: 8192,
        },
        runtime: runtime(),
        constants: published,
        demand: { concurrency },
        targets,
        most,
      },
    })),
    (tag, accelerators) => {
      const price = prices[tag];
      return price === undefined ? undefined : price * accelerators;
    },
  );
}

describe('searchConfigurations', () => {
  it('orders what carries the load by price, then cards, then speed; the rest comes after', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 2, max: 16 }), (concurrency, most) => {
        const found = search(concurrency, {}, PRICES, most);
        found.slice(1).forEach((one, index) => {
          const before = found[index];
          if (before === undefined) return;
          expect(Number(before.plan.carries)).toBeGreaterThanOrEqual(Number(one.plan.carries));
          if (before.plan.carries && one.plan.carries)
            expect(one.usdPerHour ?? 0).toBeGreaterThanOrEqual(before.usdPerHour ?? 0);
        });
      }),
      { numRuns: 20 },
    );
  });

  it('puts unpriced accelerators behind priced ones', () => {
    const found = search(10, {}, { ...PRICES, H100: undefined }).filter(({ plan }) => plan.carries);
    const firstUnpriced = found.findIndex(({ usdPerHour }) => usdPerHour === undefined);
    expect(firstUnpriced).toBeGreaterThan(0);
    expect(found.slice(firstUnpriced).every(({ tag }) => tag === 'H100')).toBe(true);
  });

  it('is never cheaper for a tighter target or more at once', () => {
    const price = (concurrency: number, timePerOutputToken?: number): number => {
      const [cheapest] = search(concurrency, { timePerOutputToken }).filter(({ plan }) => plan.carries);
      return cheapest?.usdPerHour ?? Number.POSITIVE_INFINITY;
    };
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.nat(200),
        fc.double({ min: 0.008, max: 0.1, noNaN: true }),
        fc.double({ min: 0.3, max: 1, noNaN: true }),
        (concurrency, more, target, tighter) => {
          expect(price(concurrency, target * tighter)).toBeGreaterThanOrEqual(price(concurrency, target));
          expect(price(concurrency + more, target)).toBeGreaterThanOrEqual(price(concurrency, target));
        },
      ),
      { numRuns: 15 },
    );
  });
});

describe('costLatencyFrontier', () => {
  it('costs more and takes less at every step, begins with the cheapest and is beaten by nothing', () => {
    for (const concurrency of [1, 32, 200]) {
      const found = search(concurrency);
      const frontier = costLatencyFrontier(found);
      expect(frontier[0]).toBe(found[0]);
      frontier.slice(1).forEach((one, index) => {
        const before = frontier[index];
        expect(one.usdPerHour).toBeGreaterThanOrEqual(before?.usdPerHour ?? 0);
        expect(one.plan.operation.timePerOutputToken).toBeLessThan(
          before?.plan.operation.timePerOutputToken ?? 0,
        );
      });
      for (const { plan, usdPerHour = 0 } of found.filter((one) => one.plan.carries))
        expect(
          frontier.some(
            (one) =>
              (one.usdPerHour ?? 0) <= usdPerHour &&
              one.plan.operation.timePerOutputToken <= plan.operation.timePerOutputToken,
          ),
        ).toBe(true);
    }
  });

  it('leaves out what has no price or does not carry the load', () => {
    const frontier = costLatencyFrontier(search(100, {}, { ...PRICES, B200: undefined }, 4));
    expect(frontier.every(({ tag, plan }) => tag !== 'B200' && plan.carries)).toBe(true);
  });
});
