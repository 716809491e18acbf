import { daysBetween } from '../../units/time.ts';
import type { ComponentAsk } from './component-ask.ts';
import { type ComponentFacts, type ComponentRow, kindsOf, type LicenceRow } from './component-facts.ts';

export type ComponentForm = 'library' | 'self-hosted' | 'managed';

/** A component in the form in which it would be run. */
export type Candidate = {
  readonly component: ComponentRow;
  readonly form: ComponentForm;
  /** Whether the caller runs it already. */
  readonly runs: boolean;
  /** Points by burden, of what is not 0; the sum is what it costs once. */
  readonly burden: ReadonlyMap<string, number>;
  /** What of it has to be kept running, in points. */
  readonly upkeep: number;
  readonly usdPerMonth: number | undefined;
};

export type RuledOutComponent = { readonly component: string; readonly by: string; readonly reason: string };

/** A purchase this many days ago still moves prices and plans. */
const RECENT_DAYS = 730;
/** Without a release for so long, fixes are doubtful. */
const QUIET_DAYS = 365;
const ALPHA = /\b(alpha|preview|pre-release)\b/;

/**
 * The forms in which a component may be run under the ask, or why in none. Hard limits in this order: status, workload,
 * framework, licence, place (cloud, own account, on site), people, budget.
 */
export function candidatesOf(
  component: ComponentRow,
  ask: ComponentAsk,
  facts: ComponentFacts,
  today: string,
): Candidate[] | RuledOutComponent {
  const runs = ask.existing.includes(component.id);
  const out = (by: string, reason: string): RuledOutComponent => ({ component: component.id, by, reason });
  const { status, successor, workloads, frameworks, mostPeople, clouds } = component;
  if (status !== 'active')
    return out('status', `${status}${successor === undefined ? '' : `, ${successor} takes its place`}`);
  if (workloads !== undefined && !workloads.some((work) => ask.workloads.includes(work)))
    return out('workloads', `is for ${workloads.join(', ')}`);
  const missing = ask.frameworks.filter((name) => frameworks !== undefined && !frameworks.includes(name));
  if (missing.length > 0) return out('frameworks', `does not serve ${missing.join(', ')}`);
  const licence = licenceOf(component, facts);
  const against = licenceAgainst(ask.licence, licence);
  if (against !== undefined) return out('licence', against);
  if (mostPeople !== undefined && ask.team > mostPeople && !runs)
    return out('team', `is for up to ${mostPeople} people`);
  const placed = component.hosting.filter((form) => placeAgainst(form, component, ask) === undefined);
  if (placed.length === 0)
    return out(
      clouds === undefined ? 'hosting' : 'cloud',
      placeAgainst(component.hosting[0] ?? 'managed', component, ask) ?? 'has no place',
    );
  const plan = facts.price(component.id, ask.team, today);
  const usd =
    plan === undefined ? undefined : plan.usdPerMonth * (plan.chargedBy === 'person' ? ask.team : 1);
  const budget = ask.budgetUsdPerMonth;
  const paid = placed.filter((form) => form !== 'managed' || runs || affordable(usd, budget));
  if (paid.length === 0)
    return out(
      'budgetUsdPerMonth',
      usd === undefined ? 'has a price that is not listed' : `costs from $${usd} a month`,
    );
  // of a library that can also be a server, the lighter of both is meant: they are one product
  const own = paid.filter((form) => form !== 'managed');
  const self: ComponentForm | undefined =
    own.length === 0 ? undefined : component.weight === 'library' ? 'library' : own.at(-1);
  const both: ComponentForm[] = [
    ...(self === undefined ? [] : [self]),
    ...(paid.includes('managed') ? ['managed' as const] : []),
  ];
  // in which form it runs is not asked: as it is usually run
  const usual = component.weight === 'account' ? both.at(-1) : both[0];
  const forms = runs && usual !== undefined ? [usual] : both;
  return forms.map((form) => candidate(component, form, runs, form === 'managed' ? usd : undefined));

  function candidate(
    row: ComponentRow,
    form: ComponentForm,
    running: boolean,
    usdPerMonth: number | undefined,
  ): Candidate {
    const burden = new Map<string, number>();
    const add = (name: string): void => {
      const points = facts.points(name);
      if (points > 0) burden.set(name, points);
    };
    const weight = form === 'managed' ? 'account' : row.weight === 'account' ? 'service' : row.weight;
    if (!running) {
      add(`weight:${weight}`);
      if (licence.id === 'proprietary-api') add('licence:proprietary');
      else if (form === 'managed') add('contract');
      else add(`licence:${licenceClass(licence)}`);
      if (row.paidPart !== undefined) add('paid-part');
      if (changedHandsLately(row, today)) add('changed-hands');
      if (quiet(row, today)) add('quiet');
      if (row.note !== undefined && ALPHA.test(row.note)) add('alpha');
      add(`exit:${exitOf(row, facts)}`);
      if (
        (ask.hosting === 'managed' && weight !== 'account' && weight !== 'library') ||
        (ask.hosting === 'self-hosted' && form === 'managed')
      )
        add('hosting:against');
    }
    return {
      component: row,
      form,
      runs: running,
      burden,
      upkeep: running ? 0 : facts.points(`weight:${weight}`),
      usdPerMonth,
    };
  }
}

