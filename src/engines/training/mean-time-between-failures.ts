/**
 * Seconds between interruptions of a run that stops when one accelerator does: `accelerator-days / interruptions`, over the
 * accelerators of the run. Independent failures at a constant rate.
 * @param observed a published run: its interruptions over its accelerators and days.
 */
export function meanTimeBetweenFailures(
  observed: { readonly interruptions: number; readonly accelerators: number; readonly days: number },
  accelerators: number,
): number {
  const { interruptions, days } = observed;
  for (const count of [interruptions, observed.accelerators, days, accelerators])
    if (!(count > 0)) throw new RangeError(`a count must be above 0, not ${count}`);
  return (observed.accelerators * days * 86_400) / interruptions / accelerators;
}
