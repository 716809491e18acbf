import { servingErrors } from '../catalog/tables/serving-errors.ts';
import type { Catalog } from '../contract/catalog.ts';
import type { Figure } from '../contract/figure.ts';
import { isLocal } from '../engines/serving/plan-service.ts';
import { overPcie } from '../engines/serving/serving-rates.ts';
import type { Engine } from '../engines/serving/workload.ts';
import { fourDigits } from './figures.ts';
import type { Candidate } from './llm-candidates.ts';
import { modelled, type RangedFigure } from './llm-figures.ts';
import type { Finalist } from './llm-finalist.ts';
import { servingErrorOf } from './serving-error.ts';

const ENGINE_NAMES: Readonly<Record<Engine, string>> = {
  vllm: 'vLLM',
  sglang: 'SGLang',
  'tensorrt-llm': 'TensorRT-LLM',
  neuronx: 'Transformers NeuronX',
};

export type LlmSpeed = {
  readonly figures: {
    timeToFirstTokenMs: RangedFigure;
    timePerOutputTokenMs: RangedFigure;
    outputTokensPerSecond: RangedFigure;
    bound: string;
    saturatesAtRequestsPerSecond: number;
    error: string;
  };
  readonly warnings: readonly string[];
  readonly cites: readonly string[];
};

/** Speed of a configuration under its load: as measured where it was, else of the model with the error of such cases. */
export function llmSpeed(
  { tag, plan }: Candidate,
  { measured }: Finalist,
  engine: Engine,
  catalog: Catalog,
): LlmSpeed | undefined {
  if (plan.largestConcurrency === 0) return undefined;
  const { operation, copies } = plan;
  const errors = catalog.rows(servingErrors);
  const local = isLocal(tag.request.device);
  const groups = [
    { group: 'engine', member: local ? 'local runtimes' : ENGINE_NAMES[engine] },
    { group: 'generation', member: tag.row.generation },
    {
      group: 'kind',
      member: tag.request.workload.shape.experts === undefined ? 'dense' : 'mixture of experts',
    },
    ...(plan.layout.tensorParallel > 1
      ? [{ group: 'link' as const, member: overPcie(tag.request.device) ? 'PCIe' : 'NVLink' }]
      : []),
  ] as const;
  const token = local
    ? servingErrorOf(errors, 'single stream', [])
    : servingErrorOf(errors, 'time per output token', groups);
  const first = servingErrorOf(errors, 'time to first token', local ? [] : groups.slice(0, 1));
  const perToken = measured?.timePerOutputToken;
  const throughput = measured?.outputTokensPerSecond;
  const notValidated = token?.notValidated ?? [];
  return {
    figures: {
      timeToFirstTokenMs: modelled(operation.timeToFirstToken * 1000, first?.p90),
      timePerOutputTokenMs:
        perToken === undefined
          ? modelled(operation.timePerOutputToken * 1000, token?.p90)
          : ranged(perToken, 1),
      outputTokensPerSecond:
        throughput === undefined || perToken === undefined
          ? modelled(operation.outputTokensPerSecond * copies, token?.p90)
          : ranged(throughput, copies),
      bound: operation.bound,
      saturatesAtRequestsPerSecond: fourDigits(copies * plan.requestsPerSecondPerCopy),
      error:
        measured !== undefined && perToken !== undefined
          ? `${measured.basis === 'measured' ? 'Measured' : 'Interpolated'} on ${[measured.engine, measured.version].filter((word) => word !== undefined).join(' ')}${measured.notes.length === 0 ? '' : ` (${measured.notes.join('; ')})`}.`
          : token === undefined
            ? 'Error not validated.'
            : `Range: 90 % of ${token.of}, median error ${percent(token.median)} %${notValidated.length === 0 ? '' : `, doubled since ${notValidated.join(' and ')} has none`}.`,
    },
    warnings:
      notValidated.length === 0 || perToken !== undefined
        ? []
        : [
            `No published measurement validates the model on ${notValidated.join(', ')}: load-test before you buy.`,
          ],
    cites: [
      ...(measured === undefined ? [] : measured.sources),
      ...(perToken === undefined && token !== undefined ? ['serving-calibration'] : []),
    ],
  };
}

function ranged({ value, basis, low, high, source }: Figure, copies: number): RangedFigure {
  return {
    value: fourDigits(value * copies),
    basis,
    ...(low === undefined || high === undefined
      ? {}
      : { low: fourDigits(low * copies), high: fourDigits(high * copies) }),
    ...(source === undefined ? {} : { source }),
  };
}

function percent(share: number): string {
  return String(Number((100 * share).toPrecision(2)));
}
