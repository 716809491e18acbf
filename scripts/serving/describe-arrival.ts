import { type Measurement, numberIn, Undescribed } from './measurement.ts';
import { limitOf, type Scenario } from './mlperf.ts';
import type { Arrival } from './serving-case.ts';

/** Prompts of each run of the IOG benchmarks, as their notes say. */
const OPEN_LOOP_REQUESTS = 200;

/** How requests came in, from the words of a row. */
export function arrivalOf(row: Measurement, model: string, scenario: Scenario | undefined): Arrival {
  if (scenario === 'Offline') return { kind: 'offline' };
  if (scenario !== undefined) return { kind: 'limited', timePerOutputToken: limitOf(scenario, model) };
  const stated = row.concurrency_or_batch;
  if (stated === 'saturated') return { kind: 'saturated' };
  const rate = /Poisson ([\d.]+)/.exec(stated)?.[1];
  if (rate !== undefined)
    return { kind: 'poisson', requestsPerSecond: Number(rate), requests: OPEN_LOOP_REQUESTS };
  const concurrency = numberIn(stated);
  if (concurrency === undefined) throw new Undescribed('concurrency not published');
  if (/static batching/.test(row.notes) || (row.metric === 'ttft' && /batch 1/.test(row.notes)))
    return { kind: 'static', batch: concurrency };
  return { kind: 'closed', concurrency, pattern: patternOf(row) };
}

function patternOf(row: Measurement): 'waves' | 'burst' | 'steady' | 'batch' {
  if (/Neuron/.test(row.framework)) return 'batch';
  if (!/NVIDIA internal run/.test(row.notes)) return 'waves';
  return row.framework === 'SGLang' && /^0\.5\.1/.test(row.framework_version) ? 'burst' : 'steady';
}
