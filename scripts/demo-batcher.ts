import { compareBatchers } from './examples/batcher-comparison.ts';

/** The loads of the table in references/batching.md. */
const LOADS = [
  [100, 32, 50],
  [1000, 32, 10],
  [1000, 32, 20],
  [2000, 64, 50],
] as const;

console.log(
  '| Requests/s | Largest batch | Wait (ms) | Seed: mean batch | Seed: empty | Seed: own answer | One timer: mean batch |',
);
console.log('| --- | --- | --- | --- | --- | --- | --- |');
for (const [requestsPerSecond, maxBatch, maxWaitMs] of LOADS) {
  const { seed, right } = await compareBatchers({
    requestsPerSecond,
    maxBatch,
    maxWaitMs,
    requests: 20_000,
    seed: 1,
  });
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  console.log(
    `| ${requestsPerSecond} | ${maxBatch} | ${maxWaitMs} | ${seed.meanBatch.toFixed(2)} | ${percent(seed.emptyShare)} | ${percent(seed.answeredShare)} | ${right.meanBatch.toFixed(2)} |`,
  );
}
