import { daysBetween } from '../units/time.ts';
import type { Source } from './figure.ts';

/** Collects the sources that an answer used, each once, in the order of first use. */
export type Citations = {
  /** Notes the use of a source and gives back its id. */
  cite(id: string): string;
  list(): Source[];
};

export function collectCitations(sources: readonly Source[]): Citations {
  const byId = new Map(sources.map((source) => [source.id, source]));
  const used = new Map<string, Source>();
  return {
    cite(id) {
      const source = byId.get(id);
      if (source === undefined) throw new Error(`no source is called "${id}"`);
      if (!used.has(id)) {
        const { title, url, asOf } = source;
        used.set(id, url === undefined ? { id, title, asOf } : { id, title, url, asOf });
      }
      return id;
    },
    list: () => [...used.values()],
  };
}

/** A sentence when a dated fact is older than its table allows, else nothing. */
export function stalenessWarning(
  what: string,
  asOf: string,
  staleAfterDays: number | undefined,
  today: string,
): string | undefined {
  if (staleAfterDays === undefined) return undefined;
  const age = daysBetween(asOf, today);
  if (age <= staleAfterDays) return undefined;
  return `${what} is of ${asOf}, ${age} days old (stale after ${staleAfterDays}): check it before you rely on it.`;
}
