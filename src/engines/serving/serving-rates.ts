import { arithmeticPath } from './arithmetic-path.ts';
import { kernelLaunches } from './kernel-launches.ts';
import type { ServingConstants } from './serving-constants.ts';
import type { Device, Layout, Runtime, Width, Workload } from './workload.ts';

/** PCIe 5.0 with 16 lanes, one direction; faster links are NVLink and its like. */
const FASTEST_PCIE_GB_PER_SECOND = 64;

/** What one accelerator really does a second for a workload, and what every step costs it besides. */
export type ServingRates = {
  readonly denseBytesPerSecond: number;
  readonly expertBytesPerSecond: number;
  readonly cacheBytesPerSecond: number;
  /** Bare bandwidth, for traffic that is counted in full. */
  readonly bytesPerSecond: number;
  readonly attentionFlops: number;
  readonly feedForwardFlops: number;
  /** Of attention's own products, always at 16 bits. */
  readonly scoreFlops: number;
  readonly linkBytesPerSecond: number;
  readonly allReduceSeconds: number;
  /** All kernel launches of one decode step. */
  readonly launchSeconds: number;
  readonly launches: number;
  /** Least seconds of a step that reads prompts: its kernels are launched one by one, without a graph. */
  readonly eagerSeconds: number;
  /** A sequence, a layer: what attention kernels cost beside reading the cache. */
  readonly sequenceLayerSeconds: number;
  /** A sequence, a step, on the host. */
  readonly hostSequenceSeconds: number;
  /** Factor on the arithmetic of a prompt. */
  readonly prefillShare: number;
};

/** Applies the constants to an accelerator, an engine and a workload: everything that does not depend on the batch. */
export function servingRates(
  workload: Workload,
  device: Device,
  layout: Layout,
  runtime: Runtime,
  constants: ServingConstants,
): ServingRates {
  const { shape, arithmetic } = workload;
  const bytesPerSecond = device.bandwidthGbPerSecond * 1e9;
  const attention = arithmeticPath(arithmetic.attention, device);
  const feedForward = arithmeticPath(arithmetic.feedForward, device);
  const score = arithmeticPath('bf16', device);
  const maker =
    device.generation === 'cdna3' || device.generation === 'cdna4'
      ? constants[`matmul-factor-${device.generation}`]
      : 1;
  const share = (width: Width): number => maker * constants[`matmul-share-${width}`];
  const mixture = shape.experts !== undefined;
  const unpacks = feedForward.path === 'weight-only';
  const launches = kernelLaunches(workload, constants);
  const drift = mixture ? constants['expert-software-month'] ** -runtime.monthsFrom2026 : 1;
  return {
    bytesPerSecond,
    denseBytesPerSecond:
      bytesPerSecond *
      constants['dense-read-share'] *
      (unpacks && !mixture ? constants['dequantised-read-share'] : 1),
    expertBytesPerSecond:
      bytesPerSecond * constants['expert-read-share'] * (unpacks ? constants['dequantised-read-share'] : 1),
    cacheBytesPerSecond: bytesPerSecond * constants['cache-read-share'],
    attentionFlops: attention.tflops * 1e12 * share(attention.width),
    feedForwardFlops:
      feedForward.tflops *
      1e12 *
      share(feedForward.width) *
      (mixture ? constants['expert-matmul-share'] : 1) *
      (unpacks ? constants['dequantised-matmul-share'] : 1),
    scoreFlops: score.tflops * 1e12 * share(16),
    linkBytesPerSecond: reachedLinkBytesPerSecond(device, constants),
    allReduceSeconds: layout.tensorParallel === 1 ? 0 : allReduceSeconds(device, constants),
    launches,
    eagerSeconds:
      (launches * constants['eager-launch-us'] * constants[`eager-share-${runtime.engine}`]) / 1e6,
    launchSeconds:
      (launches *
        drift *
        constants['launch-us'] *
        constants[`launch-factor-${device.generation}`] *
        constants[`launch-factor-${runtime.engine}`]) /
      1e6,
    sequenceLayerSeconds: constants['sequence-layer-us'] / 1e6,
    hostSequenceSeconds:
      (constants['host-sequence-us'] / 1e6) *
      (device.graceHost === true ? constants['host-factor-grace'] : 1),
    prefillShare: constants[`prefill-share-${runtime.engine}`],
  };
}

/** True where accelerators talk over PCIe, or over a link that is not listed. */
export function overPcie({ linkGbPerSecond }: Pick<Device, 'linkGbPerSecond'>): boolean {
  return (linkGbPerSecond ?? 0) <= FASTEST_PCIE_GB_PER_SECOND;
}

/**
 * What collectives reach of the listed one-way link. Gaming cards have no peer access: what they exchange passes through the host.
 */
export function reachedLinkBytesPerSecond(
  device: Pick<Device, 'linkGbPerSecond' | 'consumer'>,
  constants: Pick<ServingConstants, 'no-peer-access-gb-s' | 'pcie-share' | 'nvlink-share'>,
): number {
  const listed = device.linkGbPerSecond ?? FASTEST_PCIE_GB_PER_SECOND;
  const link = device.consumer === true ? Math.min(listed, constants['no-peer-access-gb-s']) : listed;
  return link * 1e9 * constants[overPcie(device) ? 'pcie-share' : 'nvlink-share'];
}

function allReduceSeconds(device: Device, constants: ServingConstants): number {
  if (device.generation === 'neuron') return constants['neuron-all-reduce-us'] / 1e6;
  return constants[overPcie(device) ? 'pcie-all-reduce-us' : 'all-reduce-us'] / 1e6;
}
