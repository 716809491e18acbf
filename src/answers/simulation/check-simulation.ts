import { inputError } from '../../contract/input-error.ts';
import { formatNumber } from '../../contract/markdown.ts';
import type { Wanted } from './choose-policy.ts';
import { MOST_SERVERS } from './choose-policy.ts';
import { NEAREST_TO_CAPACITY } from './largest-load.ts';
import { capacityOf, PERCENTILES, type Situation } from './simulate-policy.ts';

/** @throws InputError where percentile targets cross, or one is below what a request needs that is alone. */
export function checkTargets({ targetsMs, times }: Situation): void {
  for (const [index, name] of PERCENTILES.entries()) {
    const before = PERCENTILES[index - 1];
    if (before !== undefined && targetsMs[name] < targetsMs[before])
      throw inputError(
        `${name}Ms`,
        `${targetsMs[name]} is below ${before}Ms, ${targetsMs[before]}`,
        'Percentiles ascend',
      );
  }
  const bare = (times[1] ?? 0) * 1000;
  for (const name of PERCENTILES)
    if (targetsMs[name] < bare)
      throw inputError(
        `${name}Ms`,
        `${targetsMs[name]} is below the bare service time, ${formatNumber(bare)} ms of a request that is alone`,
        'No load holds it: send a faster model or device, or a later target',
      );
}

/** @throws InputError for parts of a policy that contradict each other or the curve. */
export function checkPolicy(wanted: Wanted, times: Float64Array): void {
  const { maxBatch, delayMs = 0, preferred, queueLimit } = wanted;
  const largest = maxBatch ?? times.length - 1;
  const [size] = preferred;
  if (size !== undefined && maxBatch === undefined)
    throw inputError('preferredBatch', 'is given without maxBatch', 'Send maxBatch too');
  if (size !== undefined && size > largest)
    throw inputError('preferredBatch', `${size} is above maxBatch, ${largest}`, `Allowed: up to ${largest}`);
  if (delayMs > 0 && queueLimit !== undefined && queueLimit < largest)
    throw inputError(
      'queueLimit',
      `${queueLimit} can never fill the batch of ${largest} that delayMs waits for`,
      `Send at least ${largest}, or delayMs: 0`,
    );
}

/**
 * Refuses a load that grows without end, before it is simulated: more than a fixed number of servers can do in full batches,
 * with nothing that drops.
 * @throws InputError that says by how much, and how many servers would do.
 */
export function checkStable(
  situation: Situation,
  wanted: Wanted,
  level: number | undefined,
  field: string,
): void {
  if (level === undefined || situation.load.kind === 'clients') return;
  const policy = (servers: number) => ({
    ...wanted,
    servers,
    maxBatch: wanted.maxBatch ?? situation.times.length - 1,
    delayMs: 0,
  });
  const one = capacityOf(situation.times, policy(1));
  const needed = Math.floor(level / (NEAREST_TO_CAPACITY * one)) + 1;
  if (wanted.servers === undefined) {
    if (needed > MOST_SERVERS)
      throw inputError(
        field,
        `${formatNumber(level)} requests/s need ${formatNumber(needed)} servers at ${formatNumber(one)} each`,
        `At most ${MOST_SERVERS} servers are simulated: divide the load`,
      );
    return;
  }
  const capacity = capacityOf(situation.times, policy(wanted.servers));
  if (
    level < NEAREST_TO_CAPACITY * capacity ||
    wanted.queueLimit !== undefined ||
    wanted.timeoutMs !== undefined
  )
    return;
  const largest = wanted.preferred.at(-1) ?? policy(1).maxBatch;
  throw inputError(
    field,
    level >= capacity
      ? `${formatNumber(level)} requests/s are ${formatNumber((level / capacity - 1) * 100)} % above the capacity, ${formatNumber(capacity)}/s (${wanted.servers} server${wanted.servers === 1 ? '' : 's'}, batches of ${largest}): the queue grows without end`
      : `${formatNumber(level)} requests/s are ${formatNumber((level / capacity) * 100)} % of the capacity, ${formatNumber(capacity)}/s: too near it for a simulation to settle`,
    `Send servers: ${needed}, leave servers out to have them counted, or send queueLimit or timeoutMs to drop the rest`,
  );
}
