/**
 * Does a model's language entry cover what is wanted? Entries are ISO 639-1 codes (`en, de, fr`) or a count (`100+`,
 * `99`), where the names are not known.
 * @returns `no` only when it certainly does not; `unknown` when a count cannot tell or nothing is stated.
 */
export function languageCoverage(
  stated: string | undefined,
  wanted: { readonly codes: readonly string[]; readonly atLeast: number },
): 'yes' | 'no' | 'unknown' {
  if (wanted.codes.length === 0 && wanted.atLeast <= 1) return 'yes';
  if (stated === undefined) return 'unknown';
  const needed = Math.max(wanted.codes.length, wanted.atLeast);
  const counted = /^(\d+)\+?$/.exec(stated.trim())?.[1];
  if (counted !== undefined) {
    if (Number(counted) < needed) return 'no';
    return wanted.codes.every((code) => code === 'en') ? 'yes' : 'unknown';
  }
  const codes = new Set(stated.toLowerCase().split(/[\s,]+/));
  return wanted.codes.every((code) => codes.has(code)) && codes.size >= needed ? 'yes' : 'no';
}
