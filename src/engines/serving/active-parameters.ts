import type { ModelShape } from '../memory/model-shape.ts';
import type { ParametersByPart } from '../memory/parameters-by-part.ts';

/**
 * Parameters that work on one token: all but the embedding look-up, with `expertsPerToken / experts` of the experts.
 * A head shared with the embedding counts once.
 */
export function activeParameters(shape: ModelShape, parts: ParametersByPart): number {
  const share =
    shape.experts === undefined || shape.expertsPerToken === undefined
      ? 1
      : shape.expertsPerToken / shape.experts;
  const head = shape.tiedEmbeddings ? parts.embedding : parts.head;
  return head + parts.attention + parts.denseFfn + parts.sharedExperts + parts.router + share * parts.experts;
}
