import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type BatchServer,
  simulateBatchServer,
} from '../../../src/engines/queueing/simulate-batch-server.ts';
import { simulatedEstimates } from '../../../src/engines/queueing/simulated-estimates.ts';

const line = (fixedMs: number, perItemMs: number, largest: number): Float64Array =>
  Float64Array.from({ length: largest + 1 }, (_, size) => (fixedMs + perItemMs * size) / 1000);

const estimates = (server: BatchServer, finished = 300_000) => {
  const run = simulateBatchServer(server);
  run.advance(finished);
  return simulatedEstimates(run.observed());
};

const UNIT = [0, 1];
const poisson = (perSecond: number) => ({ kind: 'poisson', perSecond }) as const;

describe('the timer policy: fire at 8, or when the oldest waited T (8 x 2 million requests, another simulator, 2026-11-23)', () => {
  // rate, T (ms), servers, fixed and per-item time (ms), largest batch; mean, p95, p99 (ms), mean batch, busy share
  const rows: readonly (readonly number[])[] = [
    [200, 5, 1, 5, 1, 8, 11.69, 15.0, 16.98, 2.091, 0.678],
    [200, 10, 1, 5, 1, 8, 15.32, 20.0, 21.0, 3.001, 0.533],
    [400, 5, 1, 5, 1, 8, 14.36, 20.9, 24.8, 3.79, 0.928],
    [400, 10, 1, 5, 1, 8, 16.89, 22.44, 25.88, 5.046, 0.797],
    [550, 10, 1, 5, 1, 8, 22.51, 38.19, 49.99, 6.888, 0.949],
    [100, 20, 1, 10, 4, 16, 39.53, 54.92, 64.87, 3.126, 0.72],
    [100, 50, 1, 10, 4, 16, 66.57, 93.65, 103.46, 6.008, 0.567],
    [400, 5, 2, 5, 1, 8, 11.99, 15.0, 16.45, 3.001, 0.533],
  ];
  test.each(rows)('%d/s, T = %d ms, %d server(s)', (...row) => {
    const [perSecond = 0, delayMs = 0, servers = 0, ...rest] = row;
    const [fixedMs = 0, perItemMs = 0, largest = 0, ...expected] = rest;
    const of = estimates({
      arrivals: poisson(perSecond),
      servers,
      serviceSeconds: line(fixedMs, perItemMs, largest),
      delaySeconds: delayMs / 1000,
      seed: 1,
    });
    const [mean = 0, p95 = 0, p99 = 0, batch = 0, busy = 0] = expected;
    const off = (value: number, published: number): number => Math.abs(value / published - 1);
    expect(off(of.mean('latency').value * 1000, mean)).toBeLessThan(0.015);
    expect(off(of.percentile('latency', 0.95).value * 1000, p95)).toBeLessThan(0.015);
    expect(off(of.percentile('latency', 0.99).value * 1000, p99)).toBeLessThan(0.03);
    expect(off(of.ratio('batched', 'batches').value, batch)).toBeLessThan(0.01);
    expect(off(of.ratio('busyArea', 'time').value / servers, busy)).toBeLessThan(0.01);
  });
});

