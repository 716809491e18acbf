import type { ComponentAsk } from './component-ask.ts';
import type { ComponentFacts, KindRow, RuleRow } from './component-facts.ts';

export type WantedPart = { readonly kind: KindRow; readonly reason: string };
export type LeftOutPart = {
  readonly kind: KindRow;
  /** What does its work instead. */
  readonly instead: string;
  /** From what on it is wanted: the rules that do not hold yet. */
  readonly from: readonly string[];
  readonly reason: string;
};
export type WantedParts = {
  readonly wanted: readonly WantedPart[];
  readonly leftOut: readonly LeftOutPart[];
};

const MEASURE_WORDS: Readonly<Record<RuleRow['field'], string>> = {
  team: 'people',
  models: 'models',
  jobs: 'scheduled jobs',
  onlineFeatures: 'online features',
  requestsPerSecond: 'requests/s',
  trainGpus: 'training GPUs',
  serveGpus: 'serving GPUs',
  vectorsM: 'million vectors',
};

/**
 * The parts that this scale wants, by the rules of the tables, in the order of the kinds; or those asked for by name, whatever
 * their scale. The rest that has rules for these workloads is left out, with what does its work and from what on it is wanted.
 */
export function wantedParts(ask: ComponentAsk, facts: ComponentFacts): WantedParts {
  const wanted: WantedPart[] = [];
  const leftOut: LeftOutPart[] = [];
  for (const kind of facts.kinds.values()) {
    const rules = facts.rules.filter(
      (rule) =>
        rule.kind === kind.id &&
        (rule.workloads === undefined || rule.workloads.some((work) => ask.workloads.includes(work))),
    );
    const met = rules.find((rule) => holds(rule, ask));
    if (ask.needs === undefined ? met !== undefined : ask.needs.includes(kind.id)) {
      wanted.push({ kind, reason: met === undefined ? 'asked for by name' : met.reason });
      continue;
    }
    const first = rules[0];
    if (ask.needs === undefined && first !== undefined)
      leftOut.push({ kind, instead: kind.instead, from: rules.map(threshold), reason: first.reason });
  }
  return { wanted, leftOut };
}

/** Parts asked for by name whose rules do not hold: wanted by the caller, not by the scale. */
export function belowScale(ask: ComponentAsk, facts: ComponentFacts): LeftOutPart[] {
  const { leftOut } = wantedParts({ ...ask, needs: undefined }, facts);
  return leftOut.filter(({ kind }) => ask.needs?.includes(kind.id));
}

function holds(rule: RuleRow, ask: ComponentAsk): boolean {
  if (ask[rule.field] < rule.atLeast) return false;
  return rule.andField === undefined || ask[rule.andField] >= (rule.andAtLeast ?? 0);
}

function threshold({ field, atLeast, andField, andAtLeast }: RuleRow): string {
  const first = `${atLeast} ${MEASURE_WORDS[field]}`;
  return andField === undefined ? first : `${first} and ${andAtLeast ?? 0} ${MEASURE_WORDS[andField]}`;
}
