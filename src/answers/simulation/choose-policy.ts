import type { Work } from '../../contract/table-port.ts';
import { type LargestLoad, largestLoad, NEAREST_TO_CAPACITY, screenedLoad } from './largest-load.ts';
import { capacityOf, PERCENTILES, type Policy, type Situation, simulatePolicy } from './simulate-policy.ts';

export type Tried = { readonly policy: Policy; readonly largest: LargestLoad };

export type Chosen = Tried & {
  /** All that were simulated, the chosen one among them, best first. */
  readonly tried: readonly Tried[];
  /** Batch sizes that the closed form left out. */
  readonly screenedOut: readonly number[];
};

/** What the caller fixed; the rest is looked for. */
export type Wanted = {
  readonly servers?: number | undefined;
  readonly maxBatch?: number | undefined;
  readonly delayMs?: number | undefined;
  readonly preferred: readonly number[];
  readonly queueLimit?: number | undefined;
  readonly timeoutMs?: number | undefined;
};

/** Batch sizes that are simulated at most; the closed form orders them. */
const SIMULATED_SIZES = 4;
/** A wait or a size is taken only for a gain of more than the search resolves. */
const WORTH = 1.02;
/** Waits that are tried with the servers of a level, shares of a single service. */
const SHORT_WAITS = [0.1, 0.3] as const;
export const MOST_SERVERS = 1000;

/**
 * The policy that carries most within the targets: powers of two and the largest batch in the order of the closed form, without a
 * wait; then waits of half a single service and of two for the best of them. With a level and no servers: the fewest servers that the
 * tried sizes and waits need for it (by bisection, taking more servers to hold whatever fewer do).
 */
export async function choosePolicy(
  situation: Situation,
  wanted: Wanted,
  level: number | undefined,
  work: Work,
): Promise<Chosen> {
  const largest = situation.times.length - 1;
  const servers = wanted.servers ?? 1;
  const policyOf = (maxBatch: number, delayMs: number, count = servers): Policy => ({
    servers: count,
    maxBatch,
    delayMs,
    preferred: wanted.preferred,
    queueLimit: wanted.queueLimit,
    timeoutMs: wanted.timeoutMs,
  });
  const sizes = wanted.maxBatch === undefined ? sizesUpTo(largest) : [wanted.maxBatch];
  const ordered = sizes
    .map((size) => ({ size, screened: screenedLoad(situation, policyOf(size, wanted.delayMs ?? 0)) }))
    .sort((a, b) => b.screened - a.screened || a.size - b.size);
  const finalists = ordered.slice(0, SIMULATED_SIZES).map(({ size }) => size);
  const single = (situation.times[1] ?? 0) * 1000;
  const waits =
    wanted.delayMs === undefined ? [single / 2, 2 * single].map((ms) => Number(ms.toPrecision(2))) : [];
  const steps = finalists.length + waits.length;
  let done = 0;
  const tried: Tried[] = [];
  const judge = async (policy: Policy): Promise<Tried> => {
    work.progress?.(done, steps, `batches up to ${policy.maxBatch}, wait ${policy.delayMs} ms`);
    const one = { policy, largest: await largestLoad(situation, policy, work) };
    done += 1;
    tried.push(one);
    return one;
  };
  let best = await judge(policyOf(finalists[0] ?? 1, wanted.delayMs ?? 0));
  for (const size of finalists.slice(1)) {
    const one = await judge(policyOf(size, wanted.delayMs ?? 0));
    // a smaller batch costs the single request less
    const worth = one.policy.maxBatch < best.policy.maxBatch ? 1 / WORTH : WORTH;
    if (one.largest.level > worth * best.largest.level) best = one;
  }
  const waitless = best;
  if (best.policy.maxBatch > 1)
    for (const delayMs of waits) {
      const one = await judge(policyOf(waitless.policy.maxBatch, delayMs));
      if (one.largest.level > WORTH * best.largest.level) best = one;
    }
  if (wanted.servers === undefined && level !== undefined) {
    let { policy } = best;
    policy = { ...policy, servers: await fewestServers(situation, best, level, work) };
    // several servers without a wait send small batches: another size, or a short wait that gathers one, may do with fewer of them
    const shortWaits =
      wanted.delayMs === undefined ? SHORT_WAITS.map((share) => Number((share * single).toPrecision(2))) : [];
    for (const maxBatch of finalists)
      for (const delayMs of [wanted.delayMs ?? 0, ...shortWaits]) {
        if (maxBatch === policy.maxBatch && delayMs === policy.delayMs) continue;
        if (maxBatch === 1 && delayMs > 0) continue;
        policy = await withFewerServers(situation, policy, { ...policy, maxBatch, delayMs }, level, work);
      }
    if (policy !== best.policy) best = await judge(policy);
  }
  work.progress?.(steps, steps, 'the policy is chosen');
  return {
    ...best,
    tried: tried.toSorted((a, b) => b.largest.level - a.largest.level),
    screenedOut: ordered.slice(SIMULATED_SIZES).map(({ size }) => size),
  };
}

/** By bisection: several servers with one queue do at least what they do apart, so the single server bounds the count. */
async function fewestServers(
  situation: Situation,
  { policy, largest }: Tried,
  level: number,
  work: Work,
): Promise<number> {
  const clients = situation.load.kind === 'clients';
  const one = capacityOf(situation.times, { ...policy, servers: 1 });
  // no load holds the targets: as many as keep the queue from growing without end
  if (largest.level === 0)
    return clients ? 1 : Math.min(MOST_SERVERS, Math.floor(level / (NEAREST_TO_CAPACITY * one)) + 1);
  const low = clients ? 0 : Math.ceil(level / one) - 1;
  const high = Math.min(MOST_SERVERS, Math.max(low + 1, Math.ceil(level / largest.level)));
  return bisected(situation, policy, level, low, high, work);
}

/** The other policy with as few servers as hold the level, where that is fewer than the policy has; else the policy. */
async function withFewerServers(
  situation: Situation,
  policy: Policy,
  other: Policy,
  level: number,
  work: Work,
): Promise<Policy> {
  const least =
    situation.load.kind === 'clients'
      ? 1
      : Math.floor(level / (NEAREST_TO_CAPACITY * capacityOf(situation.times, { ...other, servers: 1 }))) + 1;
  const high = policy.servers - 1;
  if (high < least || !(await holds(situation, { ...other, servers: high }, level, work))) return policy;
  return { ...other, servers: await bisected(situation, other, level, least - 1, high, work) };
}

/** The fewest servers above `low`, which do not do, up to `high`, which do. */
async function bisected(
  situation: Situation,
  policy: Policy,
  level: number,
  low: number,
  high: number,
  work: Work,
): Promise<number> {
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (await holds(situation, { ...policy, servers: middle }, level, work)) high = middle;
    else low = middle;
  }
  return high;
}

async function holds(situation: Situation, policy: Policy, level: number, work: Work): Promise<boolean> {
  if (situation.load.kind !== 'clients' && level >= NEAREST_TO_CAPACITY * capacityOf(situation.times, policy))
    return false;
  const seen = await simulatePolicy(situation, policy, level, 'decide', work);
  // servers are saved only where the whole interval lies below the target, with what the search resolves to spare
  return (
    seen.holds &&
    PERCENTILES.every((name) => WORTH * seen.percentiles[name].high <= situation.targetsMs[name])
  );
}

function sizesUpTo(largest: number): number[] {
  const sizes = [];
  for (let size = 1; size < largest; size *= 2) sizes.push(size);
  return [...sizes, largest];
}
