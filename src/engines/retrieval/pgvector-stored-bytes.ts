export const PGVECTOR_TYPES = ['vector', 'halfvec', 'bit'] as const;
export type PgvectorType = (typeof PGVECTOR_TYPES)[number];

/**
 * Bytes of one stored value of pgvector: vector `4d + 8`, halfvec `2d + 8`, bit `d / 8 + 8`. Source: pgvector README,
 * "Reference".
 * @param dimensions 1 or more; a bit string is rounded up to whole bytes.
 */
export function pgvectorStoredBytes(dimensions: number, type: PgvectorType): number {
  return { vector: 4 * dimensions, halfvec: 2 * dimensions, bit: Math.ceil(dimensions / 8) }[type] + 8;
}
