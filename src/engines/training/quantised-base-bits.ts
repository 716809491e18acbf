/**
 * Bits a weight of a blockwise format: `bits + scaleBits / block`, the scale itself quantised in blocks where asked:
 * `bits + 8 / block + 32 / (block * secondBlock)`. NF4 with blocks of 64 and double quantisation in blocks of 256 is 4.127
 * bits, 4.5 without: Dettmers et al., 2023 (QLoRA, arXiv:2305.14314), section 3 (0.373 bits saved).
 * @param secondBlock scales that share a second scale; absent without double quantisation.
 */
export function quantisedBaseBits(bits: number, block: number, secondBlock?: number): number {
  for (const count of [bits, block, secondBlock ?? 1])
    if (!(count > 0)) throw new RangeError(`widths and blocks must be above 0, not ${count}`);
  return secondBlock === undefined ? bits + 32 / block : bits + 8 / block + 32 / (block * secondBlock);
}
