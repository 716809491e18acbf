import type { ToolContext } from '../../contract/define-tool.ts';
import type { ModelCompute } from './model-compute.ts';
import type { RagAsked } from './rag-asked.ts';
import type { RagCorpus } from './rag-corpus.ts';

/** What every choice of a plan starts from. */
export type RagDesk = {
  readonly asked: RagAsked;
  readonly corpus: RagCorpus;
  readonly questionsPerMonth: number;
  readonly peakPerSecond: number;
  readonly compute: ModelCompute;
  readonly context: ToolContext;
};
