export type RuledOut = { readonly model: string; readonly by: string; readonly reason: string };

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