/** Whether its last dated release is more than a year old. */
export function quiet({ released }: ComponentRow, today: string): boolean {
  return released !== undefined && daysBetween(released, today) > QUIET_DAYS;
}

/** Whether it changed hands so lately that prices and plans still move. */
export function changedHandsLately({ bought }: ComponentRow, today: string): boolean {
  return bought !== undefined && daysBetween(bought, today) <= RECENT_DAYS;
}

/** What leaving it costs: its own row, else that of its kind. */
export function exitOf(component: ComponentRow, facts: ComponentFacts): 'low' | 'medium' | 'high' {
  return facts.exits.get(component.id)?.exit ?? facts.kinds.get(component.kind)?.exit ?? 'medium';
}

/** Candidates for each kind of part, and who was ruled out of it. */
export function candidatesByKind(
  kinds: readonly string[],
  ask: ComponentAsk,
  facts: ComponentFacts,
  today: string,
): { readonly byKind: ReadonlyMap<string, readonly Candidate[]>; readonly ruledOut: RuledOutComponent[] } {
  const byKind = new Map<string, Candidate[]>(kinds.map((kind) => [kind, []]));
  const ruledOut: RuledOutComponent[] = [];
  for (const component of facts.components.values()) {
    const fills = kindsOf(component).filter((kind) => byKind.has(kind));
    if (fills.length === 0) continue;
    const found = candidatesOf(component, ask, facts, today);
    if (!Array.isArray(found)) {
      ruledOut.push(found);
      continue;
    }
    for (const kind of fills) byKind.get(kind)?.push(...found);
  }
  return { byKind, ruledOut };
}

/** Whether its licence asks for attribution at most. */
export function permissive(component: ComponentRow, facts: ComponentFacts): boolean {
  return licenceClass(licenceOf(component, facts)) === 'permissive';
}

function licenceOf(component: ComponentRow, facts: ComponentFacts): LicenceRow {
  const found = facts.licences.get(component.licence);
  if (found === undefined) throw new Error(`no licence is called "${component.licence}"`);
  return found;
}

type LicenceClass = 'permissive' | 'weak-copyleft' | 'network-copyleft' | 'source-available' | 'proprietary';

function licenceClass({ id, commercial, conditions = [] }: LicenceRow): LicenceClass {
  if (id === 'proprietary-api') return 'proprietary';
  if (conditions.includes('network-copyleft')) return 'network-copyleft';
  if (conditions.includes('use-restriction') || commercial === 'no' || commercial === 'unclear')
    return 'source-available';
  return conditions.includes('copyleft') ? 'weak-copyleft' : 'permissive';
}

function licenceAgainst(policy: ComponentAsk['licence'], licence: LicenceRow): string | undefined {
  const found = licenceClass(licence);
  if (policy === 'any') return undefined;
  if (found === 'proprietary') return 'is a service of closed source';
  if (found === 'source-available') return `${licence.id} is not open source`;
  return policy === 'permissive' && found !== 'permissive' ? `${licence.id} is copyleft` : undefined;
}

function placeAgainst(form: ComponentForm, component: ComponentRow, ask: ComponentAsk): string | undefined {
  if (form !== 'managed') return undefined;
  const { clouds } = component;
  if (ask.licence !== 'any' && ask.hosting !== 'managed')
    return 'runs only as a service that others operate, under terms of their own';
  if (ask.cloud === 'on-premises') return 'runs only as a service, not on site';
  if (clouds === undefined)
    return ask.hosting === 'own-account' ? 'takes data out of the own account' : undefined;
  if (ask.cloud === 'none') return `runs only on ${clouds.join(', ')}, and no cloud is named`;
  return clouds.includes(ask.cloud) ? undefined : `runs only on ${clouds.join(', ')}`;
}

function affordable(usd: number | undefined, budget: number | undefined): boolean {
  if (budget === undefined) return true;
  return usd === undefined ? budget > 0 : usd <= budget;
}