describe("Triton's batcher", () => {
  const trace = (
    seconds: readonly number[],
    policy: Partial<BatchServer>,
    serviceMs = [0, 10, 11, 12, 13],
  ) => {
    const run = simulateBatchServer({
      arrivals: { kind: 'trace', seconds },
      servers: 1,
      serviceSeconds: serviceMs.map((ms) => ms / 1000),
      seed: 1,
      ...policy,
    });
    run.advance(Number.POSITIVE_INFINITY);
    const observed = run.observed();
    const last = observed.marks - 1;
    return {
      latenciesMs: [...observed.latencies].map((latency) => Math.round(latency * 1e6) / 1000),
      batches: observed.mark(last, 'batches'),
      refused: observed.mark(last, 'refused'),
      failed: observed.mark(last, 'failed'),
    };
  };
  test('without a delay a free server takes what there is, and the backlog next', () => {
    expect(trace([0, 0.001, 0.002, 0.003], {})).toEqual({
      latenciesMs: [10, 21, 20, 19],
      batches: 2,
      refused: 0,
      failed: 0,
    });
  });
  test('a delay holds the oldest so long, and a full batch goes at once', () => {
    expect(trace([0, 0.001], { delaySeconds: 0.005 }).latenciesMs).toEqual([16, 15]);
    expect(trace([0, 0.001, 0.002, 0.003], { delaySeconds: 0.005 }).latenciesMs).toEqual([16, 15, 14, 13]);
  });
  test('a preferred size goes as soon as it can be filled', () => {
    expect(trace([0, 0.001, 0.002], { delaySeconds: 0.005, preferred: [2] })).toMatchObject({
      latenciesMs: [12, 11, 20],
      batches: 2,
    });
  });
  test('a queue limit turns away, a time-out rejects, or defers behind the others', () => {
    expect(trace([0, 0.001, 0.002, 0.003], { queueLimit: 2 })).toMatchObject({ refused: 1, failed: 1 });
    const late = trace([0, 0.001, 0.009], { timeout: { seconds: 0.005, action: 'reject' } });
    expect(late).toMatchObject({ latenciesMs: [10, 11], failed: 1 });
    const one = [0, 10];
    const deferred = trace([0, 0.001, 0.008], { timeout: { seconds: 0.005, action: 'defer' } }, one);
    expect(deferred).toMatchObject({ latenciesMs: [10, 12, 29], failed: 0 });
  });
  test('what was turned away comes again, and its first sending counts', () => {
    const again = trace([0, 0.001], { queueLimit: 0, retries: { most: 9, backoffSeconds: 0.01 } }, [0, 10]);
    expect(again.failed).toBe(0);
    expect(again.latenciesMs).toHaveLength(2);
    expect(again.latenciesMs[1]).toBeGreaterThan(19);
  });
  test('arrivals are shed while the oldest waits too long', () => {
    const shed = trace([0, 0.001, 0.002, 0.008], { shedAboveSeconds: 0.005 }, [0, 10]);
    expect(shed).toMatchObject({ refused: 1, latenciesMs: [10, 19, 28] });
  });
});

describe('the network, replicas and classes', () => {
  test('a hop each way adds its mean twice', () => {
    const near = { arrivals: poisson(50), servers: 1, serviceSeconds: [0, 0.01], seed: 3 };
    const far = { ...near, network: { meanSeconds: 0.02, coefficientOfVariation: 0.5 } };
    expect(estimates(far).mean('latency').value - estimates(near).mean('latency').value).toBeCloseTo(0.04, 3);
  });
  test('the class in front waits less: 1.143 against 5.714 (Cobham, 1954)', () => {
    const of = estimates({
      arrivals: poisson(0.8),
      servers: 1,
      serviceSeconds: UNIT,
      spread: { kind: 'exponential' },
      classes: [{ share: 0.375 }, { share: 0.625 }],
      seed: 28,
    });
    expect(of.mean('wait', 0).value).toBeCloseTo(1.142857, 1);
    expect(Math.abs(of.mean('wait', 1).value / 5.714286 - 1)).toBeLessThan(0.1);
  });
  test('replicas follow the load: 10 a second of 0.1 s at 50 % busy need about two', () => {
    const of = estimates(
      {
        arrivals: poisson(10),
        servers: 1,
        serviceSeconds: [0, 0.1],
        spread: { kind: 'exponential' },
        scaling: { fewest: 1, most: 10, metric: 'busy-share', target: 0.5, coldStartSeconds: 20 },
        seed: 4,
      },
      200_000,
    );
    expect(of.ratio('paidArea', 'time').value).toBeGreaterThan(1.8);
    expect(of.ratio('paidArea', 'time').value).toBeLessThan(3.2);
    expect(of.ratio('busyArea', 'time').value).toBeCloseTo(1, 1);
  });
  test('from none, the first request waits for a look and a start; nothing is paid between rare requests', () => {
    const run = simulateBatchServer({
      arrivals: { kind: 'trace', seconds: [1, 1000, 2000] },
      servers: 1,
      serviceSeconds: [0, 0.1],
      scaling: {
        fewest: 0,
        most: 3,
        metric: 'requests',
        target: 1,
        periodSeconds: 30,
        cooldownSeconds: 300,
        coldStartSeconds: 40,
      },
      seed: 1,
    });
    run.advance(3);
    const observed = run.observed();
    expect([...observed.latencies].map((latency) => Math.round(latency * 10) / 10)).toEqual([
      69.1, 60.1, 50.1,
    ]);
  });
});

