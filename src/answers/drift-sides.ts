import { inputError } from '../contract/input-error.ts';
import type { TablePort, TableReader, TimeWindows, Work } from '../contract/table-port.ts';
import type { TableProfile } from './drift-profile.ts';
import { calendarWindows, wholeSpan } from './drift-windows.ts';
import { inlineTable } from './inline-table.ts';
import { readStoredProfile, saysProfile } from './stored-profile.ts';

/** One side of a comparison: a table that can be asked, or what one left behind. */
export type DriftSide =
  | { readonly kind: 'table'; readonly reader: TableReader; readonly window: TimeWindows | undefined }
  | {
      readonly kind: 'profile';
      readonly name: string;
      readonly profile: TableProfile;
      readonly binning: string;
    };

export type SideInput = {
  readonly named?: string | undefined;
  readonly inline?: Readonly<Record<string, unknown>> | undefined;
};

/** Values that a column sent inline may hold. */
const MOST_VALUES = 20_000;

/** Opens what one side names. @param field `reference` or `current`. @returns undefined when it names nothing. */
export async function openSide(
  field: 'reference' | 'current',
  { named, inline }: SideInput,
  tables: TablePort,
  work: Work,
): Promise<DriftSide | undefined> {
  if (inline !== undefined) {
    if (named !== undefined)
      throw inputError(`${field}Inline`, `is sent beside ${field}`, 'Send one of the two');
    return saysProfile(inline)
      ? asProfile(`${field}Inline`, inline)
      : {
          kind: 'table',
          reader: inlineTable(`${field}Inline`, columnsIn(`${field}Inline`, inline)),
          window: undefined,
        };
  }
  if (named === undefined) return undefined;
  const stored = await tables.readProfile(field, named);
  if (saysProfile(stored)) return asProfile(field, stored);
  return { kind: 'table', reader: await tables.open(field, named, work), window: undefined };
}

function columnsIn(
  field: string,
  inline: Readonly<Record<string, unknown>>,
): Record<string, readonly unknown[]> {
  const entries = Object.entries(inline);
  if (entries.length === 0)
    throw inputError(field, 'holds no column', 'Send a list of values for each column');
  return Object.fromEntries(
    entries.map(([column, values]) => {
      if (!Array.isArray(values) || values.length === 0)
        throw inputError(
          `${field}.${column}`,
          'is no list of values',
          'Send one entry a row, null where a value is missing',
        );
      if (values.length > MOST_VALUES)
        throw inputError(
          `${field}.${column}`,
          `has ${values.length} entries`,
          `Allowed: at most ${MOST_VALUES}; name a file for more`,
        );
      return [column, values];
    }),
  );
}

function asProfile(field: string, given: unknown): DriftSide {
  const { source, binning, ...profile } = readStoredProfile(field, given);
  return { kind: 'profile', name: `profile of ${source}`, profile, binning };
}

export type Division = {
  readonly timeColumn: string | undefined;
  readonly splitAt: string | undefined;
  readonly unit: 'hour' | 'day' | 'week' | 'month' | undefined;
};

/**
 * Divides sides by time: one table at an instant into reference and current, and the current side into a series.
 * @throws InputError where the parts do not fit together.
 */
export async function divideByTime(
  reference: DriftSide,
  current: DriftSide | undefined,
  { timeColumn, splitAt, unit }: Division,
): Promise<{ reference: DriftSide; current: DriftSide; series: TimeWindows | undefined }> {
  if (timeColumn === undefined) {
    for (const [field, value] of [
      ['splitAt', splitAt],
      ['window', unit],
    ] as const)
      if (value !== undefined)
        throw inputError('timeColumn', `is missing beside ${field}`, 'Name the column of times');
    if (current === undefined)
      throw inputError(
        'current',
        'is missing',
        'Send current or currentInline, or timeColumn with splitAt to divide the reference by time',
      );
    return { reference, current, series: undefined };
  }
  if (splitAt === undefined) {
    if (current === undefined)
      throw inputError(
        'splitAt',
        'is missing beside timeColumn',
        'Send the time from which rows are current, or a current side',
      );
    if (unit === undefined)
      throw inputError(
        'window',
        'is missing beside timeColumn',
        'Send window "day" for a series, or splitAt to divide one table',
      );
    if (current.kind === 'profile')
      throw inputError('timeColumn', 'cannot divide a profile', 'Send the current rows');
    const span = await wholeSpan(current.reader, timeColumn);
    return { reference, current, series: calendarWindows(timeColumn, span, unit) };
  }
  if (current !== undefined)
    throw inputError('splitAt', 'divides one table, and current is sent too', 'Leave out one of the two');
  if (reference.kind === 'profile')
    throw inputError('splitAt', 'cannot divide a profile', 'Send the rows of both sides');
  const { reader } = reference;
  const { from, to } = await wholeSpan(reader, timeColumn);
  const at = instant(splitAt);
  if (!(at > from && at < to))
    throw inputError(
      'splitAt',
      `${splitAt} is not inside the times of ${reader.name}, ${from} to ${to}`,
      'Send a time between them',
    );
  return {
    reference: { ...reference, window: { column: timeColumn, boundaries: [from, at] } },
    current: { ...reference, window: { column: timeColumn, boundaries: [at, to] } },
    series: unit === undefined ? undefined : calendarWindows(timeColumn, { from: at, to }, unit),
  };
}

const TIME = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/** UTC where no offset is written. */
function instant(splitAt: string): string {
  const zoned = splitAt.length === 10 || /(Z|[+-]\d{2}:\d{2})$/.test(splitAt) ? splitAt : `${splitAt}Z`;
  if (!TIME.test(splitAt) || Number.isNaN(Date.parse(zoned)))
    throw inputError(
      'splitAt',
      `${JSON.stringify(splitAt)} is not a time`,
      'Send a date such as 2026-11-01 or a time such as 2026-11-01T12:00:00Z',
    );
  return new Date(zoned).toISOString();
}

export function nameOf(side: DriftSide): string {
  if (side.kind === 'profile') return side.name;
  const { reader, window } = side;
  return window === undefined
    ? reader.name
    : `${reader.name}, ${window.boundaries[0]} to ${window.boundaries.at(-1)}`;
}

/** The side as a table whose values may be read. @throws InputError that says what `field` needs. */
export function readable(
  field: string,
  side: DriftSide,
): { readonly reader: TableReader; readonly window: TimeWindows | undefined } {
  if (side.kind === 'profile')
    throw inputError(
      field,
      `needs rows, and ${side.name} holds counts`,
      'Leave it out, or send the rows of both sides',
    );
  if (!side.reader.valuesMayLeave)
    throw inputError(
      field,
      `needs values, and only aggregates leave ${side.reader.name}`,
      'Leave it out, or compare files with a sample of the rows',
    );
  return side;
}
