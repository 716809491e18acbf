import type { Work } from '../../contract/table-port.ts';
import { batchCycleLoad } from '../../engines/queueing/batch-cycle-load.ts';
import {
  capacityOf,
  PERCENTILES,
  type Policy,
  SHARES,
  type Simulated,
  type Situation,
  simulatePolicy,
} from './simulate-policy.ts';

export type LargestLoad = {
  /** 0 where not even the smallest load holds. */
  readonly level: number;
  readonly held?: Simulated | undefined;
  /** The least level that was seen to miss; absent where the targets hold up to the capacity. */
  readonly missed?: Simulated | undefined;
};

/** As near to what a policy can do at most as is simulated: beyond it a run is too long to judge. */
export const NEAREST_TO_CAPACITY = 0.99;
const RESOLUTION = 0.01;
const LEAST_SHARE = 0.01;
const MOST_CLIENTS = 100_000;

/**
 * The largest level at which a policy holds all targets, by bisection between simulated levels to 1 %, or to one client. The
 * first guess is the batch cycle's closed form.
 */
export async function largestLoad(situation: Situation, policy: Policy, work: Work): Promise<LargestLoad> {
  const clients = situation.load.kind === 'clients';
  const capacity = capacityOf(situation.times, policy);
  const top = clients ? MOST_CLIENTS : NEAREST_TO_CAPACITY * capacity;
  const bottom = clients ? 1 : LEAST_SHARE * capacity;
  const whole = (level: number): number => (clients ? Math.max(1, Math.round(level)) : level);
  const screened = screenedLoad(situation, policy);
  const think = situation.load.kind === 'clients' ? situation.load.thinkSeconds : 0;
  const guess = clients ? screened * (think + situation.targetsMs.p50 / 1000) : Math.min(top, 0.9 * screened);
  let held: Simulated | undefined;
  let missed: Simulated | undefined;
  const judge = async (level: number): Promise<void> => {
    const seen = await simulatePolicy(situation, policy, level, 'decide', work);
    if (seen.holds) held = seen;
    else missed = seen;
  };
  let level = whole(Math.min(top, Math.max(bottom, guess)));
  await judge(level);
  while (missed === undefined && level < top) {
    level = Math.min(top, whole(level * 1.2) + (clients ? 1 : 0));
    await judge(level);
  }
  while (held === undefined && level > bottom) {
    level = Math.max(bottom, clients ? Math.floor(level * 0.7) : level * 0.7);
    await judge(level);
  }
  for (;;) {
    const [low, high] = [held?.level ?? 0, missed?.level ?? 0];
    if (
      held === undefined ||
      missed === undefined ||
      high - low <= Math.max(clients ? 1 : 0, RESOLUTION * high)
    )
      break;
    await judge(clients ? Math.floor((low + high) / 2) : (low + high) / 2);
  }
  return { level: held?.level ?? 0, held, missed };
}

/** The closed form that orders policies before any is simulated. */
export function screenedLoad(situation: Situation, policy: Policy): number {
  const size = policy.preferred.at(-1) ?? policy.maxBatch;
  return batchCycleLoad(
    situation.times.subarray(0, size + 1),
    policy.servers,
    PERCENTILES.map((name) => ({
      share: SHARES[name],
      seconds: situation.targetsMs[name] / 1000,
    })),
  );
}
