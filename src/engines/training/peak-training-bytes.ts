/** What lies in memory on one accelerator, bytes. */
export type TrainingParts = {
  /** Trained and frozen. */
  readonly weights: number;
  readonly gradients: number;
  readonly optimizer: number;
  /** Kept for the backward pass: every layer's, or one input a layer under full checkpointing. */
  readonly activations: number;
  /** What one layer needs while it runs backward: its activations once more and their gradients. */
  readonly workingLayer: number;
  readonly logits: number;
  /** Whole layers that a sharded run gathers, and the gradient that it has not yet scattered; 0 unsharded. */
  readonly gathered: number;
};

export type PeakTraining = {
  readonly bytes: number;
  readonly at: 'turn' | 'step';
};

/**
 * The largest sum that is alive at once. At the turn from forward to backward there are all activations and the logits, but
 * gradients only where earlier micro-batches left them; at the end of the backward pass there are all gradients and one layer at
 * work. Whichever is larger. Summing all parts overstates a run without accumulation by the smaller of the two.
 * @param accumulates true where gradients of earlier micro-batches are kept.
 */
export function peakTrainingBytes(parts: TrainingParts, accumulates: boolean): PeakTraining {
  const { weights, gradients, optimizer, activations, workingLayer, logits, gathered } = parts;
  const always = weights + optimizer + gathered;
  const turn = always + activations + Math.max(logits, workingLayer) + (accumulates ? gradients : 0);
  const step = always + gradients + workingLayer;
  return turn >= step ? { bytes: turn, at: 'turn' } : { bytes: step, at: 'step' };
}
