import { accelerators } from '../../catalog/tables/accelerators.ts';
import { encoderThroughput } from '../../catalog/tables/encoder-throughput.ts';
import type { Catalog, RowOf } from '../../contract/catalog.ts';
import { type Pooled, pooledBySource } from '../../engines/retrieval/pooled-by-source.ts';
import { shareOfPeak } from '../../engines/retrieval/share-of-peak.ts';

/** Millions of computing parameters from which an encoder fills an inference card; the measured rows part there. */
const LARGE_FROM = 150;

export type EncoderShare = {
  readonly row: RowOf<typeof encoderThroughput>;
  /** Of the dense 16-bit peak of one accelerator. */
  readonly share: number;
  readonly size: 'small' | 'large';
  /** Memory of the accelerator: inference cards have `gddr`. */
  readonly card: 'gddr' | 'hbm';
};

/** The share of peak that each measured row implies by the law that plans. */
export function encoderShares(catalog: Catalog): EncoderShare[] {
  return catalog.rows(encoderThroughput).flatMap((row) => {
    const accelerator = catalog.rows(accelerators).find(({ id }) => id === row.accelerator);
    const peak = accelerator?.fp16Tflops;
    const card = accelerator?.memoryKind;
    if (peak === undefined || (card !== 'gddr' && card !== 'hbm')) return [];
    return [
      {
        row,
        share: shareOfPeak(row.computingM, row.tokensPerSecond / row.accelerators, peak),
        size: sizeOf(row.computingM),
        card,
      },
    ];
  });
}

export function sizeOf(computingM: number): EncoderShare['size'] {
  return computingM < LARGE_FROM ? 'small' : 'large';
}

/** The share to plan with on cards of a kind for encoders of a size, each source weighing the same. */
export function pooledShare(
  shares: readonly EncoderShare[],
  card: EncoderShare['card'],
  size: EncoderShare['size'],
): Pooled | undefined {
  return pooledBySource(
    shares
      .filter((entry) => entry.card === card && entry.size === size)
      .map(({ row, share }) => ({ source: row.source, value: share })),
  );
}
