import { inputError } from '../../contract/input-error.ts';
import { chunksPerDocument } from '../../engines/retrieval/chunks-per-document.ts';
import type { RagAsked } from './rag-asked.ts';

const LANGUAGE = /^[a-z]{2,3}$/;

type Filled = 'recall' | 'languages' | 'tenants' | 'stack' | 'chunkTokens' | 'contextChunks';
/** What a caller said; what is filled in may be absent. */
export type RagGiven = Omit<RagAsked, Filled> & { readonly [Field in Filled]?: RagAsked[Field] | undefined };

/** @throws InputError on what is no language code, more tenants than documents, and more chunks in the prompt than there are. */
export function ragDefaults(given: RagGiven, value: (id: string) => number): RagAsked {
  const {
    chunkTokens,
    contextChunks,
    recall = 0.9,
    tenants = 1,
    languages = [],
    stack = [],
    ...rest
  } = given;
  for (const [index, language] of languages.entries())
    if (!LANGUAGE.test(language))
      throw inputError(
        `languages.${index}`,
        `"${language}" is not a language code`,
        'Send codes such as "de"',
      );
  const chunk = chunkTokens ?? value('rag-chunk-tokens');
  if (tenants > rest.documents)
    throw inputError(
      'tenants',
      `${tenants} is more than the ${rest.documents} documents`,
      'Count those that have documents',
    );
  const perTenant = Math.ceil(
    (rest.documents * chunksPerDocument(rest.tokensPerDocument, chunk, value('rag-overlap-tokens'))) /
      tenants,
  );
  if (contextChunks !== undefined && contextChunks > perTenant)
    throw inputError(
      'contextChunks',
      `${contextChunks} is more than the ${perTenant} chunks that a question can ask`,
      `Send at most ${perTenant}, or leave it out`,
    );
  return {
    ...rest,
    recall,
    tenants,
    languages,
    stack,
    chunkTokens: chunk,
    contextChunks: contextChunks ?? Math.min(value('rag-context-chunks'), perTenant),
  };
}
