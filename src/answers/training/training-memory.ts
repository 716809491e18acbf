import {
  type AdapterTargets,
  adaptedMatrices,
  adapterParameters,
} from '../../engines/training/adapter-parameters.ts';
import { deepSpeedBuffers } from '../../engines/training/deepspeed-buffers.ts';
import { fusedLossBytes } from '../../engines/training/fused-loss-bytes.ts';
import type { Checkpointing } from '../../engines/training/hardware-flop-factor.ts';
import { layerActivationBytes, layerGradientBytes } from '../../engines/training/layer-activation-bytes.ts';
import { logitBytes } from '../../engines/training/logit-bytes.ts';
import {
  type ModelStates,
  modelStateBytes,
  type StateBytes,
  type ZeroStage,
} from '../../engines/training/model-state-bytes.ts';
import {
  type PeakTraining,
  peakTrainingBytes,
  type TrainingParts,
} from '../../engines/training/peak-training-bytes.ts';
import { quantisedBaseBits } from '../../engines/training/quantised-base-bits.ts';
import type { TrainedModel } from './trained-network.ts';

export type Family = 'full' | 'adapter' | 'quantised-adapter' | 'prompt';

/** How accelerators share the work: their product is the number of accelerators. */
export type TrainingLayout = {
  readonly dataParallel: number;
  readonly tensorParallel: number;
  readonly pipelineParallel: number;
  readonly stage: ZeroStage;
};

export type TrainingRun = {
  readonly family: Family;
  readonly states: StateBytes;
  readonly adapter?: {
    readonly rank: number;
    readonly targets: AdapterTargets;
    /** Bytes of an adapter's weight. */
    readonly bytes: number;
  };
  /** Tokens of one micro-batch on one accelerator. */
  readonly microBatchTokens: number;
  readonly sequenceLength: number;
  readonly checkpointing: Checkpointing;
  readonly fused: boolean;
  readonly flashAttention: boolean;
  readonly lossChunks: number;
  /** Output layer and loss are one kernel (Liger): the logits are never whole. */
  readonly lossWithHead: boolean;
  /** The update runs inside the backward pass: no more than one gradient is alive. */
  readonly stepInBackward: boolean;
  readonly accumulates: boolean;
  readonly activationsOffloaded: boolean;
  /** Sharded weights and gradients lie in the host's memory. */
  readonly weightsOffloaded: boolean;
  readonly statesPaged: boolean;
  /** DeepSpeed shards, not FSDP: its buffers come on top. */
  readonly deepSpeed: boolean;
  readonly layout: TrainingLayout;
};

export type TrainingMemory = {
  readonly parts: TrainingParts;
  readonly peak: PeakTraining;
  readonly trainedParameters: number;
};

const SIXTEEN_BIT = 2;
/** NF4: blocks of 64 with scales quantised in blocks of 256. */
const QUANTISED_BITS = quantisedBaseBits(4, 64, 256);
/** Layers whose weights a sharded run holds whole: the one at work and the next. */
const GATHERED_LAYERS = 2;

/** Memory of one accelerator in a training run, by part, and its peak. */
export function trainingMemory(model: TrainedModel, run: TrainingRun): TrainingMemory {
  const { dataParallel, tensorParallel, pipelineParallel, stage } = run.layout;
  const split = tensorParallel * pipelineParallel;
  const layersHere = Math.ceil(model.layers / pipelineParallel);
  const inner = (model.parameters - model.outerParameters) / split;
  const outer = model.outerParameters / tensorParallel / Math.min(pipelineParallel, 2);
  const frozen = run.family !== 'full';
  const trained = trainedParameters(model, run);
  const states = frozen
    ? frozenStates(model, run, { inner, outer, adapters: trained / split })
    : modelStateBytes(inner + outer, run.states, stage, dataParallel);
  const layerParameters = (model.parameters - model.outerParameters) / model.layers / tensorParallel;
  const embedding = model.embeddingParameters / tensorParallel;
  const style = {
    fused: run.fused,
    flashAttention: run.flashAttention || run.checkpointing === 'selective',
    feedForwardInputs: !frozen || run.adapter?.targets === 'all-linear',
    dropout: false,
  };
  const perToken = layerActivationBytes(model.widths, style, run.sequenceLength) / tensorParallel;
  const gradientPerToken = layerGradientBytes(model.widths) / tensorParallel;
  const tokensKept = run.microBatchTokens * pipelineParallel;
  const layerInput = (SIXTEEN_BIT * model.widths.hiddenSize) / tensorParallel;
  const kept = run.checkpointing === 'full' ? layerInput : perToken;
  const gradientAtOnce = SIXTEEN_BIT * Math.max(embedding, layerParameters);
  const sharded = stage === 3 && dataParallel > 1;
  const gathered = sharded ? gatheredBytes(run, layerParameters, embedding, model) : NOTHING_GATHERED;
  const parts: TrainingParts = {
    weights: run.weightsOffloaded ? 0 : states.weights,
    gradients: run.stepInBackward
      ? Math.min(gradientAtOnce, states.gradients)
      : run.weightsOffloaded
        ? 0
        : states.gradients,
    optimizer: run.statesPaged ? 0 : states.optimizer,
    activations: run.activationsOffloaded ? 0 : tokensKept * layersHere * kept,
    workingLayer: run.microBatchTokens * (perToken + gradientPerToken),
    logits: lossBytes(run, model, frozen ? 0 : SIXTEEN_BIT * model.embeddingParameters) / tensorParallel,
    gathered: gathered.inLayers,
  };
  const peak = peakTrainingBytes(parts, {
    accumulates: run.accumulates,
    gatheredAtTurn: gathered.atTurn,
    atStart: gathered.atStart,
  });
  return { parts, peak, trainedParameters: trained };
}

