/** Columns to which the MXFP4 kernels of vLLM round the experts. */
const TILE = 256;

/**
 * Factor by which experts grow in memory over their size on disk: MXFP4 kernels pad the hidden size to whole tiles, so
 * that gpt-oss (2,880 wide) takes 64.4 GiB where its checkpoint has 60.8. 1 for every other format.
 */
export function expertPadding(formatId: string, hiddenSize: number): number {
  return /mxfp4/i.test(formatId) ? (Math.ceil(hiddenSize / TILE) * TILE) / hiddenSize : 1;
}
