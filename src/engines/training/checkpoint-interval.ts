/**
 * Seconds of work between two checkpoints that lose least, for failures at random. Young, 1974: `sqrt(2 C M)`. Daly, 2006
 * (Future Generation Computer Systems 22, equation 37), for `C < 2 M`:
 * `sqrt(2 C M) (1 + sqrt(C / 2M) / 3 + (C / 2M) / 9) - C`, else `M`.
 * @param writeSeconds in which training stands still for a checkpoint, C; above 0.
 * @param meanSecondsBetweenFailures of the whole run, M; above 0.
 */
export function checkpointInterval(writeSeconds: number, meanSecondsBetweenFailures: number) {
  if (!(writeSeconds > 0 && meanSecondsBetweenFailures > 0))
    throw new RangeError('the write time and the time between failures must be above 0');
  const young = Math.sqrt(2 * writeSeconds * meanSecondsBetweenFailures);
  const ratio = writeSeconds / (2 * meanSecondsBetweenFailures);
  const daly =
    ratio < 1 ? young * (1 + Math.sqrt(ratio) / 3 + ratio / 9) - writeSeconds : meanSecondsBetweenFailures;
  return { youngSeconds: young, dalySeconds: daly };
}
