import type { Catalog } from '../../contract/catalog.ts';
import { type BoundStreams, bindingResource } from '../../engines/video/binding-resource.ts';
import type { decodeRate } from './decode-rate.ts';
import { enterDecoding } from './decode-stage.ts';
import type { DetectorTime } from './detector-time.ts';
import { enterAnnotation, enterHost, enterTracking } from './host-stages.ts';
import { enterNetworks } from './network-stages.ts';
import type { VideoDevice } from './video-facts.ts';
import { openLedger, type Resource, STAGE_ORDER, type Stage, type Workload } from './video-ledger.ts';

export type Evaluation = {
  readonly device: VideoDevice;
  readonly stages: readonly Stage[];
  readonly resources: readonly Resource[];
  readonly bound: BoundStreams<Resource>;
  /** What is not known and therefore not counted; sentences without a full stop. */
  readonly gaps: readonly string[];
  readonly assumed: readonly string[];
};

/** Everything that a device has to do for one stream, and how many streams each of its resources bears. */
export function evaluateDevice(
  catalog: Catalog,
  device: VideoDevice,
  detector: DetectorTime,
  work: Workload,
  heldOut: Parameters<typeof decodeRate>[4] = undefined,
): Evaluation {
  const ledger = openLedger(catalog, device, work);
  const { fact, assumed, resources } = ledger;
  const own = work.cpuCores ?? device.engines?.cpuCores;
  const cores = own ?? fact('video-host-cores').value;
  if (own === undefined)
    assumed.push(
      `${cores} CPU cores free for video (cpuCores)${work.decodeOnCpu ? '; one Python process keeps to about one' : ''}`,
    );
  if (/\bone core of\b/.test(device.name)) assumed.push(`figures of: ${device.name}`);
  const decodedOnCpu = enterDecoding(ledger, heldOut);
  enterNetworks(ledger, detector, decodedOnCpu);
  enterTracking(ledger);
  enterAnnotation(ledger);
  enterHost(ledger, cores);
  const bound = bindingResource(resources, fact('video-usable-share').value);
  const near = [bound.binding.resource, bound.next?.resource];
  if (near.includes('memory'))
    assumed.push(
      `${fact('decoded-frames-kept').value} decoded frames a stream, in ${fact('video-memory-share').value * 100} % of the memory`,
    );
  if (near.includes('link'))
    assumed.push(
      `a link of ${fact('video-link-mbps').value} Mbit/s, filled to ${fact('video-link-share').value * 100} %`,
    );
  return {
    device,
    stages: ledger.stages.sort((a, b) => STAGE_ORDER.indexOf(a.stage) - STAGE_ORDER.indexOf(b.stage)),
    resources,
    bound,
    gaps: ledger.gaps,
    assumed,
  };
}
