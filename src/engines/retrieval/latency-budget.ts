export type LatencyStage = { readonly stage: string; readonly lowMs: number; readonly highMs: number };

/**
 * The sum of serial stages against a target. Means add; the sum of the stages' high ends bounds the whole from above, since
 * not all are slow at once (percentiles do not add).
 * @param stages each 0 or more. @param targetMs above 0.
 * @returns `leftMs` after the high ends, negative when they pass the target; the slowest stage by its high end.
 */
export function latencyBudget(
  stages: readonly LatencyStage[],
  targetMs: number,
): {
  readonly lowMs: number;
  readonly highMs: number;
  readonly leftMs: number;
  readonly slowest: LatencyStage | undefined;
  readonly fits: 'yes' | 'perhaps' | 'no';
} {
  const lowMs = stages.reduce((sum, stage) => sum + stage.lowMs, 0);
  const highMs = stages.reduce((sum, stage) => sum + stage.highMs, 0);
  const slowest = [...stages].sort((a, b) => b.highMs - a.highMs)[0];
  return {
    lowMs,
    highMs,
    leftMs: targetMs - highMs,
    slowest,
    fits: highMs <= targetMs ? 'yes' : lowMs <= targetMs ? 'perhaps' : 'no',
  };
}
