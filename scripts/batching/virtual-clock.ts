import type { Clock } from '../examples/dynamic-batcher.ts';

export type VirtualClock = Clock & {
  /** Runs what is due in the order of time, settling promises between, until nothing is. */
  readonly runAll: () => Promise<void>;
};

/** A clock that jumps from one timer to the next: hours of waiting in milliseconds, the same every time. */
export function virtualClock(): VirtualClock {
  const due: { readonly at: number; readonly callback: () => void; cancelled: boolean }[] = [];
  let now = 0;
  // promises settle before the event loop turns
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    now: () => now,
    at: (ms, callback) => {
      const timer = { at: Math.max(now, ms), callback, cancelled: false };
      // after those of the same time: first armed, first fired
      let from = 0;
      let to = due.length;
      while (from < to) {
        const middle = (from + to) >>> 1;
        if ((due[middle]?.at ?? 0) > timer.at) from = middle + 1;
        else to = middle;
      }
      due.splice(from, 0, timer);
      return () => {
        timer.cancelled = true;
      };
    },
    runAll: async () => {
      await settled();
      for (let next = due.pop(); next !== undefined; next = due.pop()) {
        if (next.cancelled) continue;
        now = next.at;
        next.callback();
        await settled();
      }
    },
  };
}
