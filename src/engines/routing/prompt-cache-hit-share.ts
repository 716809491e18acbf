/**
 * Share of requests that find their prefix still cached. Requests with that prefix come at random (Poisson); a lifetime that
 * each read renews is missed only when the gap is longer: 1 - e^(-rate lifetime). One that runs from the write alone serves
 * rate lifetime reads for each write: rate lifetime / (1 + rate lifetime). Traffic in bursts hits more, night-and-day traffic less.
 * @param perSecond requests a second that share the prefix.
 * @param lifetimeSeconds how long an entry lives.
 * @throws RangeError for a negative rate or lifetime.
 */
export function promptCacheHitShare(
  perSecond: number,
  lifetimeSeconds: number,
  renewedByReads: boolean,
): number {
  if (!(perSecond >= 0 && lifetimeSeconds >= 0))
    throw new RangeError(`no hit share at ${perSecond}/s for ${lifetimeSeconds} s`);
  const expected = perSecond * lifetimeSeconds;
  return renewedByReads ? -Math.expm1(-expected) : expected / (1 + expected);
}
