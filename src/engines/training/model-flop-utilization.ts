export type Utilisation = {
  readonly tokensPerSecondPerAccelerator: number;
  /** Of the model, without recomputation: `flopPerToken`. */
  readonly flopPerToken: number;
  /** Dense peak of the precision that the matrices are multiplied in, FLOP/s. */
  readonly peakFlopPerSecond: number;
};

/**
 * Model FLOPs utilisation, a share of the dense peak: what the model needs, whatever the implementation recomputes.
 * Chowdhery et al., 2022 (arXiv:2204.02311), section 4.1. @throws RangeError for a peak that is not above 0.
 */
export function modelFlopUtilization(run: Utilisation): number {
  if (!(run.peakFlopPerSecond > 0)) throw new RangeError('the peak must be above 0');
  return (run.tokensPerSecondPerAccelerator * run.flopPerToken) / run.peakFlopPerSecond;
}