describe('properties', () => {
  const server = fc.record({
    rate: fc.double({ min: 1, max: 200, noNaN: true }),
    servers: fc.integer({ min: 1, max: 5 }),
    largest: fc.integer({ min: 1, max: 16 }),
    delayMs: fc.constantFrom(0, 1, 20),
    queueLimit: fc.option(fc.integer({ min: 16, max: 40 }), { nil: undefined }),
    timeoutMs: fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }),
    defers: fc.boolean(),
    retries: fc.boolean(),
    classes: fc.constantFrom([{ share: 1 }], [{ share: 0.3 }, { share: 0.7, times: 2 }]),
    seed: fc.integer({ min: 1, max: 1e6 }),
  });
  const built = (of: Parameters<Parameters<typeof server.map>[0]>[0]): BatchServer => ({
    arrivals: poisson(of.rate),
    servers: of.servers,
    serviceSeconds: line(10, 3, of.largest),
    spread: { kind: 'lognormal', coefficientOfVariation: 0.5 },
    delaySeconds: of.delayMs / 1000,
    queueLimit: of.queueLimit ?? 40,
    timeout:
      of.timeoutMs === undefined
        ? undefined
        : { seconds: of.timeoutMs / 1000, action: of.defers ? 'defer' : 'reject' },
    retries: of.retries ? { most: 2, backoffSeconds: 0.01 } : undefined,
    classes: of.classes,
    seed: of.seed,
  });
  test('every request that came is answered, given up, or still there; the law of Little holds; the same seed says the same', () => {
    fc.assert(
      fc.property(server, (of) => {
        const [one, other] = [simulateBatchServer(built(of)), simulateBatchServer(built(of))];
        one.advance(2048);
        other.advance(2048);
        const observed = one.observed();
        const last = observed.marks - 1;
        expect(observed.mark(last, 'records') + observed.mark(last, 'failed')).toBe(2048);
        expect(observed.mark(last, 'busyArea')).toBeLessThanOrEqual(
          observed.mark(last, 'time') * of.servers * (1 + 1e-9),
        );
        expect(Math.min(...observed.waits)).toBeGreaterThanOrEqual(0);
        expect(other.observed().latencies).toEqual(observed.latencies);
      }),
      { numRuns: 60, seed: 1 },
    );
  });
  test('a service time bounds each latency from below', () => {
    fc.assert(
      fc.property(server, (of) => {
        const run = simulateBatchServer({ ...built(of), spread: { kind: 'deterministic' } });
        run.advance(1024);
        expect(Math.min(...run.observed().latencies)).toBeGreaterThanOrEqual(0.013 - 1e-9);
      }),
      { numRuns: 40, seed: 2 },
    );
  });
});

describe('what cannot be simulated is refused', () => {
  const fine = { arrivals: poisson(1), servers: 1, serviceSeconds: UNIT, seed: 1 };
  test.each([
    [{ serviceSeconds: [0] }, 'no service time is given'],
    [{ serviceSeconds: [0, 0] }, 'a batch of 1 takes 0 s, which is not above 0'],
    [{ servers: 0 }, '0 servers: a whole number from 1 is needed'],
    [{ delaySeconds: -1 }, 'a queue delay of -1 s is below 0'],
    [{ preferred: [2] }, 'a preferred size of 2 is not between 1 and 1'],
    [{ arrivals: poisson(0) }, '0 arrivals a second are not above 0'],
    [{ classes: [{ share: 0.5 }] }, 'the classes have 0.5 of the requests, not 1'],
    [{ delaySeconds: 1, queueLimit: 0 }, 'a queue of 0 can never fill a batch of 1 that is held for'],
  ])('%o', (part, message) => {
    expect(() => simulateBatchServer({ ...fine, ...part })).toThrow(new RangeError(message));
  });
});
