export type RuledOut = { readonly model: string; readonly by: string; readonly reason: string };

/**
 * For each constraint, the best model that it rules out, where that model scores better than the first candidate.
 * Status and the accuracy floor are left out: nobody can relax the one, and the other rules out what scores worse.
 */
export function whatWouldFlip(
  ruledOut: readonly RuledOut[],
  first: number | undefined,
  scoreOf: (model: string) => number | undefined,
  better: 'higher' | 'lower',
): { readonly by: string; readonly model: string; readonly value: number }[] {
  const sign = better === 'higher' ? 1 : -1;
  const best = new Map<string, { by: string; model: string; value: number }>();
  for (const { model, by } of ruledOut) {
    const value = scoreOf(model);
    if (value === undefined || by === 'status' || by === 'minAccuracy') continue;
    const known = best.get(by);
    if (known === undefined || sign * value > sign * known.value) best.set(by, { by, model, value });
  }
  return [...best.values()].filter(({ value }) => first === undefined || sign * value > sign * first);
}

export type RuledOutGroup = {
  readonly by: string;
  readonly reason: string;
  readonly models: readonly string[];
};

/** Models that fail for the same reason, together, the largest groups first. */
export function groupRuledOut(ruledOut: readonly RuledOut[]): RuledOutGroup[] {
  const groups = new Map<string, { by: string; reason: string; models: string[] }>();
  for (const { model, by, reason } of ruledOut) {
    const key = `${by} ${reason}`;
    const group = groups.get(key) ?? { by, reason, models: [] };
    group.models.push(model);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => b.models.length - a.models.length);
}
