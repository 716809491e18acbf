import { decoderGenerations } from '../../catalog/tables/decoder-generations.ts';
import { type CODECS, videoDecoders } from '../../catalog/tables/video-decoders.ts';
import { videoPipelines } from '../../catalog/tables/video-pipelines.ts';
import type { Catalog, RowOf } from '../../contract/catalog.ts';
import type { Figure } from '../../contract/figure.ts';
import { enginesOf, type VideoDevice } from './video-facts.ts';

export type Codec = (typeof CODECS)[number];
type Pipeline = RowOf<typeof videoPipelines>;

/** Orin's decoder has no row of its own; its codecs are taken to differ as those of the same family of GPUs do. */
const RATIO_GENERATION = 'ampere';

export type DecodeFigure = {
  /** Frames a second of all engines at the size of `pixels`. */
  readonly figure: Figure;
  readonly pixels: number;
  /** How it came about, without a full stop. */
  readonly how: string;
};

export function pixelsOf(size: string): number {
  const [width = 0, height = 0] = size.split('x').map(Number);
  return width * height;
}

/**
 * Whether the engines of a device have a codec at all: a generation of which some codecs are listed has no others (AV1 came
 * with GA10x; Turing, GA100 and Hopper lack it). True where the generation is not known.
 */
export function hasCodec(catalog: Catalog, { engines }: VideoDevice, codec: Codec): boolean {
  const rows = catalog
    .rows(decoderGenerations)
    .filter(({ generation }) => generation === engines?.generation);
  return rows.length === 0 || rows.some((row) => row.codec === codec);
}

/**
 * What a device decodes of a codec: the rate of a published pipeline that its decoder bound; else the sheet or what a pipeline
 * took in, whichever is more; else engines times the rate of their generation times the share that pipelines got of it; else the
 * figure of the other codec by the ratio of a generation. Undefined where nothing is known.
 * @param heldOut rows of `video-pipelines` that may not help: those that a prediction is compared with.
 */
export function decodeRate(
  catalog: Catalog,
  device: VideoDevice,
  codec: Codec,
  pixels: number,
  heldOut: (row: Pipeline) => boolean = () => false,
): DecodeFigure | undefined {
  const passed = takenIn(catalog, device, codec, heldOut);
  if (passed?.bound) return passed.rate;
  const known = more(sheetRate(catalog, device, codec, pixels), passed?.rate);
  if (known?.figure.basis === 'listed') return known;
  const modelled =
    byEngines(catalog, device, codec, heldOut) ?? byRatio(catalog, device, codec, pixels, heldOut);
  return more(modelled, known);
}

/** The greater pixel rate; where a pipeline passed the sheet, the sheet is the low end. */
function more(one: DecodeFigure | undefined, other: DecodeFigure | undefined): DecodeFigure | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  const [a, b] = [one.figure.value * one.pixels, other.figure.value * other.pixels];
  if (a >= b) return one;
  if (one.figure.basis !== 'listed') return other;
  return { ...other, figure: { ...other.figure, low: a / other.pixels, high: other.figure.value } };
}

function sheetRate(
  catalog: Catalog,
  device: VideoDevice,
  codec: Codec,
  pixels: number,
): DecodeFigure | undefined {
  const sheet = catalog
    .rows(videoDecoders)
    .filter((row) => row.codec === codec && device.names.includes(row.device))
    .sort(
      (a, b) =>
        device.names.indexOf(a.device) - device.names.indexOf(b.device) ||
        Math.abs(pixelsOf(a.size) - pixels) - Math.abs(pixelsOf(b.size) - pixels),
    )[0];
  if (sheet === undefined) return undefined;
  const { framesPerSecond: value, basis, source, asOf, size, note } = sheet;
  return {
    figure: { value, unit: 'frames/s', basis, source, asOf },
    pixels: pixelsOf(size),
    how: `${size} in ${codec.toUpperCase()}${note === undefined ? '' : `, ${note}`}`,
  };
}

/**
 * The most that a published pipeline took in: its decoder did at least that. Where the same networks took more streams in the
 * other codec, the decoder was what bound it.
 */
