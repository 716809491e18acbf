import type { gpuPrices } from '../catalog/tables/gpu-prices.ts';
import type { RowOf } from '../contract/catalog.ts';
import { type ArithmeticPath, arithmeticPath } from '../engines/serving/arithmetic-path.ts';
import { type AssumedValue, memoryReserve } from '../engines/serving/memory-reserve.ts';
import { type Demand, isLocal, type ServiceRequest, type Targets } from '../engines/serving/plan-service.ts';
import { type RentalPrice, rentalPrice } from '../engines/serving/rental-price.ts';
import { type Configuration, searchConfigurations } from '../engines/serving/search-configurations.ts';
import type { ServingConstants } from '../engines/serving/serving-constants.ts';
import { overPcie } from '../engines/serving/serving-rates.ts';
import type { Engine, Layout, Workload } from '../engines/serving/workload.ts';
import { BYTES_PER_GB } from '../units/bytes.ts';
import { type Accelerator, servingDevice } from './serving-device.ts';
import type { Format } from './serving-workload.ts';

export type Price = RowOf<typeof gpuPrices>;

/** Accelerators that the search tries where none are at hand. */
export const MOST_ACCELERATORS = 64;
/** Wider tensor parallelism over PCIe loses more than it gains (published L40S and A100-PCIe tables). */
const WIDEST_OVER_PCIE = 2;
/** The newest month that the calibration's drift of software reaches, from January 2026. */
const NEWEST_MONTH = 4;

/** What a configuration is of. */
export type Choice = {
  readonly row: Accelerator;
  readonly format: Format;
  readonly path: ArithmeticPath['path'];
  readonly request: ServiceRequest;
};
export type Candidate = Configuration<Choice>;

export type Asked = {
  readonly engine: Engine;
  readonly demand: Demand;
  readonly targets: Targets;
  readonly count?: number | undefined;
  readonly layout?: Layout | undefined;
  readonly utilisation?: number | undefined;
  readonly rentals: readonly Price[];
  readonly today: string;
  readonly constants: ServingConstants;
  readonly assumed: AssumedValue;
};

/** The service of one workload on one kind of accelerator, as the planning engine takes it. */
export function serviceOn(row: Accelerator, format: Format, workload: Workload, asked: Asked): Choice {
  const device = servingDevice(row);
  const reserve = memoryReserve({
    assumed: asked.assumed,
    memoryBytes: row.memoryGb * BYTES_PER_GB,
    batchesLikeSmallCard: /a100/i.test(row.id),
    mixtureOfExperts: workload.shape.experts !== undefined,
    utilisation: asked.utilisation,
    unifiedMemory: isLocal(device),
  });
  return {
    row,
    format,
    path: arithmeticPath(workload.arithmetic.feedForward, device).path,
    request: {
      workload,
      device,
      reserve,
      runtime: { engine: asked.engine, monthsFrom2026: NEWEST_MONTH },
      constants: asked.constants,
      demand: asked.demand,
      targets: asked.targets,
      count: asked.count,
      layout: asked.layout,
      most: isLocal(device) ? 1 : MOST_ACCELERATORS,
    },
  };
}

/** Every configuration of the choices, cheapest first; see `searchConfigurations`. */
export function candidatesOf(choices: readonly Choice[], asked: Asked): Candidate[] {
  const known = new Map<string, number | undefined>();
  return searchConfigurations(
    choices.map((tag) => ({ tag, request: tag.request })),
    ({ row }, accelerators) => {
      const key = `${row.id}|${accelerators}`;
      if (!known.has(key))
        known.set(key, rentalPrice(asked.rentals, row.id, accelerators, asked.today)?.usdPerHour);
      return known.get(key);
    },
  );
}

/** The offer behind a candidate's price. */
export function rentalOf({ tag, plan }: Candidate, asked: Asked): RentalPrice<Price> | undefined {
  return rentalPrice(asked.rentals, tag.row.id, plan.accelerators, asked.today);
}

/** What a person would rent: a GPU that computes in the format, and no wide tensor parallelism over PCIe. */
export function isUsual({ tag, plan }: Candidate): boolean {
  const { row, format, path } = tag;
  const computes = path === 'native' || ['any', 'fp4', 'mxfp4'].includes(format.arithmetic);
  const linked = plan.layout.tensorParallel <= WIDEST_OVER_PCIE || !overPcie(tag.request.device);
  return row.class.endsWith('gpu') && computes && linked;
}

/** `TP2`, `TP8 PP2`, `DP8`, `4 x TP1`: tensor parallelism or attention-data ranks, pipeline stages, copies. */
export function layoutName({ layout, copies }: Candidate['plan']): string {
  const width = `${layout.attentionData === true ? 'DP' : 'TP'}${layout.tensorParallel}`;
  const pipeline = layout.pipelineStages === 1 ? '' : ` PP${layout.pipelineStages}`;
  return `${copies === 1 ? '' : `${copies} x `}${width}${pipeline}`;
}
