/** Rows that share one calibrated probability of the positive class. */
export type ProbabilityLevel = {
  /** Calibrated probability that a row is positive, 0 .. 1. */
  readonly probability: number;
  /** Rows with it. */
  readonly rows: number;
  /** Of these, rows that the model called positive. */
  readonly calledPositive: number;
};

/** Expected without a single label. A figure is absent where its denominator is 0. */
export type ExpectedPerformance = {
  readonly rows: number;
  /** Expected rows in each cell of the confusion matrix. */
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly trueNegatives: number;
  readonly falseNegatives: number;
  readonly accuracy: number;
  /** Of the accuracy that would be found once the labels are in, from the labels' own chance alone. */
  readonly accuracyStandardError: number;
  readonly precision?: number;
  readonly recall?: number;
  readonly f1?: number;
  /** Area under the receiver operating characteristic when rows are ordered by this probability. */
  readonly auc?: number;
};

/**
 * Performance of a binary classifier estimated from its calibrated probabilities alone (confidence-based performance
 * estimation, CBPE). A row of probability c that was called positive is a true positive with chance c and a false one
 * with 1 - c; the expected confusion matrix sums these. Accuracy and precision are exact expectations, recall, F1 and AUC
 * ratios of expectations. Holds only while the probabilities stay calibrated: it cannot see that the relation of inputs
 * to labels has changed. Ties count half in the AUC, a row against itself included.
 * @param levels in any order, each probability once or more often.
 * @throws RangeError on no rows, a probability outside 0..1, or more rows called positive than there are.
 */
export function confidenceBasedPerformance(levels: readonly ProbabilityLevel[]): ExpectedPerformance {
  let rows = 0;
  let truePositives = 0;
  let falsePositives = 0;
  let trueNegatives = 0;
  let falseNegatives = 0;
  let variance = 0;
  for (const { probability, rows: here, calledPositive } of levels) {
    if (!(probability >= 0 && probability <= 1))
      throw new RangeError(`${probability} is not a calibrated probability`);
    if (!(here >= 0 && Number.isFinite(here) && calledPositive >= 0 && calledPositive <= here))
      throw new RangeError(`${calledPositive} of ${here} rows called positive is not a share`);
    rows += here;
    truePositives += calledPositive * probability;
    falsePositives += calledPositive * (1 - probability);
    falseNegatives += (here - calledPositive) * probability;
    trueNegatives += (here - calledPositive) * (1 - probability);
    variance += here * probability * (1 - probability);
  }
  if (rows === 0) throw new RangeError('no rows, no performance');
  const called = truePositives + falsePositives;
  const positives = truePositives + falseNegatives;
  const auc = areaUnderCurve(levels);
  return {
    rows,
    truePositives,
    falsePositives,
    trueNegatives,
    falseNegatives,
    accuracy: (truePositives + trueNegatives) / rows,
    accuracyStandardError: Math.sqrt(variance) / rows,
    ...(called > 0 ? { precision: truePositives / called } : {}),
    ...(positives > 0 ? { recall: truePositives / positives } : {}),
    ...(called + positives > 0 ? { f1: (2 * truePositives) / (called + positives) } : {}),
    ...(auc === undefined ? {} : { auc }),
  };
}

function areaUnderCurve(levels: readonly ProbabilityLevel[]): number | undefined {
  const ascending = levels.toSorted((a, b) => a.probability - b.probability);
  let negativesBelow = 0;
  let positives = 0;
  let ordered = 0;
  for (let first = 0; first < ascending.length; ) {
    const probability = ascending[first]?.probability ?? 0;
    let rows = 0;
    while (ascending[first]?.probability === probability) rows += ascending[first++]?.rows ?? 0;
    const negativesHere = rows * (1 - probability);
    ordered += rows * probability * (negativesBelow + negativesHere / 2);
    negativesBelow += negativesHere;
    positives += rows * probability;
  }
  return positives > 0 && negativesBelow > 0 ? ordered / (positives * negativesBelow) : undefined;
}
