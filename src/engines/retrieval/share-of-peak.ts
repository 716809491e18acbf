const FLOP_PER_PARAMETER = 2;

/**
 * Share of an accelerator's dense peak that an encoder reaches: two operations a token for each parameter that multiplies
 * (the embedding table does not) over the peak. Attention is left out: about 6 % of BERT-large at 384 tokens.
 * @param computingM millions of parameters outside the embedding table, above 0.
 * @param tokensPerSecond of one accelerator, above 0.
 * @param peakTflops dense, at the precision that computes, above 0.
 */
export function shareOfPeak(computingM: number, tokensPerSecond: number, peakTflops: number): number {
  return (FLOP_PER_PARAMETER * computingM * 1e6 * tokensPerSecond) / (peakTflops * 1e12);
}

/** Tokens a second at a share of the peak: the inverse of `shareOfPeak`. */
export function tokensPerSecondAt(share: number, computingM: number, peakTflops: number): number {
  return (share * peakTflops * 1e12) / (FLOP_PER_PARAMETER * computingM * 1e6);
}
