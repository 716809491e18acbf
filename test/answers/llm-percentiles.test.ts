import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdPercentile, simulatePlan } from '../../src/answers/llm-percentiles.ts';
import { asked, best } from './serving-question.ts';

describe('holdPercentile', () => {
  const load = {
    requestsPerSecond: 12,
    spread: 2,
    percentile: 'p95',
    targets: { timeToFirstToken: 2 },
  } as const;
  const candidate = best('Llama-3.1-8B', 'L40S', 'fp8', {
    ...asked,
    demand: { requestsPerSecond: 12, targetLoad: 0.7 },
    targets: load.targets,
  });

  it('keeps the target in simulation, or says which it misses', () => {
    const { plan, service, missed } = holdPercentile(candidate, load);
    expect(plan.copies).toBeGreaterThanOrEqual(candidate.plan.copies);
    if (missed === undefined) expect(service.timeToFirstToken.p95).toBeLessThanOrEqual(2);
    else expect(service[missed].p95).toBeGreaterThan(2);
  });

  it('takes no fewer copies for a tighter target', () => {
    const copies = (timeToFirstToken: number) =>
      holdPercentile(candidate, { ...load, targets: { timeToFirstToken } }).plan.copies;
    expect(copies(0.15)).toBeGreaterThanOrEqual(copies(2));
  });

  it('simulates lengths spread as far as a lognormal reaches, whatever spread is asked', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 20, noNaN: true }), (spread) => {
        const { endToEnd } = simulatePlan(candidate, candidate.plan, {
          ...load,
          requestsPerSecond: 2,
          spread,
        });
        expect(endToEnd.p99).toBeGreaterThan(0);
      }),
      { numRuns: 5 },
    );
  });
});
