import { apiLifecycle } from '../catalog/tables/api-lifecycle.ts';
import type { Catalog } from '../contract/catalog.ts';
import { daysBetween } from '../units/time.ts';

/** An announced end within this many days counts against a hosted model. */
export const NOTICE_DAYS = 365;

export type AnnouncedEnd = {
  readonly day: string;
  readonly daysLeft: number;
  readonly replacement: string | undefined;
  readonly source: string;
};

/**
 * The day from which requests to a hosted model fail, where its provider announced one.
 * @param names that it goes by.
 * @param provider any where absent.
 */
export function announcedEnd(
  { catalog, today }: { readonly catalog: Catalog; readonly today: string },
  names: readonly string[],
  provider?: string,
): AnnouncedEnd | undefined {
  const row = catalog
    .rows(apiLifecycle)
    .find((entry) => names.includes(entry.model) && (provider === undefined || entry.provider === provider));
  return row === undefined
    ? undefined
    : {
        day: row.shutdown,
        daysLeft: daysBetween(today, row.shutdown),
        replacement: row.replacement,
        source: row.source,
      };
}

/** `gpt-5 will be shut down on 2026-12-11; its maker names gpt-6.1-sol.` */
export function endWords(model: string, { day, daysLeft, replacement }: AnnouncedEnd): string {
  const instead = replacement === undefined ? '' : `; its maker names ${replacement}`;
  return `${model} ${daysLeft <= 0 ? 'was' : 'will be'} shut down on ${day}${instead}.`;
}
