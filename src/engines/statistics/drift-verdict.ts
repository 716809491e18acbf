export type DriftBand = 'none' | 'moderate' | 'significant';
export type DriftEvidence = 'supported' | 'not_supported' | 'insufficient_data';
export type DriftVerdictCode = 'drift' | 'real_but_small' | 'within_noise' | 'no_drift' | 'cannot_tell';

export type DriftVerdict = {
  /** How large the point value is: none < moderateFrom <= moderate <= significantAbove < significant. */
  readonly band: DriftBand;
  /** Whether it is more than noise. */
  readonly evidence: DriftEvidence;
  readonly verdict: DriftVerdictCode;
};

/**
 * Joins size and evidence, which are two questions. `supported` when the test's p-value is below alpha; else
 * `insufficient_data` when fewer than two levels could be tested or noise alone reaches the first band (its 95 % point
 * exceeds moderateFrom); else `not_supported`.
 * @param levels levels left for the test. @param noise95 95 % point of PSI under no drift.
 */
export function driftVerdict(input: {
  readonly psi: number;
  readonly moderateFrom: number;
  readonly significantAbove: number;
  readonly levels: number;
  readonly pValue: number;
  readonly alpha: number;
  readonly noise95: number;
}): DriftVerdict {
  const { psi, moderateFrom, significantAbove, levels, pValue, alpha, noise95 } = input;
  const band = psi < moderateFrom ? 'none' : psi <= significantAbove ? 'moderate' : 'significant';
  if (levels >= 2 && pValue < alpha)
    return { band, evidence: 'supported', verdict: band === 'none' ? 'real_but_small' : 'drift' };
  if (levels < 2 || noise95 > moderateFrom)
    return { band, evidence: 'insufficient_data', verdict: 'cannot_tell' };
  return { band, evidence: 'not_supported', verdict: band === 'none' ? 'no_drift' : 'within_noise' };
}
