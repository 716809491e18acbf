/**
 * Availability of a chain of fallbacks, 0 to 1: it fails when all members do. Convention: the beta-factor model of common
 * causes (Fleming 1975; IEC 61508-6 annex D), for unlike members over the least of their unavailabilities: U = beta min(u) + product of
 * (1 - beta) u. beta 0: independent; beta 1: no better than the best member. Two models of one provider share its login,
 * network and rate limits, so that their beta is large.
 * @throws RangeError for no member, or a value outside 0 to 1.
 */
export function chainAvailability(availabilities: readonly number[], commonCauseShare: number): number {
  if (availabilities.length === 0) throw new RangeError('a chain has at least one member');
  for (const value of [...availabilities, commonCauseShare])
    if (!(value >= 0 && value <= 1)) throw new RangeError(`${value} is not a share`);
  const down = availabilities.map((available) => 1 - available);
  if (down.length === 1) return availabilities[0] ?? 0;
  const together = commonCauseShare * Math.min(...down);
  const apart = down.reduce((product, share) => product * (1 - commonCauseShare) * share, 1);
  return 1 - Math.min(1, together + apart);
}
