import { inputError } from '../contract/input-error.ts';
import type { TableReader, TimeWindows, WindowUnit } from '../contract/table-port.ts';

/** Windows in one series; more are refused with a coarser unit as the way out. */
const MOST_WINDOWS = 400;

/** The whole of a table as one window, its last row included. @throws InputError when the column is no time or holds none. */
export async function wholeSpan(reader: TableReader, column: string): Promise<{ from: string; to: string }> {
  const found = reader.columns.find(({ name }) => name === column);
  if (found === undefined)
    throw inputError(
      'timeColumn',
      `${reader.name} has no column ${JSON.stringify(column)}`,
      `It has ${namesOf(reader)}`,
    );
  if (found.kind !== 'time')
    throw inputError(
      'timeColumn',
      `${JSON.stringify(column)} is ${found.engineType} in ${reader.name}, not a time`,
      'Name a date or timestamp column',
    );
  const span = await reader.timeSpan(column);
  if (span === undefined)
    throw inputError('timeColumn', `${JSON.stringify(column)} holds no time in ${reader.name}`);
  // the engine's text stops at milliseconds, and the end of a window is not part of it
  return { from: span.from, to: new Date(Date.parse(span.to) + 1).toISOString() };
}

/** Cuts a span at the calendar's hours, days, weeks (from Monday) or months in UTC; the first and last window may be short. */
export function calendarWindows(
  column: string,
  { from, to }: { readonly from: string; readonly to: string },
  unit: WindowUnit,
): TimeWindows {
  const end = Date.parse(to);
  const boundaries = [new Date(from).toISOString()];
  for (let at = nextBoundary(new Date(from), unit); at.getTime() < end; at = nextBoundary(at, unit)) {
    boundaries.push(at.toISOString());
    if (boundaries.length > MOST_WINDOWS)
      throw inputError(
        'window',
        `"${unit}" cuts more than ${MOST_WINDOWS} windows from ${from} to ${to}`,
        'Send a coarser unit',
      );
  }
  return { column, boundaries: [...boundaries, new Date(to).toISOString()] };
}

function nextBoundary(time: Date, unit: WindowUnit): Date {
  const next = new Date(time);
  if (unit === 'hour') next.setUTCHours(time.getUTCHours() + 1, 0, 0, 0);
  else next.setUTCHours(0, 0, 0, 0);
  if (unit === 'day') next.setUTCDate(time.getUTCDate() + 1);
  if (unit === 'week') next.setUTCDate(time.getUTCDate() + 7 - ((time.getUTCDay() + 6) % 7));
  if (unit === 'month') next.setUTCMonth(time.getUTCMonth() + 1, 1);
  return next;
}

function namesOf({ columns }: TableReader): string {
  const names = columns.slice(0, 12).map(({ name }) => name);
  return columns.length > names.length
    ? `${names.join(', ')} and ${columns.length - names.length} more`
    : names.join(', ');
}
