import * as z from 'zod/v4';
import { count, date, identifier, optional, positive, text, yesNo } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/**
 * How requests arrived. `closed`: so many at once, each finished one replaced. `burst`: all sent at the start, so many in
 * all. `saturated`: all queued at once, more than can run. `poisson`: at a mean rate, whatever is still running.
 */
export const LOADS = ['closed', 'burst', 'saturated', 'poisson'] as const;
/** What the tokens a second count: a run from first to last token of all requests, or the decode phase alone. */
export const COUNTED = ['run', 'decode'] as const;

/**
 * One row is one configuration under one load, with all that was measured there. Rows that agree in everything but load and
 * lengths form a curve, along which (and nowhere else) an answer may be interpolated.
 */
export const servingPoints = defineTable({
  id: 'serving-points',
  title: 'Measured serving of language models: time per output token, time to first token, throughput',
  key: [
    'model',
    'measuredAs',
    'accelerator',
    'engine',
    'version',
    'weights',
    'kvCache',
    'count',
    'tensorParallel',
    'pipelineStages',
    'attentionData',
    'experts',
    'load',
    'inputTokens',
    'outputTokens',
    'concurrency',
    'requestsPerSecond',
    'asOf',
    'source',
  ],
  columns: {
    /** The row of the models table whose architecture was served. */
    model: column('Model', identifier),
    /** The checkpoint as the source names it, where it is a fine-tune or a requantised export of the same architecture. */
    measuredAs: column('Served as', optional(identifier)),
    accelerator: column('Accelerator', identifier),
    engine: column(
      'Engine',
      z.enum(['vLLM', 'TensorRT-LLM', 'SGLang', 'llama.cpp', 'TensorRT-Edge-LLM', 'NeuronX', 'AutoAWQ']),
    ),
    /** `-` where the source states none. */
    version: column('Version', optional(text)),
    weights: column('Weights', identifier),
    /** `-` where the source states none. */
    kvCache: column('KV', optional(z.enum(['16-bit', 'fp8']))),
    count: column('Count', count),
    /** `-` where the source states no layout. */
    tensorParallel: column('TP', optional(count)),
    pipelineStages: column('PP', optional(count)),
    /** Ranks of data-parallel attention; 1 is none. */
    attentionData: column('DP', count),
    /** Ranks that the experts are spread over; 1 is none. */
    experts: column('EP', count),
    load: column('Load', z.enum(LOADS)),
    /** Requests at once (closed, burst); `-` where the load is a rate or as much as fits. */
    concurrency: column('At once', optional(count)),
    /** Mean arrival rate (poisson). */
    requestsPerSecond: column('Arrivals/s', optional(positive)),
    /** `-` where the requests are those of a data set that is not described in tokens. */
    inputTokens: column('In', optional(count)),
    /** `-` where a decode rate was measured without saying over how many tokens. */
    outputTokens: column('Out', optional(count)),
    /** Lengths are the means of a data set, not the same for every request. */
    lengthsAreMeans: column('Means', yesNo),
    timePerOutputTokenMs: column('TPOT (ms)', optional(positive)),
    timeToFirstTokenMs: column('TTFT (ms)', optional(positive)),
    /** Of the times; a throughput is that of the whole run. */
    statistic: column('Statistic', optional(z.enum(['mean', 'median']))),
    /** Of all accelerators together. */
    outputTokensPerSecond: column('Out tokens/s', optional(positive)),
    counted: column('Counted', optional(z.enum(COUNTED))),
    promptTokensPerSecond: column('Prompt tokens/s', optional(positive)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [
    { field: 'model', to: ['models'] },
    { field: 'accelerator', to: ['accelerators'] },
    { field: 'weights', to: ['weight-formats'] },
    { field: 'source', to: ['sources'] },
  ],
  check: (row) => {
    const timed = row.timePerOutputTokenMs !== undefined || row.timeToFirstTokenMs !== undefined;
    if (!timed && row.outputTokensPerSecond === undefined && row.promptTokensPerSecond === undefined)
      return 'holds no measurement';
    if (timed !== (row.statistic !== undefined)) return 'needs a statistic with its times, and only then';
    if ((row.outputTokensPerSecond === undefined) !== (row.counted === undefined))
      return 'needs what was counted with its tokens a second, and only then';
    if ((row.load === 'poisson') !== (row.requestsPerSecond !== undefined))
      return 'needs a rate of arrivals with a poisson load, and only then';
    if ((row.load === 'closed' || row.load === 'burst') !== (row.concurrency !== undefined))
      return 'needs requests at once with a closed or burst load, and only then';
    if (row.inputTokens === undefined && !row.lengthsAreMeans)
      return 'needs input tokens: only the requests of a data set stand without them';
    if (row.outputTokens === undefined && row.counted !== 'decode')
      return 'needs output tokens: only a decode rate stands without them';
    if (row.attentionData === 1 && row.count < (row.tensorParallel ?? 1) * (row.pipelineStages ?? 1))
      return 'has fewer accelerators than its layout takes';
    return undefined;
  },
});
