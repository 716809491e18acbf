export const ELASTICSEARCH_CODES = ['float', 'int8', 'int4', 'bbq'] as const;
export type ElasticsearchCodes = (typeof ELASTICSEARCH_CODES)[number];

/** Correction terms that the optimised scalar quantisation keeps with each vector, bytes. */
const SCALAR_CORRECTION = 16;
const BINARY_CORRECTION = 14;

/**
 * Bytes of one copy of an Elasticsearch HNSW index. Memory: the codes and the graph of `4 * links` bytes a vector. Disk: the
 * same and the raw floats, which are kept whatever the codes (with plain floats the codes are the raw vectors). Codes a
 * vector: float `4d`, int8 `d + 16`, int4 `ceil(d / 2) + 16`, better binary quantisation `8 * ceil(d / 64) + 14`. Source:
 * Elastic's vector sizing calculator and its unit tests, 2026 (older pages say + 4 and + 12).
 * @param vectors whole, 0 or more. @param dimensions 1 to 4096. @param links m, 1 or more.
 */
export function elasticsearchHnswBytes(
  vectors: number,
  dimensions: number,
  links: number,
  codes: ElasticsearchCodes,
): { readonly memory: number; readonly disk: number } {
  const raw = 4 * dimensions;
  const coded = {
    float: raw,
    int8: dimensions + SCALAR_CORRECTION,
    int4: Math.ceil(dimensions / 2) + SCALAR_CORRECTION,
    bbq: 8 * Math.ceil(dimensions / 64) + BINARY_CORRECTION,
  }[codes];
  const memory = vectors * (coded + 4 * links);
  return { memory, disk: codes === 'float' ? memory : memory + vectors * raw };
}
