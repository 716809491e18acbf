import { normalQuantile } from '../statistics/normal-quantile.ts';

/**
 * Labelled questions from which Wilson's interval around a measured recall reaches at most `margin` to either side. With
 * `q = 1 - p`: `n = z^2 / (2 e^2) * (p q - 2 e^2 + sqrt((p q)^2 + 4 e^2 (p - 1/2)^2))`, the half-width solved for n. Source:
 * Piegorsch, Computational Statistics and Data Analysis 46, 2004.
 * @param recall expected, 0 to 1. @param margin above 0, below 0.5. @param confidence above 0, below 1.
 * @throws RangeError outside these.
 */
export function questionsForRecall(recall: number, margin: number, confidence = 0.95): number {
  if (!(recall >= 0 && recall <= 1 && margin > 0 && margin < 0.5 && confidence > 0 && confidence < 1))
    throw new RangeError(`no number of questions for ${recall} to ${margin} at ${confidence}`);
  const z = normalQuantile((1 + confidence) / 2);
  const product = recall * (1 - recall);
  const e2 = margin * margin;
  const n =
    ((z * z) / (2 * e2)) * (product - 2 * e2 + Math.sqrt(product * product + 4 * e2 * (recall - 0.5) ** 2));
  return Math.max(1, Math.ceil(n - 1e-9));
}
