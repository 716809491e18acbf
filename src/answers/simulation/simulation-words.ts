import { formatNumber } from '../../contract/markdown.ts';
import type { Chosen } from './choose-policy.ts';
import type { LargestLoad } from './largest-load.ts';
import { NEAREST_TO_CAPACITY } from './largest-load.ts';
import type { LatencyCurve } from './latency-curve.ts';
import type { OfferedLoad } from './offered-load.ts';
import { capacityOf, PERCENTILES, type Policy, type Simulated, type Situation } from './simulate-policy.ts';

export function levelWords(load: OfferedLoad, level: number): string {
  if (load.kind !== 'clients') return `${formatNumber(level)} requests/s`;
  return level === 1 ? '1 client' : `${formatNumber(level)} clients`;
}

export function policyWords({ servers, maxBatch, delayMs }: Policy): string {
  const count = servers === 1 ? 'one server' : `${servers} servers`;
  if (maxBatch === 1) return `${count}, no batching`;
  return `${count}, batches up to ${maxBatch}, ${delayMs === 0 ? 'no wait' : `a wait of ${formatNumber(delayMs)} ms`}`;
}

/** `P95 212 ms (208 to 216) of 300`. */
export function percentileWords(
  at: Simulated,
  situation: Situation,
  name: (typeof PERCENTILES)[number],
): string {
  const { value, low, high } = at.percentiles[name];
  const range = Number.isFinite(high)
    ? `${formatNumber(Number(low.toPrecision(3)))} to ${formatNumber(Number(high.toPrecision(3)))}`
    : `from ${formatNumber(Number(low.toPrecision(3)))}`;
  return `${name.toUpperCase()} ${formatNumber(Number(value.toPrecision(3)))} ms (${range}) of ${formatNumber(situation.targetsMs[name])}`;
}

/** What the long run at the level asked and the shorter ones of the search say together: the long run has the last word. */
export function limitLevel({ level }: LargestLoad, at: Simulated): number {
  return at.holds ? Math.max(level, at.level) : Math.min(level, at.level);
}

export function simulationVerdict(
  situation: Situation,
  chosen: Chosen,
  at: Simulated,
  curve: LatencyCurve,
  asked: { readonly level: number | undefined; readonly servers: number | undefined },
): string {
  const { load } = situation;
  const { policy, largest } = chosen;
  const worst = at.worst.what === 'dropped' ? undefined : at.worst.what;
  const shown = worst ?? 'p95';
  const limit =
    largest.level === 0
      ? 'no load holds the targets'
      : largest.missed === undefined
        ? load.kind === 'clients'
          ? `${levelWords(load, largest.level)} hold too`
          : `they hold to the capacity, ${formatNumber(capacityOf(situation.times, policy))} requests/s`
        : `they hold to ${levelWords(load, largest.level)}, where ${bindingName(largest)} binds`;
  const near =
    asked.level !== undefined && at.holds !== largest.level >= at.level
      ? `the limit is there, nearer than the search tells apart (${levelWords(load, largest.level)})`
      : limit;
  const knee = `the knee is near ${levelWords(load, curve.knee.level)}`;
  const where = `${levelWords(load, at.level)} on ${policyWords(policy)}`;
  if (asked.level === undefined)
    return `${largest.level === 0 ? 'No load holds the targets' : `Up to ${levelWords(load, largest.level)}`} on ${policyWords(policy)}${largest.level === 0 ? '' : `: ${percentileWords(at, situation, shown)}`}; ${knee}.`;
  const count =
    asked.servers === undefined
      ? `${policy.servers === 1 ? 'One server is' : `${policy.servers} servers are`} enough: `
      : '';
  if (at.holds)
    return `${count}${count === '' ? 'The targets hold' : 'the targets hold'} at ${where}: ${percentileWords(at, situation, shown)}; ${near}; ${knee}.`;
  const why =
    worst === undefined
      ? `${formatNumber(at.droppedShare * 100)} % of the requests are dropped`
      : percentileWords(at, situation, worst);
  return `The targets do not hold at ${where}: ${why}; ${near}.`;
}

function bindingName({ missed }: LargestLoad): string {
  if (missed === undefined) return 'the capacity';
  return missed.worst.what === 'dropped' ? 'the dropped share' : missed.worst.what.toUpperCase();
}

export function bindingSentence(situation: Situation, { policy, largest }: Chosen): string {
  const capacity = capacityOf(situation.times, policy);
  const { load } = situation;
  if (largest.missed === undefined)
    return load.kind === 'clients'
      ? `none: ${levelWords(load, largest.level)} still hold the targets`
      : `the capacity, ${formatNumber(capacity)} requests/s: the targets hold to ${formatNumber(NEAREST_TO_CAPACITY * 100)} % of it`;
  const { what } = largest.missed.worst;
  const beyond = levelWords(load, largest.missed.level);
  if (what === 'dropped')
    return `drops: at ${beyond} ${formatNumber(largest.missed.droppedShare * 100)} % are turned away, more than 1 %`;
  return `${what.toUpperCase()}: ${formatNumber(largest.missed.percentiles[what].value)} ms at ${beyond}, beyond ${formatNumber(situation.targetsMs[what])}${load.kind === 'clients' ? '' : `, at ${formatNumber((100 * largest.missed.level) / capacity)} % of the capacity`}`;
}

export function simulationWarnings(situation: Situation, at: Simulated, price: string | undefined): string[] {
  const wide = PERCENTILES.filter((name) => {
    const { low, high } = at.percentiles[name];
    return low <= situation.targetsMs[name] && high > situation.targetsMs[name];
  });
  return [
    ...wide.map(
      (name) =>
        `${name.toUpperCase()} cannot be told from its target: the interval holds ${formatNumber(situation.targetsMs[name])} ms.`,
    ),
    ...(at.stoppedBy === 'most' && at.batches <= 8
      ? [
          'The run was cut before its parts were independent: the intervals are too narrow. Bursts that last long do this.',
        ]
      : []),
    ...(at.droppedShare > 0
      ? [
          `${formatNumber(at.droppedShare * 100)} % of the requests are dropped; the percentiles are of the answered ones.`,
        ]
      : []),
    ...(price === undefined ? [] : [price]),
  ];
}
