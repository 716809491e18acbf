import { shapeOfArchitecture } from '../../src/answers/shape-of-architecture.ts';
import { listedAccelerator } from '../../src/answers/training/listed-accelerator.ts';
import {
  type TrainedModel,
  trainedModelOfShape,
  trainedModelOfSize,
} from '../../src/answers/training/trained-network.ts';
import { trainingDefault } from '../../src/answers/training/training-defaults.ts';
import type { Family, TrainingRun } from '../../src/answers/training/training-memory.ts';
import { architectures } from '../../src/catalog/tables/architectures.ts';
import { models } from '../../src/catalog/tables/models.ts';
import { optimizerStates } from '../../src/catalog/tables/optimizer-states.ts';
import { trainingMethods } from '../../src/catalog/tables/training-methods.ts';
import { trainingRecipes } from '../../src/catalog/tables/training-recipes.ts';
import type { Catalog, RowOf } from '../../src/contract/catalog.ts';
import { type PublishedRun, positiveIn } from './read-runs.ts';

/** How far a row's parameters may be from a listed model of the same layers and width. */
const SAME_MODEL = 0.02;

/** What can be computed of one row; a string is the reason why not. */
export type Described = {
  readonly method: string;
  readonly utilisation: DescribedUtilisation | string;
  readonly memory: DescribedMemory | string;
};
export type DescribedUtilisation = {
  readonly parameters: number;
  readonly trainedShare: number;
  readonly layers: number;
  readonly attentionWidth: number;
  readonly sequenceLength: number;
  readonly tokensPerSecond: number;
  readonly peakFlopPerSecond: number;
  readonly statedPercent: number;
};
export type DescribedMemory = {
  readonly model: TrainedModel;
  readonly run: TrainingRun;
  readonly measuredGib: number;
  readonly recipe: string;
  /** Share that the allocator reserves beyond what is in use, where that was published. */
  readonly slack: number;
};

/** Gives rows their meaning: method, accelerator, model and, for memory, what the recipe behind the figure states. */
export function runDescriber(catalog: Catalog): (row: PublishedRun) => Described {
  const methods = catalog.rows(trainingMethods);
  const familyOf = (method: string): Family | undefined => {
    const known = methods.find(({ id }) => id === method)?.family;
    if (known !== undefined) return known;
    if (/^(pre-?train|pretraining|sft|continued|from-scratch|scratch|full)/.test(method)) return 'full';
    if (/q-?lora|qdora/.test(method)) return 'quantised-adapter';
    return /lora|dora|adapter/.test(method) ? 'adapter' : undefined;
  };
  return (row) => {
    const method = row.method
      .toLowerCase()
      .trim()
      .replaceAll(/[\s_]+/g, '-');
    const family = method === '' ? 'full' : familyOf(method);
    return {
      method: row.method === '' ? 'not stated' : row.method,
      utilisation: row.mfu === '' ? 'no utilisation published' : describeUtilisation(row, family, catalog),
      memory: row.memory_gib === '' ? 'no memory published' : describeMemory(row, method, family, catalog),
    };
  };
}

function describeUtilisation(
  row: PublishedRun,
  family: Family | undefined,
  catalog: Catalog,
): DescribedUtilisation | string {
  const statedPercent = positiveIn(row.mfu);
  const tokensPerSecond = positiveIn(row.tokens_per_second_per_gpu);
  const parameters = positiveIn(row.active_parameters) ?? positiveIn(row.parameters);
  const layers = positiveIn(row.layers);
  const attentionWidth = positiveIn(row.hidden_size);
  const sequenceLength = positiveIn(row.sequence_length);
  if (statedPercent === undefined) return `utilisation "${row.mfu}" is no number above 0`;
  if (tokensPerSecond === undefined) return 'utilisation without tokens a second';
  if (parameters === undefined) return 'parameters not stated';
  if (layers === undefined || attentionWidth === undefined) return 'layers or hidden size not stated';
  if (sequenceLength === undefined) return 'sequence length not stated';
  if (family === undefined) return `method "${row.method}" is not known`;
  const accelerator = listedAccelerator(row.gpu, catalog);
  if (accelerator === undefined) return `accelerator "${row.gpu}" is not listed`;
  const peak = peakTflops(accelerator, row.precision);
  if (peak === undefined) return `no listed peak of ${accelerator.id} for "${row.precision}"`;
  return {
    parameters,
    trainedShare: family === 'full' ? 1 : 0,
    layers,
    attentionWidth,
    sequenceLength,
    tokensPerSecond,
    peakFlopPerSecond: peak * 1e12,
    statedPercent,
  };
}

function peakTflops(
  row: { readonly bf16Tflops?: number | undefined; readonly fp16Tflops?: number | undefined } & {
    readonly fp8Tflops?: number | undefined;
    readonly fp4Tflops?: number | undefined;
  },
  precision: string,
): number | undefined {
  const word = precision.toLowerCase();
  if (/fp8|mxfp8|float8/.test(word)) return row.fp8Tflops;
  if (/fp4/.test(word)) return row.fp4Tflops;
  if (/fp16|float16|half/.test(word) && !word.includes('bf16') && !word.includes('bfloat16'))
    return row.fp16Tflops;
  return row.bf16Tflops ?? row.fp16Tflops;
}

