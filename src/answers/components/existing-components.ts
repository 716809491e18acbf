import { inputError } from '../../contract/input-error.ts';
import { didYouMean } from '../../contract/nearest.ts';
import { daysBetween } from '../../units/time.ts';
import type { Stack } from './choose-stack.ts';
import { type ComponentFacts, type ComponentRow, kindsOf } from './component-facts.ts';

const RECENT_DAYS = 730;

export type Migration = {
  readonly product: string;
  /** `shut-down since 2026-03-04`. */
  readonly status: string;
  readonly path: string;
  readonly to?: string;
  readonly exit?: string;
  readonly source: string;
};

/**
 * Ids of the components that a caller named, whatever their case and punctuation.
 * @throws InputError with the nearest names, or where one is named twice.
 */
export function namedComponents(names: readonly string[], field: string, facts: ComponentFacts): string[] {
  const ids = new Map([...facts.components.keys()].map((id) => [squeeze(id), id]));
  const found = names.map((name, index) => {
    const id = ids.get(squeeze(name));
    if (id !== undefined) return id;
    throw inputError(
      `${field}.${index}`,
      `${JSON.stringify(name)} is not a known component`,
      didYouMean(name, [...facts.components.keys()]),
    );
  });
  const twice = found.find((id, index) => found.indexOf(id) !== index);
  if (twice !== undefined) throw inputError(field, `names ${twice} twice`, 'Send each once');
  return found;
}

/** Ids of the parts that a caller named. @throws InputError with the nearest. */
export function namedParts(names: readonly string[], field: string, facts: ComponentFacts): string[] {
  const offered = [...facts.kinds.values()].filter(({ layer }) => layer !== 'foundation').map(({ id }) => id);
  const ids = new Map(
    offered.flatMap((id) => [
      [squeeze(id), id] as const,
      [squeeze(facts.kinds.get(id)?.name ?? id), id] as const,
    ]),
  );
  return names.map((name, index) => {
    const id = ids.get(squeeze(name));
    if (id !== undefined) return id;
    throw inputError(
      `${field}.${index}`,
      `${JSON.stringify(name)} is not a known part`,
      didYouMean(name, offered),
    );
  });
}

/** What to do about components that run and are dead, resting, unverified, lately bought, or replaced by the stack. */
export function migrations(
  existing: readonly string[],
  stack: Stack,
  facts: ComponentFacts,
  today: string,
): Migration[] {
  const kept = new Set(stack.picks.map(({ candidate }) => candidate.component.id));
  return existing.flatMap((id) => {
    const row = facts.components.get(id);
    if (row === undefined) return [];
    const replaced = !kept.has(id) && stack.picks.some(({ kind }) => kindsOf(row).includes(kind.id));
    const bought = row.bought !== undefined && daysBetween(row.bought, today) <= RECENT_DAYS;
    if (row.status === 'active' && !bought && !replaced) return [];
    const exit = facts.exits.get(id);
    const to = exit?.to ?? row.successor;
    const way =
      exit?.path ??
      (to === undefined
        ? `leave by ${facts.kinds.get(row.kind)?.takenAlong ?? 'its data'}; ${facts.kinds.get(row.kind)?.rewritten ?? 'its calls'} is rewritten`
        : `move to ${to}`);
    return [
      {
        product: id,
        status: statusWords(row, replaced && row.status === 'active'),
        path: row.status === 'active' && !replaced ? `keep; if it must go: ${way}` : way,
        ...(to === undefined ? {} : { to }),
        ...(exit === undefined ? {} : { exit: exit.exit }),
        source: exit?.source ?? row.source,
      },
    ];
  });
}

function statusWords(row: ComponentRow, replaced: boolean): string {
  const since = row.since === undefined ? '' : ` since ${row.since}`;
  const bought = row.bought === undefined ? '' : `, changed hands ${row.bought}, now ${row.owner}`;
  return `${replaced ? 'active, replaced in this stack' : `${row.status}${since}`}${bought}`;
}

/** Sentences about what was picked and has a trap: a purchase, a paid part, a note that warns. */
export function stackWarnings(stack: Stack, facts: ComponentFacts, today: string): string[] {
  const rows = new Map(stack.picks.map(({ candidate }) => [candidate.component.id, candidate.component]));
  return [...rows.values()].flatMap((row) => {
    const lately = row.bought !== undefined && daysBetween(row.bought, today) <= RECENT_DAYS;
    const licence = facts.licences.get(row.licence);
    const sentences = [
      ...(lately ? [`changed hands ${row.bought}, now ${row.owner}: terms and road map may change`] : []),
      ...(row.paidPart === undefined ? [] : [row.paidPart]),
      ...(licence?.trap === undefined || row.licence === 'proprietary-api'
        ? []
        : [`${row.licence}: ${licence.trap}`]),
    ];
    return sentences.length === 0 ? [] : [`${row.id}: ${sentences.join('; ')}.`];
  });
}

function squeeze(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('&', 'and')
    .replace(/[^\p{L}\p{N}]/gu, '');
}