function takenIn(
  catalog: Catalog,
  device: VideoDevice,
  codec: Codec,
  heldOut: (row: Pipeline) => boolean,
): { readonly rate: DecodeFigure; readonly bound: boolean } | undefined {
  const rows = catalog
    .rows(videoPipelines)
    .filter((row) => row.streams !== undefined && device.names.includes(row.device));
  const best = rows
    .filter((row) => row.codec === codec && !heldOut(row))
    .sort((a, b) => b.framesPerSecond - a.framesPerSecond)[0];
  if (best === undefined) return undefined;
  const { framesPerSecond: value, source, asOf, size, pipeline } = best;
  const bound = decoderBound(best, rows);
  return {
    rate: {
      figure: { value, unit: 'frames/s', basis: 'measured', source, asOf },
      pixels: pixelsOf(size),
      how: bound
        ? `what ${pipeline} took in, bound by the decoder: the same networks took more in another codec`
        : `at least what ${pipeline} took in, on an easy clip`,
    },
    bound,
  };
}

function byEngines(
  catalog: Catalog,
  { engines }: VideoDevice,
  codec: Codec,
  heldOut: (row: Pipeline) => boolean,
): DecodeFigure | undefined {
  const { generation, decoders } = engines ?? {};
  const one = catalog
    .rows(decoderGenerations)
    .find((row) => row.generation === generation && row.codec === codec);
  if (one === undefined || decoders === undefined || decoders === 0) return undefined;
  const nominal = one.framesPerSecond * decoders;
  const shares = deliveredShares(catalog, heldOut);
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  return {
    figure: {
      value: nominal * mean,
      unit: 'frames/s',
      basis: 'modelled',
      source: one.source,
      asOf: one.asOf,
      low: nominal * Math.min(...shares),
      high: nominal * Math.max(1, ...shares),
    },
    pixels: pixelsOf(one.size),
    how: `${decoders} ${one.generation} engine${decoders === 1 ? '' : 's'} x ${one.framesPerSecond}, x ${mean.toFixed(2)} that pipelines got of it`,
  };
}

/** What decoders delivered of engines times rate, in the pipelines that they bound. @throws Error without any. */
function deliveredShares(catalog: Catalog, heldOut: (row: Pipeline) => boolean): number[] {
  const rates = catalog.rows(decoderGenerations);
  const rows = catalog.rows(videoPipelines).filter((row) => row.streams !== undefined);
  const shares = rows.flatMap((row) => {
    const engines = enginesOf(catalog, row.device);
    const one = rates.find(
      ({ generation, codec }) => generation === engines?.generation && codec === row.codec,
    );
    if (one === undefined || engines?.decoders === undefined || !decoderBound(row, rows) || heldOut(row))
      return [];
    return [row.framesPerSecond / (one.framesPerSecond * engines.decoders)];
  });
  if (shares.length === 0) throw new Error('no published pipeline tells what decoders deliver');
  return shares;
}

/** The same networks on the same device took more in another codec: its decoder bound this row. */
function decoderBound(row: Pipeline, rows: readonly Pipeline[]): boolean {
  return rows.some(
    (other) =>
      other.pipeline === row.pipeline &&
      other.detector === row.detector &&
      other.device === row.device &&
      other.framesPerSecond > row.framesPerSecond,
  );
}

function byRatio(
  catalog: Catalog,
  device: VideoDevice,
  codec: Codec,
  pixels: number,
  heldOut: (row: Pipeline) => boolean,
): DecodeFigure | undefined {
  const rates = catalog.rows(decoderGenerations).filter(({ generation }) => generation === RATIO_GENERATION);
  const asked = rates.find((row) => row.codec === codec);
  const other: Codec = codec === 'h265' ? 'h264' : 'h265';
  const base = rates.find((row) => row.codec === other);
  const known = more(
    sheetRate(catalog, device, other, pixels),
    takenIn(catalog, device, other, heldOut)?.rate,
  );
  if (asked === undefined || base === undefined || known === undefined || device.class !== 'jetson')
    return undefined;
  const ratio = asked.framesPerSecond / base.framesPerSecond;
  const { value, source, asOf, low } = known.figure;
  return {
    figure: {
      value: value * ratio,
      unit: 'frames/s',
      basis: 'modelled',
      source,
      asOf,
      ...(low === undefined ? {} : { low: low * ratio, high: value * ratio }),
    },
    pixels: known.pixels,
    how: `its ${other.toUpperCase()} figure x ${ratio.toFixed(2)}, the ratio of ${RATIO_GENERATION} engines`,
  };
}
