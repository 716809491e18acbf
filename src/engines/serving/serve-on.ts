import { BYTES_PER_GB } from '../../units/bytes.ts';
import { type Arithmetic, type ArithmeticPath, arithmeticPath } from './arithmetic-path.ts';
import { type AssumedValue, engineSettings } from './engine-settings.ts';
import { type Demand, planService, type ServicePlan } from './plan-service.ts';
import { type Rental, rentalPrice } from './rental-price.ts';
import type { Device, Workload } from './workload.ts';

export type Service<Row, Price> = {
  readonly row: Row;
  readonly plan: ServicePlan;
  readonly path: ArithmeticPath['path'];
  readonly usdPerHour?: number | undefined;
  readonly rental?: Price | undefined;
  /** Ids of the assumed values that went in. */
  readonly assumed: readonly string[];
};

/**
 * The plan that serves a workload on one kind of accelerator with the engine's defaults, and its price. */
export function serveOn<Row extends Device & { readonly id: string }, Price extends Rental>(given: {
  readonly row: Row;
  readonly workload: Workload;
  readonly arithmetic: Arithmetic;
  readonly demand: Demand;
  readonly assumed: AssumedValue;
  readonly utilisation?: number | undefined;
  readonly count?: number | undefined;
  readonly most: number;
  readonly rentals: readonly Price[];
  readonly today: string;
}): Service<Row, Price> {
  const { row, workload, utilisation } = given;
  const used = new Set<string>();
  const assumed = (id: string): number => {
    used.add(id);
    return given.assumed(id);
  };
  const runs = arithmeticPath(given.arithmetic, row);
  const settings = engineSettings({
    assumed,
    memoryBytes: row.memoryGb * BYTES_PER_GB,
    batchesLikeSmallCard: /a100/i.test(row.id),
    mixtureOfExperts: workload.shape.experts !== undefined,
    utilisation,
    linkGbPerSecond: row.linkGbPerSecond,
  });
  const plan = planService({ ...given, device: row, settings, tflops: runs.tflops });
  const price = rentalPrice(given.rentals, row.id, plan.accelerators, given.today);
  return {
    row,
    plan,
    path: runs.path,
    usdPerHour: price?.usdPerHour,
    rental: price?.rental,
    assumed: [...used],
  };
}
