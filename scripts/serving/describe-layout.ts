import { capacityBytes } from '../../src/engines/memory/capacity-bytes.ts';
import type { Device, Layout, Workload } from '../../src/engines/serving/workload.ts';
import { type Measurement, numberIn, Undescribed } from './measurement.ts';

type Layouts = { readonly layouts: readonly Layout[]; readonly copies: number };

/** Accelerators that share one link domain in a usual server. */
const NODE = 8;

/**
 * The layout that a row states. Some rows of the silicon sample hold the product of tensor and expert parallelism of the
 * experts in the column of tensor parallelism; attention-data parallelism is then told by its ranks.
 */
export function statedLayout(row: Measurement, accelerators: number): Layouts {
  const pipelineStages = numberIn(row.pp) ?? 1;
  const stated = numberIn(row.tp) ?? accelerators / pipelineStages;
  const noted = (name: string): number =>
    Number(new RegExp(`${name}=(\\d+)`).exec(row.notes)?.[1] ?? Number.NaN);
  const [, data = '1', expert = '1'] = /^adp(\d+)\/ep(\d+)/.exec(row.dp_or_ep) ?? [];
  if (data === '0') throw new Undescribed('layout given as 0');
  const [dataRanks, expertRanks] = [Number(data), Number(expert)];
  const twice = noted('moe_tp') === noted('moe_ep') && noted('moe_ep') > 1;
  const tensorParallel =
    dataRanks > 1
      ? expertRanks > 1
        ? expertRanks
        : dataRanks
      : expertRanks > 1 && stated === expertRanks ** 2
        ? expertRanks
        : twice
          ? noted('moe_ep')
          : stated;
  if (tensorParallel > NODE && /aggregated serving/.test(row.notes))
    throw new Undescribed('disaggregated: accelerators of the prefill pool are counted');
  const units = /NeuronCores/.test(row.notes)
    ? 2 * accelerators
    : /NxD/.test(row.framework)
      ? stated
      : accelerators;
  const copies = tensorParallel === stated ? units / (tensorParallel * pipelineStages) : 1;
  if (!Number.isInteger(copies) || copies < 1)
    throw new Undescribed('layout does not divide the accelerators');
  return { layouts: [{ tensorParallel, pipelineStages, attentionData: dataRanks > 1 }], copies };
}

/**
 * Every division of a node into equal copies that the heads and the memory allow: where a submitter chose.
 * `copies` is then of single accelerators.
 */
export function anyLayout({ shape, weights }: Workload, device: Device, accelerators: number): Layouts {
  const layouts: Layout[] = [];
  const room = 0.9 * capacityBytes(device);
  for (let size = 1; size <= Math.min(accelerators, NODE); size *= 2)
    if (accelerators % size === 0 && shape.heads % size === 0 && weights.total / size < room)
      layouts.push({ tensorParallel: size, pipelineStages: 1 });
  if (layouts.length === 0) throw new Undescribed('the model does not fit a node');
  return { layouts, copies: accelerators };
}
