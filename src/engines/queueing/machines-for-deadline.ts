export type BatchWork = {
  readonly items: number;
  readonly itemSeconds: number;
  /** From now until all results are there. */
  readonly deadlineSeconds: number;
  /** Before a machine begins with its first item. */
  readonly startSeconds: number;
  /** Share of the window that is planned: the rest is for what fails and runs again. */
  readonly fill: number;
};

export type BatchPlan = {
  readonly machines: number;
  /** Items a machine: the longest share, from the start to its last result. */
  readonly itemsPerMachine: number;
  readonly finishSeconds: number;
  readonly computeSeconds: number;
};

/**
 * The fewest machines that finish independent items in time: whole items each, `ceil(items / n) item + start` within the
 * deadline, of which only `fill` of the time after the start is planned. Undefined where one item does not fit.
 * @throws RangeError unless items are whole and at least 1, times not negative and fill above 0 and at most 1.
 */
export function machinesForDeadline({
  items,
  itemSeconds,
  deadlineSeconds,
  startSeconds,
  fill,
}: BatchWork): BatchPlan | undefined {
  if (!(Number.isInteger(items) && items >= 1 && itemSeconds > 0 && startSeconds >= 0))
    throw new RangeError(`no batch of ${items} items of ${itemSeconds} s`);
  if (!(fill > 0 && fill <= 1)) throw new RangeError(`a fill of ${fill} is not within 0 and 1`);
  const window = (deadlineSeconds - startSeconds) * fill;
  const most = Math.floor(window / itemSeconds);
  if (most < 1) return undefined;
  const machines = Math.ceil(items / most);
  const itemsPerMachine = Math.ceil(items / machines);
  return {
    machines,
    itemsPerMachine,
    finishSeconds: startSeconds + itemsPerMachine * itemSeconds,
    computeSeconds: items * itemSeconds,
  };
}
