/**
 * Share of questions whose answer is among the results of two stages, of retrieval and reranking or of index and
 * retrieval: `candidates * kept`, the share that the first stage brings among its candidates, times the share of those that
 * the second keeps, as if the two erred independently. A second stage never mends what the first missed: the first factor is
 * its ceiling.
 * @param candidates 0 to 1. @param kept 0 to 1.
 * @throws RangeError outside these.
 */
export function twoStageRecall(candidates: number, kept: number): number {
  for (const share of [candidates, kept])
    if (!(share >= 0 && share <= 1)) throw new RangeError(`${share} is not a share`);
  return candidates * kept;
}
