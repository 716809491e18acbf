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
  /** Output layer and loss, the gradient of its weight included. */
  readonly logits: number;
  /** Whole layers that a sharded run gathers, and the gradient that it has not yet scattered; 0 unsharded. */
  readonly gathered: number;
};

export type PeakTraining = {
  readonly bytes: number;
  readonly at: 'start' | 'turn' | 'step';
};

export type PeakOptions = {
  /** True where gradients of earlier micro-batches are kept. */
  readonly accumulates: boolean;
  /** Of `gathered`, what lies there while the output layer is at work: fewer layers and no gradient of one. All by default. */
  readonly gatheredAtTurn?: number;
  /** Before the first step; 0 by default. */
  readonly atStart?: number;
};

/**
 * The largest sum that is alive at once. At the turn from forward to backward there are all activations with the logits or with one
 * layer at work, but gradients only where earlier micro-batches left them; at the end of the backward pass there are all gradients and
 * one layer at work. Whichever is larger. Summing all parts overstates a run without accumulation by the smaller of the two.
 */
export function peakTrainingBytes(parts: TrainingParts, options: PeakOptions): PeakTraining {
  const { weights, gradients, optimizer, activations, workingLayer, logits, gathered } = parts;
  const { accumulates, gatheredAtTurn = gathered, atStart = 0 } = options;
  const always = weights + optimizer;
  const kept = always + activations + (accumulates ? gradients : 0);
  const turn = kept + Math.max(gatheredAtTurn + logits, gathered + workingLayer);
  const step = always + gathered + gradients + workingLayer;
  if (atStart > Math.max(turn, step)) return { bytes: atStart, at: 'start' };
  return turn >= step ? { bytes: turn, at: 'turn' } : { bytes: step, at: 'step' };
}
