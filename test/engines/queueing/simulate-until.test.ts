import { expect, test } from 'vitest';
import { simulateBatchServer } from '../../../src/engines/queueing/simulate-batch-server.ts';
import { runToEnd, simulateUntil } from '../../../src/engines/queueing/simulate-until.ts';

const server = (perSecond: number) =>
  simulateBatchServer({
    arrivals: { kind: 'poisson', perSecond },
    servers: 1,
    serviceSeconds: [0, 1],
    spread: { kind: 'exponential' },
    seed: 2,
  });

test('it runs on until the interval is as narrow as asked, and not much longer', () => {
  const end = runToEnd(
    simulateUntil(server(0.8), {
      fewest: 10_000,
      most: 4_000_000,
      enough: (of) => {
        const { value, low, high } = of.mean('latency');
        return (high - low) / 2 <= 0.03 * value;
      },
    }),
  );
  expect(end.stoppedBy).toBe('enough');
  const { value, low, high } = end.estimates.mean('latency');
  expect((high - low) / 2 / value).toBeLessThanOrEqual(0.03);
  expect(low).toBeLessThan(5);
  expect(high).toBeGreaterThan(5);
});
test('a cap and the end of a trace stop it', () => {
  const capped = runToEnd(simulateUntil(server(0.8), { fewest: 2_000, most: 5_000, enough: () => false }));
  expect(capped).toMatchObject({ stoppedBy: 'most', finished: 5_000 });
  const seconds = Array.from({ length: 3000 }, (_, at) => at * 2);
  const trace = simulateBatchServer({
    arrivals: { kind: 'trace', seconds },
    servers: 1,
    serviceSeconds: [0, 1],
    seed: 1,
  });
  const end = runToEnd(simulateUntil(trace, { fewest: 1e5, most: 1e5, enough: () => true, fromStart: true }));
  expect(end).toMatchObject({ stoppedBy: 'end', finished: 3000 });
  expect(end.estimates.percentile('latency', 0.5).value).toBe(1);
});
test('whoever drives it may stop between its steps', () => {
  const steps = simulateUntil(server(0.5), { fewest: 1e6, most: 1e6, enough: () => true });
  const seen = [steps.next().value, steps.next().value];
  expect(seen).toEqual([32_768, 65_536]);
});
