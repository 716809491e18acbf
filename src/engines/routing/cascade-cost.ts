/** One level of a cascade: what a request that reaches it costs, and which share of those goes on to the next level. */
export type CascadeLevel = {
  /** The call itself, USD. */
  readonly callUsd: number;
  /** Judging its answer, USD; 0 on the last level, which nothing judges. */
  readonly scoreUsd: number;
  /** Of the requests that reach this level, the share that is passed on, 0 to 1; the last level's is not read. */
  readonly passedOnShare: number;
};

/**
 * Mean cost of a request through a cascade of models, cheapest first, USD: every level that is reached is paid for, so
 * c1 + s1 + e1 (c2 + s2 + e2 (...)). With two levels c_cheap + c_score + e c_strong.
 * Convention: an escalated request pays for all levels it saw, as in FrugalGPT (Chen, Zaharia, Zou, arXiv:2305.05176, LLM cascade).
 * @throws RangeError for an empty cascade, a negative cost or a share outside 0 to 1.
 */
export function cascadeCost(levels: readonly CascadeLevel[]): number {
  if (levels.length === 0) throw new RangeError('a cascade has at least one level');
  let reaching = 1;
  let total = 0;
  for (const [at, { callUsd, scoreUsd, passedOnShare }] of levels.entries()) {
    if (!(callUsd >= 0 && scoreUsd >= 0))
      throw new RangeError(`level ${at} costs ${callUsd} and ${scoreUsd} USD`);
    if (!(passedOnShare >= 0 && passedOnShare <= 1))
      throw new RangeError(`level ${at} passes on ${passedOnShare}`);
    total += reaching * (callUsd + scoreUsd);
    reaching *= passedOnShare;
  }
  return total;
}
