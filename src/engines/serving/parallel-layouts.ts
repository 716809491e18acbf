import type { Layout } from './workload.ts';

/**
 * The layouts of one copy, smallest first: tensor parallelism over powers of two up to a node, then pipeline
 * stages of the widest of these; for mixtures of experts also attention-data parallelism over as many. Tensor
 * parallelism must divide the attention heads.
 * @param given.most accelerators that a copy may take; `count` adds the layout that uses exactly so many.
 */
export function parallelLayouts(given: {
  readonly heads: number;
  readonly layers: number;
  readonly perNode: number;
  readonly most: number;
  readonly count?: number | undefined;
  /** Pipeline stages to try; all that fit by default. */
  readonly mostStages?: number | undefined;
  /** From this width on attention-data parallelism is tried: where tensor parallelism would repeat the cache. */
  readonly dataFrom?: number | undefined;
}): Layout[] {
  const widest = Math.min(given.perNode, given.most);
  const widths: number[] = [];
  for (let width = 1; width <= widest && given.heads % width === 0; width *= 2) widths.push(width);
  const layouts: Layout[] = widths.map((tensorParallel) => ({ tensorParallel, pipelineStages: 1 }));
  const tensorParallel = widths.at(-1) ?? 1;
  const stages = Math.min(
    given.layers,
    Math.floor(given.most / tensorParallel),
    given.mostStages ?? given.most,
  );
  for (let pipelineStages = 2; pipelineStages <= stages; pipelineStages += 1)
    layouts.push({ tensorParallel, pipelineStages });
  const { dataFrom = Number.POSITIVE_INFINITY } = given;
  const data = widths
    .filter((width) => width > 1 && width >= dataFrom)
    .map((width) => ({ tensorParallel: width, pipelineStages: 1, attentionData: true }));
  const { count } = given;
  if (count === undefined || layouts.some((layout) => acceleratorsOf(layout) === count))
    return [...layouts, ...data];
  const width = widths.findLast((candidate) => count % candidate === 0) ?? 1;
  const exact = { tensorParallel: width, pipelineStages: count / width };
  return exact.pipelineStages <= given.layers ? [...layouts, exact, ...data] : [...layouts, ...data];
}

/** Accelerators that one copy takes. */
export function acceleratorsOf({ tensorParallel, pipelineStages }: Layout): number {
  return tensorParallel * pipelineStages;
}
