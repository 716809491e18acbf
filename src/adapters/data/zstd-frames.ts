import { closeSync, openSync, readSync, statSync } from 'node:fs';

const FRAME = 0xfd2fb528;
/** The first of 16 magic numbers of skippable frames. */
const SKIPPABLE = 0x184d2a50;
const DICTIONARY_BYTES = [0, 1, 2, 4];
const CONTENT_SIZE_BYTES = [0, 2, 4, 8];
const RLE = 1;

/**
 * Whether a Zstandard file ends where its last frame does, by the block headers alone (RFC 8878, section 3): a cut stream can end on a whole
 * line, so that its reader notices nothing.
 */
export function isWholeZstd(path: string): boolean {
  const { size } = statSync(path);
  const file = openSync(path, 'r');
  const buffer = Buffer.alloc(8);
  const numberAt = (at: number, bytes: number): number => {
    const held = readSync(file, buffer, 0, bytes, at);
    return held < bytes ? Number.NaN : buffer.readUIntLE(0, bytes);
  };
  try {
    let at = 0;
    while (at < size) {
      const magic = numberAt(at, 4);
      if (magic - (magic % 16) === SKIPPABLE) {
        at += 8 + numberAt(at + 4, 4);
        continue;
      }
      if (magic !== FRAME) return false;
      const descriptor = numberAt(at + 4, 1);
      const singleSegment = (descriptor >> 5) & 1;
      const contentFlag = descriptor >> 6;
      const contentBytes = contentFlag === 0 ? singleSegment : (CONTENT_SIZE_BYTES[contentFlag] ?? 0);
      at += 5 + (1 - singleSegment) + (DICTIONARY_BYTES[descriptor & 3] ?? 0) + contentBytes;
      for (let last = 0; last === 0; ) {
        const header = numberAt(at, 3);
        if (Number.isNaN(header)) return false;
        last = header & 1;
        at += 3 + (((header >> 1) & 3) === RLE ? 1 : header >> 3);
      }
      at += ((descriptor >> 2) & 1) * 4;
    }
    return at === size;
  } finally {
    closeSync(file);
  }
}
