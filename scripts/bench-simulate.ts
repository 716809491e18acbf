import { availableParallelism, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { catalogOf, readTables } from '../src/catalog/read-tables.ts';
import { ALL_TABLES } from '../src/catalog/table-list.ts';
import { closedTables } from '../src/contract/table-port.ts';
import { batchServiceTimes } from '../src/engines/queueing/batch-service-times.ts';
import { type BatchServer, simulateBatchServer } from '../src/engines/queueing/simulate-batch-server.ts';
import { runToEnd, simulateUntil } from '../src/engines/queueing/simulate-until.ts';
import { simulateServing } from '../src/tools/simulate-serving.ts';

/**
 * Speed of the simulator: a million requests through one server with dynamic batching, several servers, a delay; and the time of a policy
 * search. Prints, never gates.
 *
 *     npm run bench:simulate
 */
const REQUESTS = 1_048_576;
const times = batchServiceTimes(
  [
    { batch: 1, seconds: 0.006 },
    { batch: 8, seconds: 0.013 },
  ],
  8,
);
console.log(
  `Node ${process.version}, ${availableParallelism()} cores, load ${loadavg()
    .map((load) => load.toFixed(1))
    .join(' ')}`,
);
const modes: Readonly<Record<string, Partial<BatchServer> & { readonly perSecond: number }>> = {
  'one server, batches up to 8, no delay': { perSecond: 400 },
  'the same, delay of 5 ms': { perSecond: 400, delaySeconds: 0.005 },
  'four servers': { perSecond: 1600, servers: 4 },
  'a queue of 64, twice the capacity': { perSecond: 1200, queueLimit: 64 },
};
for (const [name, { perSecond, servers = 1, ...policy }] of Object.entries(modes)) {
  const began = performance.now();
  const run = simulateBatchServer({
    arrivals: { kind: 'poisson', perSecond },
    servers,
    serviceSeconds: times,
    ...policy,
    seed: 1,
  });
  run.advance(REQUESTS);
  const simulated = (performance.now() - began) / 1000;
  const { finished } = runToEnd(
    simulateUntil(
      simulateBatchServer({
        arrivals: { kind: 'poisson', perSecond },
        servers,
        serviceSeconds: times,
        ...policy,
        seed: 1,
      }),
      { fewest: REQUESTS, most: REQUESTS, enough: () => true },
    ),
  );
  const seconds = (performance.now() - began) / 1000 - simulated;
  console.log(
    `${name.padEnd(40)} ${REQUESTS.toLocaleString('en')} requests in ${simulated.toFixed(2)} s, ${Math.round(REQUESTS / simulated / 1000).toLocaleString('en')} thousand a second; with percentiles and intervals ${seconds.toFixed(2)} s (${finished.toLocaleString('en')})`,
  );
}
const catalog = catalogOf(readTables(fileURLToPath(new URL('../references', import.meta.url)), ALL_TABLES));
for (const { ask, input } of simulateServing.examples) {
  const began = performance.now();
  await simulateServing.execute(input, {
    catalog,
    today: '2026-11-25',
    ports: { tables: closedTables('a benchmark reads no files') },
  });
  console.log(`${((performance.now() - began) / 1000).toFixed(1)} s: ${ask}`);
}
