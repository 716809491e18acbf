import { chunksPerDocument } from '../../engines/retrieval/chunks-per-document.ts';
import { embeddedTokens } from '../../engines/retrieval/embedded-tokens.ts';
import type { RagAsked } from './rag-asked.ts';

const MONTHS = 12;

export type RagCorpus = {
  readonly tokens: number;
  readonly chunksPerDocument: number;
  /** One a chunk. */
  readonly vectors: number;
  /** Mean tokens of a chunk: less than asked where documents end. */
  readonly meanChunkTokens: number;
  /** Of one tenant. */
  readonly chunksAsked: number;
  readonly vectorsInAYear: number;
  /** To embed all, overlap included; and what a month adds and changes. */
  readonly embeddedTokens: number;
  readonly embeddedTokensPerMonth: number;
  readonly vectorsWrittenPerMonth: number;
};

/** Chunks and tokens of the corpus, every document taken as long as the mean one. */
export function ragCorpus(asked: RagAsked, overlap: number): RagCorpus {
  const { documents, tokensPerDocument, addedPerMonth, changedShare, chunkTokens } = asked;
  const each = chunksPerDocument(tokensPerDocument, chunkTokens, overlap);
  const tokensEach = embeddedTokens(tokensPerDocument, chunkTokens, overlap);
  const touched = addedPerMonth + changedShare * documents;
  return {
    tokens: documents * tokensPerDocument,
    chunksPerDocument: each,
    vectors: documents * each,
    meanChunkTokens: tokensEach / each,
    chunksAsked: Math.ceil((documents * each) / asked.tenants),
    vectorsInAYear: (documents + MONTHS * addedPerMonth) * each,
    embeddedTokens: documents * tokensEach,
    embeddedTokensPerMonth: touched * tokensEach,
    vectorsWrittenPerMonth: touched * each,
  };
}
