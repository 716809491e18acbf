import { fineTuningRuns } from '../../catalog/tables/fine-tuning-runs.ts';
import { optimizerStates } from '../../catalog/tables/optimizer-states.ts';
import type { Catalog } from '../../contract/catalog.ts';
import { inputError } from '../../contract/input-error.ts';
import { didYouMean } from '../../contract/nearest.ts';
import type { Checkpointing } from '../../engines/training/hardware-flop-factor.ts';
import type { Precision } from './expected-utilisation.ts';
import { trainingDefault } from './training-defaults.ts';
import type { TrainingTask } from './training-plan.ts';
import type { TrainingSubject } from './training-subject.ts';

export type LanguageQuestion = {
  readonly method: 'scratch' | 'continued' | 'full' | 'lora' | 'qlora';
  readonly model?: string | undefined;
  readonly parametersB?: number | undefined;
  readonly layers?: number | undefined;
  readonly hiddenSize?: number | undefined;
  readonly items: number;
  readonly epochs: number;
  readonly sequence?: number | undefined;
  readonly batch?: number | undefined;
  readonly accelerator?: string | undefined;
  readonly deadlineDays?: number | undefined;
  readonly budgetUsd?: number | undefined;
  readonly precision: Precision;
  readonly checkpointing?: Checkpointing | undefined;
  readonly optimizer?: string | undefined;
};

const USUAL_SEQUENCE = 4096;
/** QLoRA against LoRA in the same recipe: torchtune's 3B on an A100 and 8B on an RTX 4090, tokens a second. */
const QUANTISED = ['LoRA', 'QLoRA'] as const;

/** The run that is asked for, with what was left out. @throws InputError for an optimiser that is not listed or has no use here. */
export function taskOf(asked: LanguageQuestion, { model }: TrainingSubject, catalog: Catalog): TrainingTask {
  const frozen = asked.method === 'lora' || asked.method === 'qlora';
  const family = asked.method === 'qlora' ? 'quantised-adapter' : frozen ? 'adapter' : 'full';
  const rows = catalog.rows(optimizerStates);
  const id = asked.optimizer ?? 'adamw';
  const states = rows.find((row) => row.id === id);
  if (states === undefined)
    throw inputError(
      'optimizer',
      `${JSON.stringify(id)} is not listed`,
      didYouMean(
        id,
        rows.map((row) => row.id),
      ),
    );
  if (frozen && asked.optimizer !== undefined)
    throw inputError(
      'optimizer',
      `${JSON.stringify(id)} beside ${asked.method}: adapters are a hundredth of the states`,
      'Leave it out',
    );
  const rate = (words: string): number | undefined =>
    catalog.rows(fineTuningRuns).find(({ run }) => run.endsWith(words))?.tokensPerSecond;
  const ratio = (lora: string, qlora: string): number => {
    const [a, b] = [rate(lora), rate(qlora)];
    if (a === undefined || b === undefined) throw new Error(`fine-tuning-runs lacks ${lora} or ${qlora}`);
    return a / b;
  };
  const slower =
    asked.method === 'qlora'
      ? {
          low: ratio(`cumulative, ${QUANTISED[0]}`, `cumulative, ${QUANTISED[1]}`),
          high: ratio('8B lora 1x RTX 4090', '8B qlora 1x RTX 4090'),
        }
      : { low: 1, high: 1 };
  return {
    model,
    tokens: asked.items * asked.epochs,
    sequenceLength: asked.sequence ?? USUAL_SEQUENCE,
    microBatch: asked.batch ?? 1,
    precision: asked.precision,
    checkpointing: asked.checkpointing === undefined ? ['none', 'full'] : [asked.checkpointing],
    slower,
    hostBytes: states.host,
    tuning: asked.method !== 'scratch' && asked.method !== 'continued',
    run: {
      family,
      states,
      ...(frozen
        ? {
            adapter: {
              rank: trainingDefault(catalog, 'adapter-rank'),
              targets: 'all-linear' as const,
              bytes: 4,
            },
          }
        : {}),
      fused: false,
      flashAttention: true,
      lossChunks: 1,
      lossWithHead: false,
      stepInBackward: false,
      accumulates: true,
      activationsOffloaded: false,
      weightsOffloaded: false,
      statesPaged: states.paged,
      deepSpeed: false,
    },
  };
}
