import { describe, expect, test } from 'vitest';
import { bulkService } from '../../../src/engines/queueing/bulk-service.ts';
import { burstArrivalsMeanWait } from '../../../src/engines/queueing/burst-arrivals-mean-wait.ts';
import { erlangC } from '../../../src/engines/queueing/erlang-c.ts';
import { finiteQueue } from '../../../src/engines/queueing/finite-queue.ts';
import { greedyBatches } from '../../../src/engines/queueing/greedy-batches.ts';
import { machineRepair } from '../../../src/engines/queueing/machine-repair.ts';
import { mdcQueue } from '../../../src/engines/queueing/mdc-queue.ts';
import { mdcWaitPercentile } from '../../../src/engines/queueing/mdc-wait-percentile.ts';
import { mmcMeanWait } from '../../../src/engines/queueing/mmc-mean-wait.ts';
import { mmcSojournPercentile } from '../../../src/engines/queueing/mmc-sojourn-percentile.ts';
import { mmcWaitPercentile } from '../../../src/engines/queueing/mmc-wait-percentile.ts';
import { pollaczekKhinchine } from '../../../src/engines/queueing/pollaczek-khinchine.ts';
import { priorityMeanWaits } from '../../../src/engines/queueing/priority-mean-waits.ts';
import { processorSharingSojourn } from '../../../src/engines/queueing/processor-sharing-sojourn.ts';
import {
  QUEUE_CONFIGURATIONS,
  type QueueMetric,
  type QueueModel,
  type TimeLaw,
} from '../../evidence/queueing/configurations.ts';

/** Mean and squared coefficient of variation. */
function moments(law: TimeLaw): { readonly serviceTime: number; readonly serviceScv: number } {
  const of = (mean: number, square: number) => ({ serviceTime: mean, serviceScv: square / mean ** 2 - 1 });
  const weighted = (values: readonly number[], weights: readonly number[]): number =>
    values.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0);
  switch (law.law) {
    case 'exponential':
      return { serviceTime: law.mean, serviceScv: 1 };
    case 'deterministic':
      return { serviceTime: law.mean, serviceScv: 0 };
    case 'uniform':
      return of((law.from + law.to) / 2, (law.from ** 2 + law.from * law.to + law.to ** 2) / 3);
    case 'erlang':
      return { serviceTime: law.mean, serviceScv: 1 / law.phases };
    case 'lognormal':
      return { serviceTime: law.mean, serviceScv: law.cv ** 2 };
    case 'hyper-exponential':
      return of(
        weighted(law.means, law.probabilities),
        2 *
          weighted(
            law.means.map((mean) => mean ** 2),
            law.probabilities,
          ),
      );
    case 'discrete':
      return of(
        weighted(law.values, law.probabilities),
        weighted(
          law.values.map((value) => value ** 2),
          law.probabilities,
        ),
      );
  }
}

type Values = Partial<Record<QueueMetric, number>>;

