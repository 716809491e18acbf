import { describe, expect, it } from 'vitest';
import { simulateServing } from '../../src/tools/simulate-serving.ts';
import { realContext } from '../support/read-catalog.ts';

const ask = (input: Record<string, unknown>) => simulateServing.execute(input, realContext());
const line = { fixedMs: 5, perItemMs: 1 };
const one = { ...line, servers: 1, maxBatch: 8, delayMs: 0 };
type Row = { name: string; ms: number; low: number; high: number; holds: boolean };
const at = async (input: Record<string, unknown>) =>
  (await ask(input)).structured['at'] as {
    percentiles: Row[];
    meanMs: number;
    meanLow: number;
    meanHigh: number;
    busyShare: number;
    meanBatch: number;
    droppedShare: number;
  };

describe('simulateServing', () => {
  it('answers a whole question', async () => {
    expect((await ask({ ...simulateServing.examples[0]?.input })).text).toMatchInlineSnapshot(`
      "**The targets hold at 400 requests/s on one server, batches up to 8, no wait: P50 13.5 ms (13.4 to 13.6) of 100; they hold to the capacity, 615.4 requests/s; the knee is near 430.8 requests/s.**

      Binding: the capacity, 615.4 requests/s: the targets hold to 99 % of it.

      |  | Simulated, 95 % interval | Target |
      |---|---|---|
      | P50 | 13.53 ms (13.44 to 13.62) | 100 ms: holds |
      | P95 | 20.6 ms (20.34 to 20.84) | 300 ms: holds |
      | P99 | 24.09 ms (23.54 to 24.93) | 500 ms: holds |

      **At this load**
      - mean 13.85 ms (13.75 to 13.96), servers busy 98.76 %, batches of 3.395 in the mean, 1.776 waiting
      - answers 399.4/s, dropped 0 %
      - capacity 615.4 requests/s (computed)
      - $0.00083 (assumed) a thousand requests

      | Load | P50 (ms) | P95 (ms) | P99 (ms) | Busy | Mean batch |
      |---|---|---|---|---|---|
      | 61.54 | 6 | 11.59 | 12.77 | 0.351 | 1.06 |
      | 307.7 | 11.75 | 17.4 | 19.99 | 0.952 | 2.38 |
      | 430.8 | 14.26 | 22.02 | 27.2 | 0.992 | 3.82 |
      | 523.1 | 17.59 | 30.84 | 38.21 | 0.998 | 5.48 |
      | 584.6 | 25.35 | 57.41 | 69.65 | 1 | 6.99 |

      \`\`\`mermaid
      xychart-beta
        title "Latency over load: P50, P95, P99"
        x-axis "requests/s" [61.5, 308, 431, 523, 585]
        y-axis "ms"
        line [6, 11.7, 14.3, 17.6, 25.3]
        line [11.6, 17.4, 22, 30.8, 57.4]
        line [12.8, 20, 27.2, 38.2, 69.6]
      \`\`\`

      **Would change it**
      - 2 servers: to 1,218 requests/s
      - service times that vary (serviceCv 0.5): to 595.4 requests/s instead of 609.2 requests/s
      - a wait of 12 ms: P95 24 ms instead of 20.6, servers busy 75.29 % instead of 98.76 %

      **Assumed**
      - arrivals are Poisson: for bursts send arrivalSeconds
      - serviceCv = 0: a batch always takes the same time
      - targets of the founding document: p50Ms 100, p95Ms 300, p99Ms 500
      - no network: take its round trip off the targets
      - servers do not slow each other; two instances on one GPU do
      - seed 1, warm-up of 1/32, batch means, run until intervals were narrow

      **Sources**
      - triton-repo: [Triton Inference Server](https://github.com/triton-inference-server/server), 2026-08-19

      **Next**
      - planMonitoring: alerts for these percentiles"
    `);
  });

  it.each([
    [200, 9.89763, 1.589669, 0.829062],
    [400, 13.904818, 3.406292, 0.987149],
    [550, 21.355165, 6.120982, 0.999274],
  ])(
    'finds the exact mean of greedy batches at %d/s (embedded chain: %d ms, batches of %d, busy %d)',
    async (requestsPerSecond, mean, batch, busy) => {
      const found = await at({ ...one, requestsPerSecond, p99Ms: 5000 });
      expect(Math.abs(found.meanMs / mean - 1)).toBeLessThan(0.02);
      expect(Math.abs(found.meanBatch / batch - 1)).toBeLessThan(0.02);
      expect(Math.abs(found.busyShare / busy - 1)).toBeLessThan(0.01);
    },
  );

  it('gives the same answer for the same question', async () => {
    const input = { ...one, requestsPerSecond: 300 };
    expect((await ask(input)).structured).toEqual((await ask(input)).structured);
  });

  it('drops what a bounded queue does not take instead of refusing the load', async () => {
    const found = await at({ ...one, requestsPerSecond: 900, queueLimit: 32 });
    expect(found.droppedShare).toBeGreaterThan(0.25);
    expect(found.droppedShare).toBeLessThan(0.4);
  });

  it('counts the servers that the targets need', async () => {
    const { structured, text } = await ask({
      ...line,
      requestsPerSecond: 2000,
      p50Ms: 20,
      p95Ms: 40,
      p99Ms: 60,
    });
    const { servers } = structured['policy'] as { servers: number };
    expect(servers).toBeGreaterThanOrEqual(2);
    const fewer = await at({
      ...line,
      requestsPerSecond: 2000,
      p50Ms: 20,
      p95Ms: 40,
      p99Ms: 60,
      servers: servers - 1,
      queueLimit: 9999,
    });
    expect(fewer.percentiles.every(({ holds }) => holds)).toBe(false);
    expect(text).toMatch(/^\*\*\d+ servers are enough/);
  }, 30_000);

  it('finds that a short wait saves servers: about 33 where greedy dispatch needs 43', async () => {
    const input = { fixedMs: 50, perItemMs: 4, requestsPerSecond: 3000, p50Ms: 90, p95Ms: 120, p99Ms: 140 };
    const policyOf = async (more: object) =>
      (await ask({ ...input, ...more })).structured['policy'] as { servers: number; delayMs: number };
    const greedy = await policyOf({ delayMs: 0 });
    const free = await policyOf({});
    expect(free.delayMs).toBeGreaterThan(0);
    expect(free.servers).toBeLessThanOrEqual(33);
    expect(greedy.servers).toBeGreaterThan(free.servers + 5);
    const held = await at({ ...input, ...free });
    expect(held.percentiles.every(({ holds }) => holds)).toBe(true);
  }, 60_000);

  it('never simulates a queue that grows without end, where no load holds the targets', async () => {
    const { structured } = await ask({
      ...line,
      maxBatch: 8,
      delayMs: 400,
      requestsPerSecond: 100,
      p50Ms: 9,
      p95Ms: 10,
      p99Ms: 11,
    });
    const found = structured['at'] as { percentiles: Row[]; busyShare: number };
    expect(found.busyShare).toBeLessThan(1);
    expect(Math.max(...found.percentiles.map(({ ms }) => ms))).toBeLessThan(1000);
  });

  it.each([
    { ...one, requestsPerSecond: 605, timeoutMs: 50 },
    { ...line, requestsPerSecond: 2500, p50Ms: 20, p95Ms: 40, p99Ms: 60 },
    { ...one, requestsPerSecond: 580, p50Ms: 25, p95Ms: 55, p99Ms: 70 },
  ])(
    'says one thing of the level asked and of the largest load: case %#',
    async (input) => {
      const { structured } = await ask(input);
      const found = structured['at'] as { percentiles: Row[]; droppedShare: number };
      const holds = found.percentiles.every((row) => row.holds) && found.droppedShare <= 0.01;
      const largest = (structured['largestLoad'] as { value: number }).value;
      if (holds) expect(largest).toBeGreaterThanOrEqual(input.requestsPerSecond);
      else expect(largest).toBeLessThanOrEqual(input.requestsPerSecond);
    },
    30_000,
  );

  it.each([
    ['clients', { ...one, clients: 20, thinkMs: 50 }, /20 clients/],
    [
      'a trace',
      {
        ...one,
        arrivalSeconds: Array.from({ length: 400 }, (_, at) => (at % 20) * 0.001 + Math.floor(at / 20) * 0.2),
      },
      /the trace is repeated/,
    ],
    ['a preferred batch', { ...one, requestsPerSecond: 300, preferredBatch: 4 }, /batches/],
  ])(
    'takes %s',
    async (_, input, says) => {
      expect((await ask(input)).text).toMatch(says);
    },
    30_000,
  );

  it('tells how far it is and stops when told to', async () => {
    const told: string[] = [];
    await simulateServing.execute(
      { ...line, requestsPerSecond: 500 },
      { ...realContext(), progress: (_done, _total, what) => told.push(what) },
    );
    expect(told.length).toBeGreaterThan(0);
    const stop = new AbortController();
    const answer = simulateServing.execute(
      { ...line, requestsPerSecond: 500 },
      { ...realContext(), signal: stop.signal, progress: () => stop.abort(new Error('enough')) },
    );
    await expect(answer).rejects.toThrow('enough');
  }, 30_000);

  it.each([
    [
      'nothing',
      {},
      'msByBatch: is missing: nothing says how long a batch takes. Send msByBatch ({"1": 12, "8": 30}), or fixedMs with perItemMs, or model with device.',
    ],
    [
      'two loads',
      { fixedMs: 5, perItemMs: 1, servers: 1, maxBatch: 8, delayMs: 0, clients: 4, requestsPerSecond: 9 },
      'clients: is given beside requestsPerSecond. Send one of requestsPerSecond, arrivalSeconds, clients.',
    ],
    [
      'more than the capacity',
      { requestsPerSecond: 700, fixedMs: 5, perItemMs: 1, servers: 1, maxBatch: 8 },
      'requestsPerSecond: 700 requests/s are 13.75 % above the capacity, 615.4/s (1 server, batches of 8): the queue grows without end. Send servers: 2, leave servers out to have them counted, or send queueLimit or timeoutMs to drop the rest.',
    ],
    [
      'a load too near the capacity',
      { requestsPerSecond: 615, fixedMs: 5, perItemMs: 1, servers: 1, maxBatch: 8 },
      'requestsPerSecond: 615 requests/s are 99.94 % of the capacity, 615.4/s: too near it for a simulation to settle. Send servers: 2, leave servers out to have them counted, or send queueLimit or timeoutMs to drop the rest.',
    ],
    [
      'a curve that falls with the batch',
      { requestsPerSecond: 10, msByBatch: { '1': 9, '8': 5 } },
      'msByBatch: falls with the batch: 8 items take 5 ms, 1 take 9 ms. Send the time of the whole batch, not of an item; a larger batch takes at least as long.',
    ],
    [
      'a batch that is no number',
      { requestsPerSecond: 10, msByBatch: { one: 9 } },
      'msByBatch: "one" is not a batch size. Allowed: whole numbers from 1 to 1024 as keys, milliseconds as values.',
    ],
    [
      'a batch beyond what was measured',
      { requestsPerSecond: 10, msByBatch: { '1': 9, '8': 20 }, maxBatch: 16 },
      'maxBatch: 16 is beyond the largest batch of msByBatch, 8. Measure a batch of 16, or send at most 8.',
    ],
    [
      'a target below the bare service time',
      { requestsPerSecond: 10, fixedMs: 50, perItemMs: 1, p50Ms: 40 },
      'p50Ms: 40 is below the bare service time, 51 ms of a request that is alone. No load holds it: send a faster model or device, or a later target.',
    ],
    [
      'percentiles that descend',
      { requestsPerSecond: 10, fixedMs: 5, perItemMs: 1, p95Ms: 90, p99Ms: 80 },
      'p99Ms: 80 is below p95Ms, 90. Percentiles ascend.',
    ],
    [
      'two service curves',
      { requestsPerSecond: 10, fixedMs: 5, perItemMs: 1, msByBatch: { '1': 9 } },
      'fixedMs: is given beside msByBatch. Send one of msByBatch, fixedMs with perItemMs, model.',
    ],
    [
      'a device without a model',
      { requestsPerSecond: 10, fixedMs: 5, perItemMs: 1, device: 'T4' },
      'device: is given without model. Send the model that was measured on it, or leave device out.',
    ],
    [
      'a language model',
      { requestsPerSecond: 10, model: 'Llama-3.1-8B', device: 'H100-SXM' },
      'model: Llama-3.1-8B is served by continuous batching, in which no batch has one time. Ask sizeInfrastructure, which simulates it; or send msByBatch of your own.',
    ],
    [
      'an unknown model',
      { requestsPerSecond: 10, model: 'ResNet-51', device: 'T4' },
      'model: "ResNet-51" is not a known model. Did you mean "ResNet-50" or "ResNet-101" or "ResNet-18".',
    ],
    [
      'a model without its device',
      { requestsPerSecond: 10, model: 'ResNet-50' },
      'device: is missing. Send one on which ResNet-50 is measured: A100-40GB-SXM, A100-unspecified, Coral-Dev-Board, Coral-Edge-TPU, Hailo-10H, Hailo-8, Hailo-8L, Jetson-Nano, Jetson-Orin-Nano-unspecified, RTX-2000E-Ada, RTX-3090, RTX-4090, RTX-5090, RTX-PRO-6000-Max-Q, T4, V100-SXM-16GB, V100-unspecified, cpu-coral-desktop, cpu-i7-12700H, cpu-i7-12700K, cpu-i9-10940X, dragonwing-iq-9075, dragonwing-rb3-gen-2, galaxy-s24-npu, galaxy-s25-npu, khadas-edge2-rk3588, khadas-vim3-npu, raspberry-pi-4B, rk3566-npu, rk3576-npu, rk3588-npu.',
    ],
    [
      'a preferred batch above the largest',
      { requestsPerSecond: 10, fixedMs: 5, perItemMs: 1, maxBatch: 4, preferredBatch: 8 },
      'preferredBatch: 8 is above maxBatch, 4. Allowed: up to 4.',
    ],
    [
      'a preferred batch alone',
      { requestsPerSecond: 10, fixedMs: 5, perItemMs: 1, preferredBatch: 8 },
      'preferredBatch: is given without maxBatch. Send maxBatch too.',
    ],
    [
      'a queue that never fills the batch',
      { requestsPerSecond: 10, fixedMs: 5, perItemMs: 1, maxBatch: 8, delayMs: 5, queueLimit: 4 },
      'queueLimit: 4 can never fill the batch of 8 that delayMs waits for. Send at least 8, or delayMs: 0.',
    ],
    [
      'a rate of zero',
      { requestsPerSecond: 0, fixedMs: 5, perItemMs: 1 },
      'requestsPerSecond: 0 is too small. Allowed: at least 0.001.',
    ],
    [
      'an unknown field',
      { requestsPerSecond: 10, fixedMs: 5, perItemMs: 1, batch: 8 },
      'batch: is not a field of this tool. Did you mean "preferredBatch" or "msByBatch" or "maxBatch".',
    ],
  ])('refuses %s with a way out', async (_, input, message) => {
    await expect(ask(input)).rejects.toThrow(message);
  });
});
