/**
 * Share of questions whose answer is among the results of two stages: `candidates * kept`, the share in which the first
 * stage brings it among its candidates, times the share of those in which the reranker keeps it. A reranker never mends
 * what the first stage missed: the first factor is its ceiling.
 * @param candidates 0 to 1. @param kept 0 to 1.
 * @throws RangeError outside these.
 */
export function twoStageRecall(candidates: number, kept: number): number {
  for (const share of [candidates, kept])
    if (!(share >= 0 && share <= 1)) throw new RangeError(`${share} is not a share`);
  return candidates * kept;
}
