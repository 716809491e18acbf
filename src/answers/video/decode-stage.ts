import { videoDecoders } from '../../catalog/tables/video-decoders.ts';
import type { Catalog, RowOf } from '../../contract/catalog.ts';
import { decodableStreams } from '../../engines/video/decodable-streams.ts';
import { decodeRate, pixelsOf } from './decode-rate.ts';
import { CPU_MEASURED, type Ledger, type Workload } from './video-ledger.ts';

/** Enters decoding, on the device's engines or on a CPU. @returns whether a CPU decodes. */
export function enterDecoding(ledger: Ledger, heldOut: Parameters<typeof decodeRate>[4]): boolean {
  const { catalog, device, work, stages, resources, gaps, assumed, onGpu } = ledger;
  const rate = work.decodeOnCpu ? undefined : decodeRate(catalog, device, work.codec, work.pixels, heldOut);
  if (rate !== undefined) {
    stages.push({ stage: 'decode', on: 'decoder', figure: rate.figure, how: rate.how });
    resources.push({
      resource: 'decoder',
      streams: decodableStreams(
        { framesPerSecond: rate.figure.value, pixels: rate.pixels },
        { framesPerSecond: work.fps, pixels: work.pixels },
      ),
    });
    return false;
  }
  if (!work.decodeOnCpu && onGpu) {
    gaps.push(
      `what ${device.id} decodes of ${work.codec.toUpperCase()} is not in the tables: decoding is not counted`,
    );
    return false;
  }
  if (!work.decodeOnCpu)
    assumed.push(`${device.id} has no video decoder in the tables: its host's CPU decodes`);
  enterCpuDecoding(ledger);
  return true;
}

function enterCpuDecoding({ catalog, work, arm, cpuMs, stages, gaps, fact }: Ledger): void {
  const row = cpuDecoder(catalog, work);
  if (row === undefined) {
    gaps.push(`${work.codec.toUpperCase()} on a CPU: no measured rate, not counted`);
    return;
  }
  const ms = (1000 / row.framesPerSecond) * (work.pixels / pixelsOf(row.size)) * arm;
  cpuMs.camera += ms;
  stages.push({
    stage: 'decode',
    on: 'cpu',
    figure: {
      value: ms,
      unit: 'ms',
      basis: arm === 1 && row.size === work.size ? 'measured' : 'modelled',
      source: row.source,
      asOf: row.asOf,
      low: ms,
      high: ms * fact('busy-scene-decode-factor').value,
    },
    how: `of each camera frame, ${row.note ?? row.size}`,
  });
}

function cpuDecoder(catalog: Catalog, { codec, pixels }: Workload): RowOf<typeof videoDecoders> | undefined {
  return catalog
    .rows(videoDecoders)
    .filter((row) => row.device === CPU_MEASURED && row.codec === codec)
    .sort((a, b) => Math.abs(pixelsOf(a.size) - pixels) - Math.abs(pixelsOf(b.size) - pixels))[0];
}
