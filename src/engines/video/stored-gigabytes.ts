const SECONDS_PER_DAY = 86_400;
const MEGABITS_PER_GIGABYTE = 8_000;

/**
 * Decimal gigabytes of a stream recorded without a break: 10.8 a day for each Mbit/s.
 * @param megabitsPerSecond at least 0, mean over the day. @param days at least 0.
 * @throws RangeError outside these.
 */
export function storedGigabytes(megabitsPerSecond: number, days: number): number {
  if (!(megabitsPerSecond >= 0 && days >= 0))
    throw new RangeError(`no storage for ${megabitsPerSecond} Mbit/s over ${days} days`);
  return (megabitsPerSecond * SECONDS_PER_DAY * days) / MEGABITS_PER_GIGABYTE;
}