function describeMemory(
  row: PublishedRun,
  method: string,
  family: Family | undefined,
  catalog: Catalog,
): DescribedMemory | string {
  const measuredGib = positiveIn(row.memory_gib);
  if (measuredGib === undefined) return `memory "${row.memory_gib}" is no number above 0`;
  if (/estimat/.test(method)) return 'memory estimated by its author, not measured';
  if (family === undefined) return `method "${row.method}" is not known`;
  const model = modelOf(row, catalog);
  if (typeof model === 'string') return model;
  const recipe = recipeOf(row, family, catalog);
  const batch = positiveIn(row.batch_size) ?? recipe?.batch;
  if (batch === undefined) return 'no batch in the row and no recipe for its source';
  const sequenceLength = positiveIn(row.sequence_length) ?? recipe?.sequenceLength;
  if (sequenceLength === undefined) return 'sequence length not stated';
  const optimizer = row.optimizer?.toLowerCase() || recipe?.optimizer || 'adamw';
  const states = catalog.rows(optimizerStates).find(({ id }) => id === optimizer);
  if (states === undefined) return `optimizer "${optimizer}" is not listed`;
  const filled = row.batch_size ? sequenceLength : (recipe?.filledTokens ?? sequenceLength);
  const stated = (row.activation_checkpointing ?? '').toLowerCase();
  const checkpointed =
    stated === '' ? (recipe?.fullCheckpointing ?? false) : /^(true|yes|full|1)$/.test(stated);
  const accelerators = positiveIn(row.n_gpus) ?? 1;
  const frozen = family !== 'full';
  const targets = recipe === undefined || recipe.targets === '-' ? 'all-linear' : recipe.targets;
  return {
    model,
    measuredGib,
    slack: recipe?.reserved ? trainingDefault(catalog, 'allocator-slack') : 0,
    recipe: recipe?.id ?? 'none: AdamW in mixed precision, adapters of rank 16 on all linear matrices',
    run: {
      family,
      states,
      ...(frozen && family !== 'prompt'
        ? {
            adapter: {
              rank: positiveIn(row.lora_rank) ?? recipe?.rank ?? 16,
              targets,
              bytes: recipe?.adapterBytes ?? 4,
            },
          }
        : {}),
      microBatchTokens: batch * filled,
      sequenceLength,
      checkpointing: checkpointed ? 'full' : 'none',
      fused: recipe?.fused ?? false,
      flashAttention: true,
      lossChunks: recipe?.lossChunks ?? 1,
      lossWithHead: recipe?.lossWithHead ?? false,
      stepInBackward: recipe?.stepInBackward ?? false,
      accumulates: false,
      activationsOffloaded: recipe?.activationsOffloaded ?? false,
      weightsOffloaded: recipe?.weightsOffloaded ?? false,
      statesPaged: states.paged,
      deepSpeed: recipe?.deepSpeed ?? false,
      layout: {
        dataParallel: accelerators,
        tensorParallel: 1,
        pipelineParallel: 1,
        stage: accelerators > 1 ? 3 : 0,
      },
    },
  };
}

/** The listed model of the same layers, width and parameters, or one named in the run; else what its size alone says. */
function modelOf(row: PublishedRun, catalog: Catalog): TrainedModel | string {
  const parameters = positiveIn(row.parameters);
  const layers = positiveIn(row.layers);
  const hiddenSize = positiveIn(row.hidden_size);
  const total = (model: string): number | undefined => {
    const millions = catalog.rows(models).find(({ id }) => id === model)?.parametersM;
    return millions === undefined ? undefined : millions * 1e6;
  };
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  const listed = catalog.rows(architectures).filter((entry) => {
    const counted = total(entry.model);
    if (parameters === undefined) return plain(row.run).includes(plain(entry.model));
    return (
      counted !== undefined &&
      Math.abs(counted / parameters - 1) < SAME_MODEL &&
      (layers === undefined || layers === entry.layers) &&
      (hiddenSize === undefined || hiddenSize === entry.hiddenSize)
    );
  });
  const [match] = listed.sort((a, b) => b.model.length - a.model.length || (a.model < b.model ? -1 : 1));
  if (match !== undefined && positiveIn(row.vocabulary) === undefined)
    return trainedModelOfShape(shapeOfArchitecture(match, catalog), total(match.model));
  if (parameters === undefined) return 'parameters not stated and no listed model named';
  if (layers === undefined || hiddenSize === undefined) return 'layers or hidden size not stated';
  const vocabulary = positiveIn(row.vocabulary) ?? trainingDefault(catalog, 'vocabulary');
  try {
    return trainedModelOfSize({ parameters, layers, hiddenSize, vocabulary });
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}

/** The recipe whose words all stand in the row's source or name, the most specific first. */
function recipeOf(
  row: PublishedRun,
  family: Family,
  catalog: Catalog,
): RowOf<typeof trainingRecipes> | undefined {
  const text = `${row.source} ${row.run} ${row.method} ${row.gpu}`.toLowerCase();
  const fitting = catalog
    .rows(trainingRecipes)
    .map((recipe) => ({ recipe, words: recipe.words.split('+') }))
    .filter(
      ({ recipe, words }) =>
        (recipe.families === family || recipe.families === 'any') &&
        words.every((word) => text.includes(word)),
    );
  return fitting.reduce<(typeof fitting)[number] | undefined>(
    (best, next) => (best === undefined || next.words.length > best.words.length ? next : best),
    undefined,
  )?.recipe;
}
