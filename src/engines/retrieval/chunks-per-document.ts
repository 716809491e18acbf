/**
 * Chunks of a document cut into windows of `size` tokens of which each repeats the last `overlap` of the one before:
 * `ceil((tokens - overlap) / (size - overlap))`, one where the document fits.
 * @param tokens above 0. @param size above overlap. @param overlap 0 or more.
 * @throws RangeError outside these.
 */
export function chunksPerDocument(tokens: number, size: number, overlap: number): number {
  if (!(tokens > 0 && overlap >= 0 && size > overlap))
    throw new RangeError(`no chunks of ${size} tokens with ${overlap} repeated from ${tokens}`);
  return tokens <= size ? 1 : Math.ceil((tokens - overlap) / (size - overlap));
}
