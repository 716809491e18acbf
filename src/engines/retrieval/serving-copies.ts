/**
 * Shards and whole copies of an index: as many shards as its bytes need at the usable memory of a node, and as many copies
 * as the queries need at what one copy answers, at least `least` for availability.
 * @param indexBytes 0 or more. @param usableBytesPerNode above 0. @param queriesPerSecond 0 or more.
 * @param copyQueriesPerSecond above 0, where known. @param least 1 or more.
 */
export function servingCopies(
  indexBytes: number,
  usableBytesPerNode: number,
  queriesPerSecond: number,
  copyQueriesPerSecond: number | undefined,
  least: number,
): { readonly shards: number; readonly copies: number; readonly nodes: number } {
  const shards = Math.max(1, Math.ceil(indexBytes / usableBytesPerNode));
  const forQueries =
    copyQueriesPerSecond === undefined ? 1 : Math.ceil(queriesPerSecond / copyQueriesPerSecond);
  const copies = Math.max(least, forQueries);
  return { shards, copies, nodes: shards * copies };
}
