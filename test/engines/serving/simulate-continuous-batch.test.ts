import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exponential } from '../../../src/engines/random/exponential.ts';
import { seededRandom } from '../../../src/engines/random/seeded-random.ts';
import {
  type Batch,
  type Request,
  type Served,
  simulateContinuousBatch,
} from '../../../src/engines/serving/simulate-continuous-batch.ts';

const batch: Batch = {
  mostRunning: 64,
  cacheTokens: 1_000_000,
  promptTokensPerStep: 2048,
  stepSeconds: (running, context, prompt) =>
    0.005 + 1e-5 * running + 1e-9 * running * context + 1e-5 * prompt,
  overheadSeconds: 0.02,
};

function poisson(seed: number, rate: number, count: number, input = 200, output = 100): Request[] {
  const uniform = seededRandom(seed);
  let arrivalSeconds = 0;
  return Array.from({ length: count }, () => {
    arrivalSeconds += exponential(1 / rate, uniform());
    return { arrivalSeconds, inputTokens: input, outputTokens: output };
  });
}

const arrivalOf = (served: Served): number => served.finishedAt - served.endToEnd;
const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;

const requests = fc
  .array(
    fc.record({
      gap: fc.double({ min: 0, max: 0.5, noNaN: true }),
      inputTokens: fc.integer({ min: 1, max: 5000 }),
      outputTokens: fc.integer({ min: 1, max: 300 }),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((all) => {
    let arrivalSeconds = 0;
    return all.map(({ gap, ...tokens }): Request => {
      arrivalSeconds += gap;
      return { arrivalSeconds, ...tokens };
    });
  });

describe('simulateContinuousBatch', () => {
  it('is the closed form for one request: its prompt in chunks, then a step a token', () => {
    const step = 0.01;
    const [served] = simulateContinuousBatch([{ arrivalSeconds: 3, inputTokens: 5000, outputTokens: 101 }], {
      ...batch,
      stepSeconds: (_, __, prompt) => (prompt > 0 ? prompt * 1e-4 : step),
    });
    expect(served?.timeToFirstToken).toBeCloseTo(0.5 + 0.02, 9);
    expect(served?.timePerOutputToken).toBeCloseTo(step, 12);
    expect(served?.endToEnd).toBeCloseTo(0.5 + 0.02 + 100 * step, 9);
    expect(served?.finishedAt).toBeCloseTo(3 + 0.5 + 0.02 + 100 * step, 9);
  });

  it('integrates a step that grows with the context over the whole answer', () => {
    const [served] = simulateContinuousBatch([{ arrivalSeconds: 0, inputTokens: 1000, outputTokens: 201 }], {
      ...batch,
      stepSeconds: (running, context) => 1e-6 * running * context,
    });
    // contexts 1,001 to 1,200
    expect(served?.timePerOutputToken).toBeCloseTo(1e-6 * 1100.5, 9);
  });

  it('has the waits of an M/D/1 queue when it serves one at a time (Pollaczek and Khinchine)', () => {
    // service 0.1 s, load 0.7: mean wait = rho s / (2 (1 - rho)) = 0.1167 s
    const service = 0.1;
    const served = simulateContinuousBatch(poisson(1, 7, 40_000, 1, 1), {
      ...batch,
      mostRunning: 1,
      overheadSeconds: 0,
      stepSeconds: () => service,
    });
    const wait = mean(served.map(({ endToEnd }) => endToEnd)) - service;
    expect(wait / ((0.7 * service) / (2 * 0.3))).toBeGreaterThan(0.93);
    expect(wait / ((0.7 * service) / (2 * 0.3))).toBeLessThan(1.07);
  });

  it("holds to Little's law: the mean number in the system is the rate times the mean time", () => {
    for (const seed of [1, 2, 3]) {
      const rate = 20;
      const served = simulateContinuousBatch(poisson(seed, rate, 20_000), { ...batch, overheadSeconds: 0 });
      const events = served
        .flatMap((one) => [
          { at: arrivalOf(one), change: 1 },
          { at: one.finishedAt, change: -1 },
        ])
        .sort((a, b) => a.at - b.at);
      let [held, area, before] = [0, 0, 0];
      for (const { at, change } of events) {
        area += held * (at - before);
        held += change;
        before = at;
      }
      const inSystem = area / before;
      const time = mean(served.map(({ endToEnd }) => endToEnd));
      expect(inSystem / (rate * time)).toBeGreaterThan(0.95);
      expect(inSystem / (rate * time)).toBeLessThan(1.05);
    }
  });

  it('gives the same for the same, and one entry a request', () => {
    fc.assert(
      fc.property(requests, (all) => {
        const served = simulateContinuousBatch(all, batch);
        expect(served).toHaveLength(all.length);
        expect(simulateContinuousBatch(all, batch)).toEqual(served);
        all.forEach((request, index) => {
          const one = served[index];
          expect(one?.timeToFirstToken).toBeGreaterThan(batch.overheadSeconds);
          expect(one?.endToEnd).toBeGreaterThanOrEqual(one?.timeToFirstToken ?? Number.NaN);
          expect(arrivalOf(one ?? ({} as Served))).toBeCloseTo(request.arrivalSeconds, 6);
        });
      }),
    );
  });

  it('serves first tokens in the order of arrival, also where a large request holds up small ones', () => {
    fc.assert(
      fc.property(
        requests,
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 5300, max: 20_000 }),
        (all, mostRunning, cacheTokens) => {
          const served = simulateContinuousBatch(all, { ...batch, mostRunning, cacheTokens });
          const firsts = served.map((one) => arrivalOf(one) + one.timeToFirstToken);
          for (let index = 1; index < firsts.length; index += 1)
            expect(firsts[index]).toBeGreaterThanOrEqual((firsts[index - 1] ?? 0) - 1e-9);
        },
      ),
    );
  });

  it('never runs more than it may, reads more prompt tokens a step than it may, or holds more cache than there is', () => {
    fc.assert(
      fc.property(
        requests,
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 5300, max: 20_000 }),
        (all, mostRunning, cacheTokens) => {
          const served = simulateContinuousBatch(all, {
            ...batch,
            mostRunning,
            cacheTokens,
            stepSeconds: (running, context, prompt) => {
              expect(running).toBeLessThanOrEqual(mostRunning);
              expect(prompt).toBeLessThanOrEqual(batch.promptTokensPerStep);
              expect(running * context).toBeLessThanOrEqual(cacheTokens);
              return batch.stepSeconds(running, context, prompt);
            },
          });
          // whoever decodes holds a whole reservation from first token to last
          const spans = served.map((one, index) => ({
            from: arrivalOf(one) + one.timeToFirstToken,
            to: one.finishedAt,
            size: (all[index]?.inputTokens ?? 0) + (all[index]?.outputTokens ?? 0),
          }));
          for (const { from } of spans) {
            const held = spans.filter((one) => one.from <= from + 1e-9 && one.to > from + 1e-9);
            expect(held.length).toBeLessThanOrEqual(mostRunning);
            expect(held.reduce((sum, one) => sum + one.size, 0)).toBeLessThanOrEqual(cacheTokens);
          }
        },
      ),
    );
  });

  it('keeps its clients busy in a closed loop, by the interactive response time law', () => {
    // clients = throughput x time in system (Lazowska et al., 1984, chapter 3, no think time)
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 48 }),
        fc.integer({ min: 2, max: 200 }),
        (clients, outputTokens) => {
          const all = Array.from({ length: clients * 20 }, () => ({
            arrivalSeconds: 0,
            inputTokens: 100,
            outputTokens,
          }));
          const served = simulateContinuousBatch(all, { ...batch, clients, overheadSeconds: 0 });
          // at every arrival, but for the end where answers are not followed by requests
          for (const one of served.slice(0, -2 * clients)) {
            const now = arrivalOf(one) + 1e-9;
            const inside = served.filter((other) => arrivalOf(other) <= now && other.finishedAt > now);
            expect(inside.length).toBe(clients);
          }
          const span = Math.max(...served.map(({ finishedAt }) => finishedAt));
          const busy = (all.length / span) * mean(served.map(({ endToEnd }) => endToEnd));
          expect(busy / clients).toBeGreaterThan(0.85);
          expect(busy).toBeLessThanOrEqual(clients * (1 + 1e-9));
        },
      ),
      { numRuns: 25 },
    );
  });

  it('is never faster on the mean when every step takes longer, or when more arrive', () => {
    const time = (rate: number, slower: number): number =>
      mean(
        simulateContinuousBatch(poisson(4, rate, 2000), {
          ...batch,
          stepSeconds: (...given) => slower * batch.stepSeconds(...given),
        }).map(({ endToEnd }) => endToEnd),
      );
    expect(time(10, 1.2)).toBeGreaterThan(time(10, 1));
    expect(time(40, 1)).toBeGreaterThan(time(10, 1));
  });

  it('refuses a request that can never be admitted', () => {
    expect(() =>
      simulateContinuousBatch([{ arrivalSeconds: 0, inputTokens: 900, outputTokens: 200 }], {
        ...batch,
        cacheTokens: 1000,
      }),
    ).toThrow('a request of 1100 tokens never fits a cache of 1000');
  });

  it('answers nothing for nothing', () => {
    expect(simulateContinuousBatch([], batch)).toEqual([]);
  });
});
