export type AlignedLevels<Level> = {
  /** The union: those of the reference in order of first appearance, then the new ones. */
  readonly levels: Level[];
  readonly reference: number[];
  readonly current: number[];
};

/** Counts the rows of every level on both sides; a level that one side lacks counts 0 there. */
export function alignLevels<Level extends string | number>(
  reference: Iterable<Level>,
  current: Iterable<Level>,
): AlignedLevels<Level> {
  const counts = new Map<Level, [number, number]>();
  const tally = (rows: Iterable<Level>, side: 0 | 1): void => {
    for (const level of rows) {
      const pair = counts.get(level);
      if (pair === undefined) counts.set(level, side === 0 ? [1, 0] : [0, 1]);
      else pair[side]++;
    }
  };
  tally(reference, 0);
  tally(current, 1);
  return {
    levels: [...counts.keys()],
    reference: [...counts.values()].map(([count]) => count),
    current: [...counts.values()].map(([, count]) => count),
  };
}