/** What the closed forms say of a model; a metric that none serves is absent. */
function computed(model: QueueModel): Values {
  switch (model.kind) {
    case 'fcfs': {
      const { arrivalRate, servers, capacity, burst } = model;
      const { serviceTime, serviceScv } = moments(model.service);
      const load = { arrivalRate, serviceTime, servers };
      if (capacity !== undefined) return finiteQueue({ ...load, capacity });
      if (burst !== undefined) {
        const size = { burstRate: arrivalRate, meanBurst: burst, meanSquaredBurst: burst ** 2 };
        const meanWait = burstArrivalsMeanWait({ ...size, serviceTime, serviceScv });
        return { meanWait, meanSojourn: meanWait + serviceTime };
      }
      if (model.service.law === 'exponential')
        return {
          waitProbability: erlangC(arrivalRate * serviceTime, servers),
          meanWait: mmcMeanWait(load),
          meanSojourn: mmcMeanWait(load) + serviceTime,
          waitP95: mmcWaitPercentile(load, 0.95),
          waitP99: mmcWaitPercentile(load, 0.99),
          sojournP95: mmcSojournPercentile(load, 0.95),
          sojournP99: mmcSojournPercentile(load, 0.99),
        };
      if (model.service.law === 'deterministic') {
        const { meanWait, waitExceeds } = mdcQueue(load);
        const [waitP95, waitP99] = [mdcWaitPercentile(load, 0.95), mdcWaitPercentile(load, 0.99)];
        return { waitProbability: waitExceeds(0), meanWait, waitP95, waitP99 };
      }
      return servers === 1 ? { meanWait: pollaczekKhinchine(load, serviceScv) } : {};
    }
    case 'processor-sharing': {
      const { arrivalRate } = model;
      return { meanSojourn: processorSharingSojourn({ arrivalRate, ...moments(model.service) }) };
    }
    case 'priority': {
      const classes = model.classes.map(({ arrivalRate, service }) => ({ arrivalRate, ...moments(service) }));
      const [meanWaitClass1, meanWaitClass2, meanWaitClass3] = priorityMeanWaits(classes);
      return Object.fromEntries(
        Object.entries({ meanWaitClass1, meanWaitClass2, meanWaitClass3 }).filter(
          ([, value]) => value !== undefined,
        ),
      );
    }
    case 'closed-loop': {
      const { clients, servers } = model;
      const loop = { clients, servers, thinkTime: moments(model.think).serviceTime };
      const { utilisation, ...times } = machineRepair({ ...loop, ...moments(model.service) });
      return { ...times, busyShare: utilisation };
    }
    case 'batches': {
      const { arrivalRate, batchTimes, law } = model;
      if (law === 'deterministic') return greedyBatches({ arrivalRate, batchTimes });
      const batchTime = batchTimes[0] ?? Number.NaN;
      expect(batchTimes.every((time) => time === batchTime)).toBe(true);
      return bulkService({ arrivalRate, batchTime, maxBatch: batchTimes.length });
    }
  }
}

/** What only exact chains outside the closed forms give: the simulator answers for it. */
const WITHOUT_CLOSED_FORM: Readonly<Record<string, readonly QueueMetric[]>> = {
  R16: ['waitProbability', 'waitP95', 'waitP99'],
  R17: ['waitProbability', 'waitP95', 'waitP99'],
  R19: ['waitProbability', 'meanWait', 'waitP95', 'waitP99'],
  R20: ['waitProbability', 'meanWait', 'waitP95', 'waitP99'],
};

describe('the closed forms', () => {
  test('face 43 configurations of the research notes and 30 more, each with an exact value', () => {
    const ids = QUEUE_CONFIGURATIONS.map(({ id }) => id);
    const numbered = (letter: string, count: number) =>
      Array.from({ length: count }, (_, at) => `${letter}${String(at + 1).padStart(2, '0')}`);
    expect(ids).toEqual([...numbered('Q', 43), ...numbered('R', 30)]);
    for (const { exact } of QUEUE_CONFIGURATIONS) expect(Object.keys(exact).length).toBeGreaterThan(0);
  });

  test.each(QUEUE_CONFIGURATIONS)('$id $title: every digit', ({ id, model, exact }) => {
    const values = computed(model);
    const missing: string[] = [];
    for (const [metric, value] of Object.entries(exact) as [QueueMetric, number][]) {
      const found = values[metric];
      if (found === undefined) missing.push(metric);
      // six decimals as printed in the notes; ten significant digits of the 30 others, of which LU leaves nine
      else if (id.startsWith('Q')) expect(Math.abs(found - value), metric).toBeLessThanOrEqual(5.000001e-7);
      else expect(Math.abs(found / value - 1), metric).toBeLessThan(2e-9);
    }
    expect(missing).toEqual(WITHOUT_CLOSED_FORM[id] ?? []);
  });
});
