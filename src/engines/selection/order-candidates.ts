import { paretoFront } from './pareto-front.ts';

export type Preference = 'speed' | 'accuracy' | 'balance';

export type Rankable = {
  /** On the deciding benchmark; undefined when there is no comparable figure. */
  readonly accuracy: number | undefined;
  /** Items a second, or 1 / latency, on the one device that is compared; undefined when not measured there. */
  readonly speed: number | undefined;
  /** Parameters: where a group has no speed at all, the smaller model stands in for the faster. */
  readonly size?: number | undefined;
  /** Measured on another device of the class asked for: not comparable, but before what was measured nowhere. */
  readonly measuredNearby?: boolean;
};

export type Placed<Candidate> = { readonly candidate: Candidate; readonly onFront: boolean };

/** Within this share of the best accuracy, `balance` looks at speed first. */
export const BALANCE_STEP = 0.1;

/**
 * Orders candidates: those with both figures, then those measured on another device of the class, then accuracy
 * alone, then speed alone, then neither; inside a group the Pareto front before what it dominates; inside that, lexicographically by preference:
 * `accuracy` accuracy then speed; `speed` the reverse; `balance` accuracy in steps of a tenth of the best
 * candidate's, then speed, then accuracy. No weighted score.
 * @param better whether a higher or a lower accuracy figure is better.
 */
export function orderCandidates<Candidate extends Rankable>(
  candidates: readonly Candidate[],
  preference: Preference,
  better: 'higher' | 'lower',
): Placed<Candidate>[] {
  const gain = ({ accuracy }: Rankable): number | undefined =>
    accuracy === undefined ? undefined : better === 'higher' ? accuracy : -accuracy;
  const known = candidates.map(({ accuracy }) => accuracy).filter((value) => value !== undefined);
  const best = known.length === 0 ? 0 : better === 'higher' ? Math.max(...known) : Math.min(...known);
  const step = ({ accuracy }: Rankable): number =>
    accuracy === undefined || best === 0
      ? 0
      : Math.floor(Math.abs(accuracy - best) / (Math.abs(best) * BALANCE_STEP));

  const groups = [0, 1, 2, 3, 4].map((group) =>
    candidates.filter((candidate) => groupOf(candidate) === group),
  );
  return groups.flatMap((group) => {
    const timed = group.some(({ speed }) => speed !== undefined);
    const pace = ({ speed, size }: Rankable): number | undefined =>
      timed ? speed : size === undefined ? undefined : -size;
    const front = paretoFront(group.map((candidate) => [gain(candidate), pace(candidate)]));
    return group
      .map((candidate, index) => ({ candidate, onFront: front[index] === true }))
      .sort((a, b) => {
        if (a.onFront !== b.onFront) return a.onFront ? -1 : 1;
        const byAccuracy = descending(gain(a.candidate), gain(b.candidate));
        const bySpeed = descending(pace(a.candidate), pace(b.candidate));
        if (preference === 'accuracy') return byAccuracy || bySpeed;
        if (preference === 'speed') return bySpeed || byAccuracy;
        return step(a.candidate) - step(b.candidate) || bySpeed || byAccuracy;
      });
  });
}

function groupOf({ accuracy, speed, measuredNearby = false }: Rankable): number {
  if (accuracy !== undefined) return speed !== undefined ? 0 : measuredNearby ? 1 : 2;
  return speed === undefined ? 4 : 3;
}

function descending(a: number | undefined, b: number | undefined): number {
  return (b ?? Number.NEGATIVE_INFINITY) > (a ?? Number.NEGATIVE_INFINITY) ? 1 : a === b ? 0 : -1;
}
