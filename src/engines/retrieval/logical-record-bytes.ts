/**
 * Bytes by which serverless services bill a record: `4 * dimensions + key + metadata`. Pinecone (namespace size, decimal
 * GB), Amazon S3 Vectors (storage, binary GB) and turbopuffer (logical bytes, decimal) count so. Sources: Pinecone,
 * understanding cost; Amazon S3 pricing, S3 Vectors.
 * @param dimensions 1 or more. @param keyBytes 0 or more. @param metadataBytes 0 or more.
 */
export function logicalRecordBytes(dimensions: number, keyBytes: number, metadataBytes: number): number {
  return 4 * dimensions + keyBytes + metadataBytes;
}
