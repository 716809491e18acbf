import { chunksPerDocument } from './chunks-per-document.ts';

/**
 * Tokens that are embedded of a document: its own and those that overlap repeats, `tokens + (chunks - 1) * overlap`.
 * @throws RangeError as chunksPerDocument.
 */
export function embeddedTokens(tokens: number, size: number, overlap: number): number {
  return tokens + (chunksPerDocument(tokens, size, overlap) - 1) * overlap;
}
