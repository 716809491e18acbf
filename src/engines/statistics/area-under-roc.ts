/**
 * Area under the ROC curve: the share of pairs of a positive and a negative row in which the positive one has the higher score, ties half
 * (the Mann-Whitney statistic over the number of pairs; Hanley and McNeil, Radiology 143, 1982).
 * @param scores one a row. @param positives whether each row is positive.
 * @throws RangeError unless there are rows of both kinds.
 */
export function areaUnderRoc(scores: ArrayLike<number>, positives: ArrayLike<boolean | number>): number {
  const order = Array.from(scores, (_, row) => row).sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0));
  let negativesBelow = 0;
  let positivesSeen = 0;
  let pairs = 0;
  for (let at = 0; at < order.length; ) {
    const value = scores[order[at] ?? 0];
    let tiedPositives = 0;
    let tiedNegatives = 0;
    for (; at < order.length && scores[order[at] ?? 0] === value; at++) {
      if (positives[order[at] ?? 0]) tiedPositives++;
      else tiedNegatives++;
    }
    pairs += tiedPositives * (negativesBelow + tiedNegatives / 2);
    negativesBelow += tiedNegatives;
    positivesSeen += tiedPositives;
  }
  if (positivesSeen === 0 || negativesBelow === 0)
    throw new RangeError('the area needs positive and negative rows');
  return pairs / (positivesSeen * negativesBelow);
}
