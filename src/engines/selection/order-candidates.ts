import { paretoFront } from './pareto-front.ts';

export type Preference = 'speed' | 'accuracy' | 'balance';

export type Rankable = {
  /** 0 is known to meet every stated constraint and maintained; each higher number comes after all lower ones. */
  readonly tier: number;
  /** On the deciding benchmark; undefined when there is no comparable figure. */
  readonly accuracy: number | undefined;
  /** Items a second, or 1 / latency, on the one device that is compared; undefined when not measured there. */
  readonly speed: number | undefined;
  /** Stands in for speed where a group has none; higher is faster. */
  readonly pace?: number | undefined;
  /** 0 is a licence without conditions, 1 one with conditions, 2 an unclear one. */
  readonly licenceBurden: number;
  /** 0 is in active work, 1 only maintained. */
  readonly upkeepBurden: number;
  /** Measured on another device of the class asked for: not comparable, but before what was measured nowhere. */
  readonly measuredNearby?: boolean;
};

export type Placed<Candidate> = { readonly candidate: Candidate; readonly onFront: boolean };

/** Share of the best accuracy within which `balance` sees no difference, where the benchmark states none. */
export const BALANCE_STEP = 0.1;

/**
 * Orders candidates by tier; in a tier those with both figures, then those measured on another device of the class, then
 * accuracy alone, then speed alone, then neither; inside a group the Pareto front of accuracy, speed and plainness of
 * licence before what it dominates; inside that, lexicographically: `accuracy` accuracy, licence, speed; `speed` speed,
 * licence, accuracy; `balance` accuracy in steps, licence, upkeep, speed, accuracy. No weighted score.
 * @param better whether a higher or a lower accuracy figure is better.
 * @param equalWithin difference of accuracy that counts as none under `balance`; a tenth of the best where undefined.
 */
export function orderCandidates<Candidate extends Rankable>(
  candidates: readonly Candidate[],
  preference: Preference,
  better: 'higher' | 'lower',
  equalWithin?: number,
): Placed<Candidate>[] {
  const gain = ({ accuracy }: Rankable): number | undefined =>
    accuracy === undefined ? undefined : better === 'higher' ? accuracy : -accuracy;
  const groups = new Map<number, Candidate[]>();
  for (const candidate of candidates) {
    const place = candidate.tier * GROUPS + groupOf(candidate);
    groups.set(place, [...(groups.get(place) ?? []), candidate]);
  }
  return [...groups.entries()]
    .sort(([a], [b]) => a - b)
    .flatMap(([, group]) => orderGroup(group, preference, gain, equalWithin));
}

const GROUPS = 5;

function orderGroup<Candidate extends Rankable>(
  group: readonly Candidate[],
  preference: Preference,
  gain: (candidate: Candidate) => number | undefined,
  equalWithin: number | undefined,
): Placed<Candidate>[] {
  const gains = group.map(gain).filter((value) => value !== undefined);
  const best = gains.length === 0 ? 0 : Math.max(...gains);
  const width = equalWithin ?? Math.abs(best) * BALANCE_STEP;
  const step = (candidate: Candidate): number => {
    const own = gain(candidate);
    return own === undefined || width === 0 ? 0 : Math.floor((best - own) / width);
  };
  const timed = group.some(({ speed }) => speed !== undefined);
  const pace = (candidate: Candidate): number | undefined => (timed ? candidate.speed : candidate.pace);
  const front = paretoFront(
    group.map((candidate) => [gain(candidate), pace(candidate), -candidate.licenceBurden]),
  );
  return group
    .map((candidate, index) => ({ candidate, onFront: front[index] === true }))
    .sort((a, b) => {
      if (a.onFront !== b.onFront) return a.onFront ? -1 : 1;
      const byAccuracy = descending(gain(a.candidate), gain(b.candidate));
      const bySpeed = descending(pace(a.candidate), pace(b.candidate));
      const byLicence = a.candidate.licenceBurden - b.candidate.licenceBurden;
      if (preference === 'accuracy') return byAccuracy || byLicence || bySpeed;
      if (preference === 'speed') return bySpeed || byLicence || byAccuracy;
      const byUpkeep = a.candidate.upkeepBurden - b.candidate.upkeepBurden;
      return step(a.candidate) - step(b.candidate) || byLicence || byUpkeep || bySpeed || byAccuracy;
    });
}

function groupOf({ accuracy, speed, measuredNearby = false }: Rankable): number {
  if (accuracy !== undefined) return speed !== undefined ? 0 : measuredNearby ? 1 : 2;
  return speed === undefined ? 4 : 3;
}

function descending(a: number | undefined, b: number | undefined): number {
  return (b ?? Number.NEGATIVE_INFINITY) > (a ?? Number.NEGATIVE_INFINITY) ? 1 : a === b ? 0 : -1;
}
