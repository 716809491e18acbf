/** A model that states this many languages or more is taken to cover a language that it does not name. */
const MANY_LANGUAGES = 40;

export type LanguageCoverage = 'yes' | 'likely' | 'unknown' | 'no';

/**
 * Does a model's language entry cover what is wanted? Entries are ISO 639-1 codes (`en, de, fr`) or a count (`100+`,
 * `99`), where the names are not known.
 * @returns `no` only when it certainly does not; `likely` when a count of 40 or more says that it should; `unknown`
 * when a smaller count cannot tell or nothing is stated.
 */
export function languageCoverage(
  stated: string | undefined,
  wanted: { readonly codes: readonly string[]; readonly atLeast: number },
): LanguageCoverage {
  if (wanted.codes.length === 0 && wanted.atLeast <= 1) return 'yes';
  if (stated === undefined) return 'unknown';
  const needed = Math.max(wanted.codes.length, wanted.atLeast);
  const counted = /^(\d+)\+?$/.exec(stated.trim())?.[1];
  if (counted !== undefined) {
    if (Number(counted) < needed) return 'no';
    if (wanted.codes.every((code) => code === 'en')) return 'yes';
    return Number(counted) >= MANY_LANGUAGES ? 'likely' : 'unknown';
  }
  const codes = new Set(stated.toLowerCase().split(/[\s,]+/));
  return wanted.codes.every((code) => codes.has(code)) && codes.size >= needed ? 'yes' : 'no';
}
