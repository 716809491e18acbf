import { describe, expect, it } from 'vitest';
import { QUEUE_CONFIGURATIONS } from '../../evidence/queueing/configurations.ts';
import { agreement } from './agreement.ts';

/**
 * What this shows and what not: the first run of these seeds missed 8. The warm-up rule and the batches were then changed, tuned on other seeds, and the
 * same seeds run again. Ten further replications with seeds fixed beforehand missed 30 of 730 (4.1 %), 23 of them with the interval below
 * the exact value: what errs, errs to the optimistic side. No bursty arrivals are among the queues.
 */
/** The 99 % point of the number of misses among 73 intervals of 95 %. */
const MOST_MISSES = 9;

describe('the simulator against exact values', () => {
  it('holds the exact value in its 95 % interval for all but 9 of 73 queues; the seed is the running number', () => {
    const runs = QUEUE_CONFIGURATIONS.map((configuration, index) => agreement(configuration, index + 1));
    const missed = runs.filter(({ metrics }) => metrics[0]?.within === false).map(({ id }) => id);
    process.stdout.write(`simulator: ${missed.length} of ${runs.length} outside (${missed.join(', ')})\n`);
    expect(runs).toHaveLength(73);
    expect(runs.every(({ metrics }) => metrics.length > 0)).toBe(true);
    expect(missed.length).toBeLessThanOrEqual(MOST_MISSES);
  }, 240_000);
});
