import { stableUtilisation } from './station-load.ts';

/** Requests of one priority. `serviceScv` is the squared coefficient of variation of their service time: 0 constant, 1 exponential. */
export type PriorityClass = {
  readonly arrivalRate: number;
  readonly serviceTime: number;
  readonly serviceScv: number;
};

/**
 * Mean time in the queue of each class of M/G/1 whose server takes the highest priority waiting and never interrupts (Cobham,
 * J. Opns Res. Soc. Am. 2, 1954): W0 / ((1 - r') (1 - r)) with W0 = sum of lambda E[S^2] / 2 over all classes, r' the utilisation by the classes above
 * and r that with this class.
 * @param classes highest priority first, at least one.
 * @throws RangeError without classes, on what is no number, and where all classes together reach what the server can do.
 */
export function priorityMeanWaits(classes: readonly PriorityClass[]): number[] {
  if (classes.length === 0) throw new RangeError('no classes');
  let residual = 0;
  let total = 0;
  for (const { serviceScv, ...load } of classes) {
    if (!(serviceScv >= 0 && Number.isFinite(serviceScv)))
      throw new RangeError(
        `a squared coefficient of variation of ${serviceScv} is not finite and at least 0`,
      );
    const utilisation = stableUtilisation({ ...load, servers: 1 });
    total += utilisation;
    residual += (utilisation * load.serviceTime * (1 + serviceScv)) / 2;
  }
  if (!(total < 1))
    throw new RangeError(`the classes together need ${total} of the server: the queue grows for ever`);
  let above = 0;
  return classes.map(({ arrivalRate, serviceTime }) => {
    const withThis = above + arrivalRate * serviceTime;
    const wait = residual / ((1 - above) * (1 - withThis));
    above = withThis;
    return wait;
  });
}
