import { trainingMemory } from '../../src/answers/training/training-memory.ts';
import { flopPerToken } from '../../src/engines/training/flop-per-token.ts';
import { modelFlopUtilization } from '../../src/engines/training/model-flop-utilization.ts';
import { BYTES_PER_GIB } from '../../src/units/bytes.ts';
import { summarise } from '../serving/errors.ts';
import type { Described, DescribedMemory, DescribedUtilisation } from './describe-run.ts';

/** Absolute errors of utilisation, in points of a percent. */
export type PointErrors = {
  readonly rows: number;
  readonly medianPoints: number;
  readonly worstPoints: number;
};
/** Errors of memory, percent of what was measured; above 0 predicts too much. */
export type PercentErrors = {
  readonly rows: number;
  readonly medianPercent: number;
  readonly p90Percent: number;
  readonly worstPercent: number;
  readonly biasPercent: number;
};

export function utilisationError(given: DescribedUtilisation): number {
  const trained = given.parameters * given.trainedShare;
  const flop = flopPerToken(given, { trainedParameters: trained });
  const share = modelFlopUtilization({
    tokensPerSecondPerAccelerator: given.tokensPerSecond,
    flopPerToken: flop,
    peakFlopPerSecond: given.peakFlopPerSecond,
  });
  return 100 * share - given.statedPercent;
}

/** Signed, as a fraction of what was measured. */
export function memoryError({ model, run, measuredGib, slack }: DescribedMemory): number {
  return ((1 + slack) * trainingMemory(model, run).peak.bytes) / BYTES_PER_GIB / measuredGib - 1;
}

export type Group = {
  readonly rowsRead: number;
  readonly rowsDescribed: number;
  readonly mfu?: PointErrors;
  readonly memory?: PercentErrors;
};

/** Errors over some rows. */
export function judged(rows: readonly Described[]): Group {
  const points = rows.flatMap(({ utilisation }) =>
    typeof utilisation === 'string' ? [] : [Math.abs(utilisationError(utilisation))],
  );
  const shares = rows.flatMap(({ memory }) => (typeof memory === 'string' ? [] : [memoryError(memory)]));
  const mfu = summarise(points);
  const memory = summarise(shares);
  return {
    rowsRead: rows.length,
    rowsDescribed: rows.filter(isDescribed).length,
    ...(mfu === undefined
      ? {}
      : {
          mfu: { rows: mfu.rows, medianPoints: mfu.medianAbsoluteError, worstPoints: Math.max(...points) },
        }),
    ...(memory === undefined
      ? {}
      : {
          memory: {
            rows: memory.rows,
            medianPercent: 100 * memory.medianAbsoluteError,
            p90Percent: 100 * memory.p90AbsoluteError,
            worstPercent: 100 * Math.max(...shares.map(Math.abs)),
            biasPercent: 100 * memory.bias,
          },
        }),
  };
}

export function isDescribed({ utilisation, memory }: Described): boolean {
  return typeof utilisation !== 'string' || typeof memory !== 'string';
}
