import * as z from 'zod/v4';

/** What a table cell may hold. Every codec reads the cell's text; none coerces, none accepts a blank. */

const DECIMAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e-?\d+)?$/;
const DATE = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/;

/** The mark of an unknown or inapplicable value. A blank cell is an error. */
export const UNKNOWN = '-';

export const text = z
  .string()
  .min(1, 'is blank: write "-" for unknown')
  .refine((cell) => cell !== UNKNOWN, 'may not be "-" here: the value is required');

/** A name that other rows refer to: printable, without spaces. */
export const identifier = text.regex(
  /^[A-Za-z0-9][A-Za-z0-9._+/:@-]*$/,
  'must be one word of letters, digits and . _ + / : @ -',
);

/** A plain decimal: no thousands separators, no hexadecimal, no unit. */
export const number = text
  .refine((cell) => DECIMAL.test(cell), 'is not a plain decimal number')
  .transform(Number)
  .refine(Number.isFinite, 'is not finite');

export const positive = number.refine((value) => value > 0, 'must be above 0');
export const nonNegative = number.refine((value) => value >= 0, 'must not be negative');
export const count = number.refine(
  (value) => Number.isInteger(value) && value >= 0,
  'must be a whole number',
);

/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, kept as a string; day-exact dates must exist. */
export const date = text
  .regex(DATE, 'is not a date of the form 2026-11-23, 2026-11 or 2026')
  .refine((cell) => cell.length < 10 || isCalendarDay(cell), 'is not a day of the calendar');

export const url = text.refine(
  (cell) => URL.canParse(cell) && /^https?:\/\//.test(cell),
  'is not a web address',
);

export const yesNo = z.enum(['yes', 'no']).transform((cell) => cell === 'yes');

/** Comma-separated entries. */
export function list<Entry extends z.ZodType<unknown, string>>(entry: Entry) {
  return text.transform((cell) => cell.split(/\s*,\s*/)).pipe(z.array(entry).min(1));
}

/** `-` means unknown and reads as undefined. */
export function optional<Cell extends z.ZodType<unknown, string>>(cell: Cell) {
  return z.string().transform((raw, context): z.output<Cell> | undefined => {
    if (raw === UNKNOWN) return undefined;
    const parsed = cell.safeParse(raw);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) context.addIssue({ code: 'custom', message: issue.message });
    return z.NEVER;
  });
}

function isCalendarDay(cell: string): boolean {
  const day = new Date(`${cell}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(cell);
}
