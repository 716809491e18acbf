import { measuredServing } from '../../src/answers/measured-serving.ts';
import type { Catalog } from '../../src/contract/catalog.ts';
import { acceleratorsOf } from '../../src/engines/serving/parallel-layouts.ts';
import type { ServingCase } from './serving-case.ts';

export type FoundFirst = { readonly value: number; readonly basis: 'measured' | 'interpolated' };

/**
 * What the tables of measurements answer for a case, before any model is asked: in the case's unit, from the same engine,
 * accelerator, format and layout size. Undefined where nothing was measured there or around it.
 */
export function measuredFirst(given: ServingCase, catalog: Catalog): FoundFirst | undefined {
  const { arrival, workload, layouts, copies } = given;
  const [layout] = layouts;
  if (layout === undefined || layouts.length > 1 || given.speculative !== undefined) return undefined;
  if (arrival.kind !== 'closed' && arrival.kind !== 'saturated') return undefined;
  const [found] = measuredServing(
    {
      model: given.model,
      accelerator: given.gpu,
      weights: given.format,
      kvCache: workload.kvElementBytes === 1 ? 'fp8' : '16-bit',
      engine: given.engine,
      count: acceleratorsOf(layout),
      inputTokens: workload.inputTokens,
      outputTokens: workload.outputTokens,
      ...(arrival.kind === 'closed' ? { concurrency: arrival.concurrency / copies } : {}),
    },
    catalog,
  );
  if (found === undefined) return undefined;
  const { basis } = found;
  const inSeconds = (ms: number | undefined) => (ms === undefined ? undefined : { value: ms / 1000, basis });
  if (given.quantity === 'time per output token') return inSeconds(found.timePerOutputToken?.value);
  if (given.quantity === 'time to first token') return inSeconds(found.timeToFirstToken?.value);
  const rate = found.outputTokensPerSecond?.value;
  return given.quantity === 'throughput' && rate !== undefined ? { value: rate * copies, basis } : undefined;
}