function lossBytes(run: TrainingRun, { vocabulary, widths }: TrainedModel, headGradient: number): number {
  const tokens = run.microBatchTokens;
  return run.lossWithHead
    ? fusedLossBytes(tokens, vocabulary, widths.hiddenSize, headGradient)
    : logitBytes(tokens, vocabulary, { chunks: run.lossChunks, fused: run.fused, headGradient });
}

/** Parameters that get a gradient. Prompts and the like are counted as none: they are thousandths of a percent. */
export function trainedParameters(model: TrainedModel, { family, adapter }: TrainingRun): number {
  if (family === 'full') return model.parameters;
  if (family === 'prompt' || adapter === undefined) return 0;
  const widths = { ...model.widths, feedForwardWidth: Math.round(model.adaptedFeedForwardWidth) };
  return model.layers * adapterParameters(adapter.rank, adaptedMatrices(adapter.targets, widths));
}

function frozenStates(
  model: TrainedModel,
  run: TrainingRun,
  here: { readonly inner: number; readonly outer: number; readonly adapters: number },
): ModelStates {
  const { stage, dataParallel } = run.layout;
  const bits = run.family === 'quantised-adapter' ? QUANTISED_BITS : 8 * SIXTEEN_BIT;
  const shards = stage === 3 ? dataParallel : 1;
  const width = run.adapter?.bytes ?? SIXTEEN_BIT;
  const adapters = modelStateBytes(
    model.parameters === 0 ? 0 : here.adapters,
    { weights: width, gradients: width, master: 0, optimizer: 2 * width },
    stage,
    dataParallel,
  );
  return {
    weights: ((here.inner * bits) / 8 + here.outer * SIXTEEN_BIT) / shards + adapters.weights,
    gradients: adapters.gradients,
    optimizer: adapters.optimizer,
  };
}

type Gathered = { readonly inLayers: number; readonly atTurn: number; readonly atStart: number };
const NOTHING_GATHERED: Gathered = { inLayers: 0, atTurn: 0, atStart: 0 };

/** Whole layers on top of the shards: among layers two of them with the embedding, at the turn the output layer and the next. */
function gatheredBytes(
  { family, deepSpeed }: TrainingRun,
  layerParameters: number,
  embedding: number,
  { parameters, widths }: TrainedModel,
): Gathered {
  const quantised = family === 'quantised-adapter';
  const layer = (layerParameters * (quantised ? QUANTISED_BITS : 8 * SIXTEEN_BIT)) / 8;
  const unpacked = quantised ? SIXTEEN_BIT * widths.hiddenSize * widths.feedForwardWidth : 0;
  const gradient = family === 'full' ? SIXTEEN_BIT * layerParameters : 0;
  if (deepSpeed) {
    const { gathered, bucket, atStart } = deepSpeedBuffers(parameters);
    const both = gathered + (family === 'full' ? bucket : 0);
    return { inLayers: both + gradient, atTurn: both, atStart };
  }
  const outer = unpacked + SIXTEEN_BIT * embedding;
  return {
    inLayers: GATHERED_LAYERS * layer + gradient + outer,
    atTurn: (GATHERED_LAYERS - 1) * layer + outer,
    atStart: 0,
  };
}
