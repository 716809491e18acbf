import { inputError } from '../../contract/input-error.ts';
import { didYouMean } from '../../contract/nearest.ts';
import type { Stack } from './choose-stack.ts';
import { changedHandsLately, permissive, quiet } from './component-candidates.ts';
import { type ComponentFacts, type ComponentRow, kindsOf } from './component-facts.ts';

/** Begins the sentence that names what was bought lately. */
export const CHANGED_HANDS = 'Changed hands within two years, terms and road map may change';
/** Begins the sentence that names whose makers sell more than the open part. */
export const SOLD = 'Parts of it are sold';

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
    const bought = changedHandsLately(row, today);
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

/**
 * Sentences about what was picked: traps, licences that ask something, then who changed hands, who is quiet and where parts are sold,
 * each said once for all products; what is sold by product where `full`.
 */
export function stackWarnings(stack: Stack, facts: ComponentFacts, today: string, full: boolean): string[] {
  const rows = [...stack.picks.map(({ candidate }) => candidate), ...stack.foundations].map(
    ({ component }) => component,
  );
  const once = [...new Map(rows.map((row) => [row.id, row])).values()];
  const said = (what: string, found: readonly string[]): string[] =>
    found.length === 0 ? [] : [`${what}: ${found.join('; ')}.`];
  const sold = once.filter(({ paidPart }) => paidPart !== undefined);
  return [
    ...once.flatMap((row) => {
      const licence = licenceTrap(row, facts);
      const asks = licence !== undefined && row.licence !== 'proprietary-api' && !permissive(row, facts);
      const sentences = [
        ...(row.trap === undefined ? [] : [row.trap]),
        ...(asks ? [`${row.licence}: ${licence}`] : []),
      ];
      return said(row.id, sentences);
    }),
    ...said(
      CHANGED_HANDS,
      once
        .filter((row) => changedHandsLately(row, today))
        .map(({ id, bought, owner }) => `${id} (${bought}, ${owner})`),
    ),
    ...said(
      'No release within the last year',
      once.filter((row) => quiet(row, today)).map(({ id, released }) => `${id} (${released})`),
    ),
    ...(full
      ? said(
          'Sold beside the open part',
          sold.map(({ id, paidPart }) => `${id}: ${paidPart}`),
        )
      : said(SOLD, sold.length === 0 ? [] : [sold.map(({ id }) => id).join(', ')])),
  ];
}

/** What a licence asks of those who run the product: a server under the AGPL asks nothing of the code beside it. */
function licenceTrap({ licence, weight }: ComponentRow, facts: ComponentFacts): string | undefined {
  const row = facts.licences.get(licence);
  return row?.conditions?.includes('network-copyleft') && weight !== 'library'
    ? 'who changes it and lets others use it over a network publishes the changes; run unchanged it asks nothing'
    : row?.trap;
}

function squeeze(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('&', 'and')
    .replace(/[^\p{L}\p{N}]/gu, '');
}
