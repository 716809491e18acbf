import { type EncoderShare, encoderShares, pooledShare } from '../../src/answers/rag/encoder-rate.ts';
import type { Catalog } from '../../src/contract/catalog.ts';
import type { Pooled } from '../../src/engines/retrieval/pooled-by-source.ts';

export type JudgedEncoders = {
  readonly rows: readonly EncoderShare[];
  readonly pooled: readonly ({
    readonly card: EncoderShare['card'];
    readonly size: EncoderShare['size'];
    readonly rows: number;
  } & Pooled)[];
};

/** The share of peak of each measured encoder, and pooled by card and size with the error of leaving one source out. */
export function judgeEncoders(catalog: Catalog): JudgedEncoders {
  const rows = encoderShares(catalog);
  const pooled = (['gddr', 'hbm'] as const).flatMap((card) =>
    (['small', 'large'] as const).flatMap((size) => {
      const share = pooledShare(rows, card, size);
      const count = rows.filter((row) => row.card === card && row.size === size).length;
      return share === undefined ? [] : [{ card, size, rows: count, ...share }];
    }),
  );
  return { rows, pooled };
}
