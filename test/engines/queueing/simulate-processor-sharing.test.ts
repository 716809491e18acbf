import { describe, expect, test } from 'vitest';
import { simulateProcessorSharing } from '../../../src/engines/queueing/simulate-processor-sharing.ts';
import { simulatedEstimates } from '../../../src/engines/queueing/simulated-estimates.ts';

const poisson = { kind: 'poisson', perSecond: 0.8 } as const;

describe('the mean is E[S] / (1 - load) whatever the law of the service (Kleinrock, Queueing Systems 2, 4.4)', () => {
  test.each([
    { spread: { kind: 'deterministic' } as const },
    { spread: { kind: 'exponential' } as const },
    { spread: { kind: 'hyper-exponential', squaredCoefficientOfVariation: 4 } as const },
  ])('$spread.kind: 5', ({ spread }) => {
    const run = simulateProcessorSharing({ arrivals: poisson, serviceSeconds: 1, spread, seed: 27 });
    run.advance(400_000);
    const { value, low, high } = simulatedEstimates(run.observed()).mean('latency');
    expect(Math.abs(value - 5)).toBeLessThan(0.35);
    expect(low).toBeLessThan(value);
    expect(high).toBeGreaterThan(value);
  });
});
test('one place is first come, first served: M/M/1 as well, 5', () => {
  const run = simulateProcessorSharing({
    arrivals: poisson,
    serviceSeconds: 1,
    spread: { kind: 'exponential' },
    places: 1,
    seed: 27,
  });
  run.advance(400_000);
  const of = simulatedEstimates(run.observed());
  expect(Math.abs(of.mean('latency').value - 5)).toBeLessThan(0.35);
  expect(Math.abs(of.mean('wait').value - 4)).toBeLessThan(0.35);
});
test('two that share, by hand: 1 s each, half a second apart, end at 1.5 and 2', () => {
  const run = simulateProcessorSharing({
    arrivals: { kind: 'trace', seconds: [0, 0.5] },
    serviceSeconds: 1,
    spread: { kind: 'deterministic' },
    seed: 1,
  });
  run.advance(2);
  expect([...run.observed().latencies]).toEqual([1.5, 1.5]);
  expect(() =>
    simulateProcessorSharing({
      arrivals: poisson,
      serviceSeconds: 0,
      spread: { kind: 'deterministic' },
      seed: 1,
    }),
  ).toThrow('a service of 0 s is not above 0');
});
