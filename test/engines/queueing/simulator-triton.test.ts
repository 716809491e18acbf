import { describe, expect, it } from 'vitest';
import { batchServiceTimes } from '../../../src/engines/queueing/batch-service-times.ts';
import { simulateBatchServer } from '../../../src/engines/queueing/simulate-batch-server.ts';
import { runToEnd, simulateUntil } from '../../../src/engines/queueing/simulate-until.ts';

/**
 * inception_onnx on one GPU, clients that send again when answered: Triton Inference Server, docs/user_guide/optimization.md (2026-08-19).
 * Service time and client overhead are read from the first two rows; the batched line from its last row. Predicted
 * are thus the third and fourth unbatched row, which repeat saturation, and seven batched rows, by 3.5 to 13.5 %, all low.
 */
const THINK_SECONDS = 0.0023;

function perSecond(clients: number, serviceSeconds: ArrayLike<number>): number {
  const run = simulateBatchServer({
    arrivals: { kind: 'clients', clients, thinkSeconds: THINK_SECONDS, thinking: 'deterministic' },
    servers: 1,
    serviceSeconds,
    seed: clients,
  });
  const { estimates } = runToEnd(simulateUntil(run, { fewest: 65_536, most: 65_536, enough: () => true }));
  return clients / (estimates.mean('latency').value + THINK_SECONDS);
}

describe("the simulator against Triton's published tables", () => {
  it.each([
    [1, 62.6],
    [2, 73.2],
    [3, 73.2],
    [4, 73.4],
  ])('unbatched, %d clients: %d inferences a second within 1 %%', (clients, published) => {
    expect(Math.abs(perSecond(clients, [0, 0.01366]) / published - 1)).toBeLessThan(0.01);
  });

  const line = batchServiceTimes(
    [
      { batch: 1, seconds: 0.01365 },
      { batch: 4, seconds: 0.0147 },
    ],
    4,
  );
  it.each([
    [1, 66.8],
    [2, 80.8],
    [3, 118],
    [4, 165.2],
    [5, 194.4],
    [6, 217.6],
    [7, 249.8],
    [8, 272],
  ])('dynamic batching, %d clients: %d inferences a second within 15 %%', (clients, published) => {
    expect(Math.abs(perSecond(clients, line) / published - 1)).toBeLessThan(0.15);
  });
});
