export type ScalingRule = {
  readonly fewest: number;
  readonly most: number;
  /** What is held near `target` in the mean of the ready replicas: the share of time busy, or requests in the system each. */
  readonly metric: 'busy-share' | 'requests';
  readonly target: number;
  /** Seconds between two looks: 15 for the Kubernetes autoscaler, 30 for KEDA's poll. */
  readonly periodSeconds?: number | undefined;
  /** A ratio of metric to target this near 1 changes nothing. */
  readonly tolerance?: number | undefined;
  /** Fewer replicas only when none of the last so many seconds asked for more. */
  readonly scaleDownWindowSeconds?: number | undefined;
  /** From the last request to none, where `fewest` is 0. */
  readonly cooldownSeconds?: number | undefined;
  /** From the decision to a replica that answers. */
  readonly coldStartSeconds: number;
};

/** Defaults of the Kubernetes autoscaler and of KEDA. */
export const SCALING_DEFAULTS = {
  periodSeconds: 15,
  tolerance: 0.1,
  scaleDownWindowSeconds: 300,
  cooldownSeconds: 300,
} as const;

/** A step up at most doubles the replicas or adds so many, whichever is more. */
const STEP_UP = 4;

export type ReplicaState = {
  readonly ready: number;
  readonly starting: number;
  /** Sum of the metric over the ready replicas since the last look. */
  readonly metricSum: number;
  readonly inSystem: number;
  /** When the system last held a request. */
  readonly lastActive: number;
};

/**
 * How many replicas the Kubernetes Horizontal Pod Autoscaler wants: `ceil(replicas * metric / target)`, no change within the
 * tolerance; replicas that are not ready count as idle when the metric asks for more, and change nothing when that turns the
 * sense; at most double or 4 more a step up; down to the largest wish of the window
 * (https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/). From and to none as KEDA does: one replica as
 * soon as a look finds a request, none after the cool-down
 * (https://keda.sh/docs/2.22/reference/scaledobject-spec/: poll 30 s, cool-down 300 s).
 * @throws RangeError for a target that is not above 0 or bounds that cross.
 */
export function replicaController(rule: ScalingRule): (now: number, state: ReplicaState) => number {
  const { fewest, most, target } = rule;
  if (!(target > 0)) throw new RangeError(`a scaling target of ${target} is not above 0`);
  if (!(fewest >= 0 && most >= Math.max(1, fewest)))
    throw new RangeError(`from ${fewest} to ${most} replicas: the most must be at least 1 and the fewest`);
  const tolerance = rule.tolerance ?? SCALING_DEFAULTS.tolerance;
  const window = rule.scaleDownWindowSeconds ?? SCALING_DEFAULTS.scaleDownWindowSeconds;
  const cooldown = rule.cooldownSeconds ?? SCALING_DEFAULTS.cooldownSeconds;
  let wishes: { readonly at: number; readonly replicas: number }[] = [];
  return (now, { ready, starting, metricSum, inSystem, lastActive }) => {
    const current = ready + starting;
    if (current === 0) return inSystem > 0 ? 1 : fewest;
    if (fewest === 0 && inSystem === 0 && now - lastActive >= cooldown) {
      wishes = [];
      return 0;
    }
    const wish = wished(ready, starting, metricSum, target, tolerance);
    wishes = [...wishes.filter(({ at }) => now - at < window), { at: now, replicas: wish }];
    const held =
      wish < current
        ? Math.min(
            current,
            wishes.reduce((largest, { replicas }) => Math.max(largest, replicas), 0),
          )
        : Math.min(wish, Math.max(2 * current, current + STEP_UP));
    return Math.min(most, Math.max(Math.max(1, fewest), held));
  };
}

function wished(
  ready: number,
  starting: number,
  metricSum: number,
  target: number,
  tolerance: number,
): number {
  const current = ready + starting;
  if (ready === 0) return current;
  const ratio = metricSum / ready / target;
  if (Math.abs(ratio - 1) <= tolerance) return current;
  if (ratio < 1 || starting === 0) return Math.ceil(ratio * ready) + (ratio < 1 ? starting : 0);
  const withStarting = metricSum / current / target;
  return withStarting <= 1 + tolerance ? current : Math.ceil(withStarting * current);
}
