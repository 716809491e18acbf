import type { SimulationRun } from './simulate-batch-server.ts';
import { type Estimates, simulatedEstimates } from './simulated-estimates.ts';

/** Requests between two pauses, so that a caller can look up. */
const CHUNK = 1 << 15;

export type SimulationGoal = {
  /** Fewest and most finished requests. */
  readonly fewest: number;
  readonly most: number;
  /** Whether these estimates will do; asked at `fewest` and each doubling. */
  readonly enough: (estimates: Estimates) => boolean;
  readonly fromStart?: boolean | undefined;
};

export type SimulationEnd = {
  readonly estimates: Estimates;
  /** `enough` was met, `most` was reached, or no request was left (a trace). */
  readonly stoppedBy: 'enough' | 'most' | 'end';
  readonly finished: number;
};

/**
 * Runs a simulation until its estimates will do or a cap is reached, doubling the length between two judgements (sequential batch
 * means: Law and Carson, 1979, doi:10.1287/opre.27.5.1011). Estimates of batches that depend on each other never will do.
 * A generator, so that whoever drives it can show progress or stop: it gives the requests finished so far.
 */
export function* simulateUntil(run: SimulationRun, goal: SimulationGoal): Generator<number, SimulationEnd> {
  let finished = 0;
  let target = Math.min(goal.fewest, goal.most);
  for (;;) {
    let more = true;
    while (more && finished < target) {
      const next = Math.min(target, finished + CHUNK);
      more = run.advance(next);
      if (more) finished = next;
      yield finished;
    }
    const observed = run.observed();
    const estimates = simulatedEstimates(observed, goal.fromStart);
    if (!more) return { estimates, stoppedBy: 'end', finished: observed.latencies.length };
    if (estimates.independent && goal.enough(estimates)) return { estimates, stoppedBy: 'enough', finished };
    if (finished >= goal.most) return { estimates, stoppedBy: 'most', finished };
    target = Math.min(goal.most, 2 * target);
  }
}

/** Drives a generator to its end at once. */
export function runToEnd<End>(steps: Generator<unknown, End>): End {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
