import { type BatchServer, simulateBatchServer } from '../../src/engines/queueing/simulate-batch-server.ts';
import { runToEnd, simulateUntil } from '../../src/engines/queueing/simulate-until.ts';
import { compareBatchers } from './batcher-comparison.ts';

/** Requests a second, largest batch, wait in milliseconds. */
const BATCHER_LOADS = [
  [100, 32, 10],
  [100, 32, 50],
  [1000, 32, 10],
  [1000, 32, 20],
  [2000, 64, 50],
] as const;

/** Rows of the table that compares the batcher of the founding document with one that has one timer. */
export async function batcherRows(): Promise<string[][]> {
  const rows: string[][] = [];
  for (const [requestsPerSecond, maxBatch, maxWaitMs] of BATCHER_LOADS) {
    const load = { requestsPerSecond, maxBatch, maxWaitMs, requests: 20_000, seed: 1 };
    const { seed, right } = await compareBatchers(load);
    rows.push([
      String(requestsPerSecond),
      String(maxBatch),
      String(maxWaitMs),
      seed.meanBatch.toFixed(2),
      percent(seed.emptyShare),
      percent(seed.answeredShare),
      right.meanBatch.toFixed(2),
      percent(right.answeredShare),
    ]);
  }
  return rows;
}

/** Requests a second and delays in milliseconds, before a server that takes 5 + n ms for n of at most 8. */
const DELAY_LOADS = [
  [200, 0],
  [200, 5],
  [200, 10],
  [400, 0],
  [400, 5],
  [400, 10],
  [550, 0],
  [550, 10],
] as const;

/** Rows of the table of what a delay buys: simulated, half a million requests each. */
export function delayRows(): string[][] {
  return DELAY_LOADS.map(([perSecond, delayMs]) => {
    const server: BatchServer = {
      arrivals: { kind: 'poisson', perSecond },
      servers: 1,
      serviceSeconds: Array.from({ length: 9 }, (_, batch) => (5 + batch) / 1000),
      delaySeconds: delayMs / 1000,
      seed: 1,
    };
    const { estimates } = runToEnd(
      simulateUntil(simulateBatchServer(server), { fewest: 500_000, most: 500_000, enough: () => true }),
    );
    return [
      String(perSecond),
      String(delayMs),
      ms(estimates.mean('latency').value),
      ms(estimates.percentile('latency', 0.95).value),
      ms(estimates.percentile('latency', 0.99).value),
      estimates.ratio('batched', 'batches').value.toFixed(2),
      percent(estimates.ratio('busyArea', 'time').value),
    ];
  });
}

const ms = (seconds: number): string => (1000 * seconds).toFixed(1);

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
