/** The least that a query costs, read units. */
const LEAST = 0.25;

/**
 * Read units of one Pinecone query: one for each GB of the namespace that is asked, at least 0.25; how many results are
 * asked does not matter. Source: Pinecone, understanding cost.
 * @param namespaceGb decimal GB, 0 or more.
 */
export function namespaceReadUnits(namespaceGb: number): number {
  return Math.max(LEAST, namespaceGb);
}
