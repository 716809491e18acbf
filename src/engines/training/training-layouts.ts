import type { Checkpointing } from './hardware-flop-factor.ts';
import { ZERO_STAGES, type ZeroStage } from './model-state-bytes.ts';

export type SplitLimits = {
  readonly accelerators: number;
  /** Accelerators with a fast link to one another: tensor parallelism stays inside. */
  readonly perNode: number;
  readonly heads: number;
  readonly layers: number;
  /** What may be tried, cheapest first. */
  readonly checkpointing: readonly Checkpointing[];
};

export type SplitLayout = {
  readonly dataParallel: number;
  readonly tensorParallel: number;
  readonly pipelineParallel: number;
  readonly stage: ZeroStage;
  readonly checkpointing: Checkpointing;
};

const WIDEST_TENSOR = 8;
const DEEPEST_PIPELINE = 64;

/**
 * The ways to split a model over a number of accelerators, in the order in which they are to be tried: sharded data parallelism first,
 * the lower stage first since it moves less; then tensor parallelism inside a node; then a pipeline. Checkpointing goes before a
 * wider split, for it needs no faster link. Stages 2 and 3 are not combined with a pipeline, whose micro-batches would move the
 * shards anew each time.
 */
export function trainingLayouts(limits: SplitLimits): SplitLayout[] {
  const { accelerators, perNode, heads, layers, checkpointing } = limits;
  const layouts: SplitLayout[] = [];
  for (let pipelineParallel = 1; pipelineParallel <= DEEPEST_PIPELINE; pipelineParallel *= 2) {
    if (pipelineParallel > layers) break;
    for (let tensorParallel = 1; tensorParallel <= WIDEST_TENSOR; tensorParallel *= 2) {
      const dataParallel = accelerators / (tensorParallel * pipelineParallel);
      if (tensorParallel > perNode || heads % tensorParallel !== 0 || !Number.isInteger(dataParallel))
        continue;
      for (const kind of checkpointing)
        for (const stage of ZERO_STAGES) {
          if (dataParallel === 1 && stage > 0) continue;
          if (pipelineParallel > 1 && stage > 1) continue;
          layouts.push({ dataParallel, tensorParallel, pipelineParallel, stage, checkpointing: kind });
        }
    }
  }
  return layouts;
}
