/** What a measured run and a planned one are compared by. */
export type RunTraits = {
  readonly parameters: number;
  readonly sequenceLength: number;
  readonly accelerators: number;
  /** Full checkpointing: work that utilisation does not count. */
  readonly checkpointed: boolean;
  /** Mixture of experts. */
  readonly sparse: boolean;
  /** Adapters on frozen weights. */
  readonly frozen: boolean;
};

export type NearestUtilisation<Run> = {
  /** Median of the nearest runs, with their span; shares. */
  readonly utilisation: number;
  readonly low: number;
  readonly high: number;
  /** Nearest first. */
  readonly runs: readonly Run[];
  /** Of the nearest run: 1 is a doubling of everything at once. */
  readonly distance: number;
};

/** Runs that are looked at: fewer would let one odd run decide. */
const NEIGHBOURS = 5;
/** Of those, none this much farther than the nearest: runs of 256k tokens say nothing of 2k beside one of 8k. */
const FARTHER = 2;

/**
 * The utilisation to expect from the runs most like the planned one. Distance is the sum of doublings of parameters and
 * of sequence length, of half the doublings of accelerators (a run of 512 is within 4 points of one of 8), with one doubling for
 * checkpointing, one for frozen weights and four for a mixture of experts that the other is not. Undefined without any run.
 */
export function nearestUtilization<Run extends RunTraits & { readonly utilisation: number }>(
  runs: readonly Run[],
  planned: RunTraits,
): NearestUtilisation<Run> | undefined {
  const ranked = runs
    .map((run) => ({ run, distance: distanceBetween(run, planned) }))
    .sort((a, b) => a.distance - b.distance || b.run.utilisation - a.run.utilisation)
    .slice(0, NEIGHBOURS)
    .filter(({ distance }, _, all) => distance <= (all[0]?.distance ?? 0) + FARTHER);
  const [nearest] = ranked;
  if (nearest === undefined) return undefined;
  const sorted = ranked.map(({ run }) => run.utilisation).sort((a, b) => a - b);
  return {
    utilisation: sorted[Math.floor((sorted.length - 1) / 2)] ?? nearest.run.utilisation,
    low: sorted[0] ?? nearest.run.utilisation,
    high: sorted.at(-1) ?? nearest.run.utilisation,
    runs: ranked.map(({ run }) => run),
    distance: nearest.distance,
  };
}

function distanceBetween(a: RunTraits, b: RunTraits): number {
  const doublings = (x: number, y: number): number => Math.abs(Math.log2(x / y));
  return (
    doublings(a.parameters, b.parameters) +
    doublings(a.sequenceLength, b.sequenceLength) +
    doublings(a.accelerators, b.accelerators) / 2 +
    (a.checkpointed === b.checkpointed ? 0 : 1) +
    (a.frozen === b.frozen ? 0 : 1) +
    (a.sparse === b.sparse ? 0 : 4)
  );
}
