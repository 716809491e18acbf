import { formatNumber } from '../../contract/markdown.ts';
import type { Work } from '../../contract/table-port.ts';
import type { Chosen } from './choose-policy.ts';
import { largestLoad } from './largest-load.ts';
import { capacityOf, type Simulated, type Situation, simulatePolicy } from './simulate-policy.ts';
import { levelWords } from './simulation-words.ts';

/** A coefficient of variation of service times that many models with inputs of unequal length show. */
const VARIED = 0.5;

/**
 * What would move the answer, each simulated: one server more, service times that vary, the next batch sizes, and a wait, which
 * buys busy time with latency.
 */
export async function whatWouldChange(
  situation: Situation,
  chosen: Chosen,
  at: Simulated,
  work: Work,
): Promise<string[]> {
  const { load } = situation;
  const { policy, largest, tried } = chosen;
  work.progress?.(0, 3, 'what would change it');
  const more = await largestLoad(situation, { ...policy, servers: policy.servers + 1 }, work);
  work.progress?.(1, 3, 'what would change it');
  const varied =
    situation.serviceCv < VARIED
      ? await largestLoad({ ...situation, serviceCv: VARIED }, policy, work)
      : undefined;
  work.progress?.(2, 3, 'what would change it');
  const others = tried.filter(
    (one) =>
      one.policy.servers === policy.servers &&
      one.policy.delayMs === policy.delayMs &&
      one.policy.maxBatch !== policy.maxBatch,
  );
  const waiting = await waitInstead(situation, chosen, at, work);
  return [
    `${policy.servers + 1} servers: to ${levelWords(load, more.level)}`,
    ...(others.length === 0
      ? []
      : [
          others
            .map(
              ({ policy: { maxBatch }, largest: { level } }) =>
                `batches up to ${maxBatch}: to ${levelWords(load, level)}`,
            )
            .join('; '),
        ]),
    ...(varied === undefined
      ? []
      : [
          `service times that vary (serviceCv ${VARIED}): ${varied.level === 0 ? 'no load holds' : `to ${levelWords(load, varied.level)}`} instead of ${levelWords(load, largest.level)}`,
        ]),
    ...waiting,
  ];
}

/** A wait of two single services at the level asked. */
async function waitInstead(
  situation: Situation,
  { policy }: Chosen,
  at: Simulated,
  work: Work,
): Promise<string[]> {
  if (policy.delayMs > 0 || policy.maxBatch === 1 || situation.load.kind === 'clients') return [];
  if (policy.queueLimit !== undefined && policy.queueLimit < policy.maxBatch) return [];
  const delayMs = Number((2000 * (situation.times[1] ?? 0)).toPrecision(2));
  if (at.level >= capacityOf(situation.times, policy)) return [];
  const held = await simulatePolicy(situation, { ...policy, delayMs }, at.level, 'sketch', work);
  return [
    `a wait of ${formatNumber(delayMs)} ms: P95 ${formatNumber(held.percentiles.p95.value)} ms instead of ${formatNumber(at.percentiles.p95.value)}, servers busy ${formatNumber(held.busyShare * 100)} % instead of ${formatNumber(at.busyShare * 100)} %${held.holds ? '' : ', and a target is missed'}`,
  ];
}
