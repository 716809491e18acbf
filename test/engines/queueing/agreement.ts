import type { Interval } from '../../../src/engines/queueing/ratio-interval.ts';
import type { ServiceSpread } from '../../../src/engines/queueing/service-factor.ts';
import {
  type SimulationRun,
  simulateBatchServer,
} from '../../../src/engines/queueing/simulate-batch-server.ts';
import { simulateProcessorSharing } from '../../../src/engines/queueing/simulate-processor-sharing.ts';
import { runToEnd, simulateUntil } from '../../../src/engines/queueing/simulate-until.ts';
import type { Estimates } from '../../../src/engines/queueing/simulated-estimates.ts';
import type {
  QueueConfiguration,
  QueueMetric,
  QueueModel,
  TimeLaw,
} from '../../evidence/queueing/configurations.ts';

export type Agreement = {
  readonly id: string;
  readonly title: string;
  /** In the order of `METRICS`: the first decides for its configuration. */
  readonly metrics: readonly {
    readonly metric: QueueMetric;
    readonly exact: number;
    readonly interval: Interval;
    readonly within: boolean;
  }[];
  readonly finished: number;
};

/** Which metric decides for a configuration, fixed before anything was run: the first that has an exact value. */
const METRICS: readonly QueueMetric[] = [
  'meanSojourn',
  'meanWait',
  'blocked',
  'meanWaitClass1',
  'meanWaitClass2',
  'meanWaitClass3',
  'throughput',
  'waitProbability',
  'waitP95',
  'waitP99',
  'sojournP95',
  'sojournP99',
  'meanBatch',
  'busyShare',
];

const LENGTH = { fewest: 131_072, most: 524_288 } as const;
const HALF_WIDTH = 0.01;

/** One configuration, simulated once with a seed that was fixed beforehand, against its exact values. */
export function agreement({ id, title, model, exact }: QueueConfiguration, seed: number): Agreement {
  const { estimates, finished } = runToEnd(
    simulateUntil(runOf(model, seed), {
      ...LENGTH,
      enough: (of) => {
        const { value, low, high } = of.mean('latency');
        return (high - low) / 2 <= HALF_WIDTH * value;
      },
    }),
  );
  const metrics = METRICS.flatMap((metric) => {
    const value = exact[metric];
    if (value === undefined) return [];
    const interval = intervalOf(metric, estimates, model);
    return [{ metric, exact: value, interval, within: interval.low <= value && value <= interval.high }];
  });
  return { id, title, metrics, finished };
}

function runOf(model: QueueModel, seed: number): SimulationRun {
  switch (model.kind) {
    case 'fcfs':
      return simulateBatchServer({
        arrivals: {
          kind: 'poisson',
          perSecond: model.arrivalRate,
          burst: model.burst === undefined ? undefined : { kind: 'fixed', mean: model.burst },
        },
        servers: model.servers,
        serviceSeconds: [0, meanOf(model.service)],
        spread: spreadOf(model.service),
        queueLimit: model.capacity === undefined ? undefined : model.capacity - model.servers,
        seed,
      });
    case 'processor-sharing':
      return simulateProcessorSharing({
        arrivals: { kind: 'poisson', perSecond: model.arrivalRate },
        serviceSeconds: meanOf(model.service),
        spread: spreadOf(model.service),
        seed,
      });
    case 'priority': {
      const rate = model.classes.reduce((sum, { arrivalRate }) => sum + arrivalRate, 0);
      return simulateBatchServer({
        arrivals: { kind: 'poisson', perSecond: rate },
        servers: 1,
        serviceSeconds: [0, 1],
        classes: model.classes.map(({ arrivalRate, service }) => ({
          share: arrivalRate / rate,
          times: meanOf(service),
          spread: spreadOf(service),
        })),
        seed,
      });
    }
    case 'closed-loop':
      return simulateBatchServer({
        arrivals: {
          kind: 'clients',
          clients: model.clients,
          thinkSeconds: meanOf(model.think),
          thinking: model.think.law === 'deterministic' ? 'deterministic' : 'exponential',
        },
        servers: model.servers,
        serviceSeconds: [0, meanOf(model.service)],
        spread: spreadOf(model.service),
        seed,
      });
    case 'batches':
      return simulateBatchServer({
        arrivals: { kind: 'poisson', perSecond: model.arrivalRate },
        servers: 1,
        serviceSeconds: [0, ...model.batchTimes],
        spread: { kind: model.law },
        seed,
      });
  }
}

function intervalOf(metric: QueueMetric, of: Estimates, model: QueueModel): Interval {
  switch (metric) {
    case 'meanSojourn':
      return of.mean('latency');
    case 'meanWait':
      return of.mean('wait');
    case 'waitProbability':
      return of.waiting();
    case 'waitP95':
      return of.percentile('wait', 0.95);
    case 'waitP99':
      return of.percentile('wait', 0.99);
    case 'sojournP95':
      return of.percentile('latency', 0.95);
    case 'sojournP99':
      return of.percentile('latency', 0.99);
    case 'blocked':
      return of.ratio('refused', 'attempts');
    case 'throughput':
      return of.ratio('records', 'time');
    case 'meanBatch':
      return of.ratio('batched', 'batches');
    case 'busyShare': {
      const busy = of.ratio('busyArea', 'time');
      const servers = 'servers' in model ? model.servers : 1;
      return { value: busy.value / servers, low: busy.low / servers, high: busy.high / servers };
    }
    case 'meanWaitClass1':
      return of.mean('wait', 0);
    case 'meanWaitClass2':
      return of.mean('wait', 1);
    case 'meanWaitClass3':
      return of.mean('wait', 2);
  }
}

function meanOf(law: TimeLaw): number {
  switch (law.law) {
    case 'uniform':
      return (law.from + law.to) / 2;
    case 'hyper-exponential':
      return law.means.reduce((sum, mean, phase) => sum + mean * (law.probabilities[phase] ?? 0), 0);
    case 'discrete':
      return law.values.reduce((sum, value, at) => sum + value * (law.probabilities[at] ?? 0), 0);
    default:
      return law.mean;
  }
}

function spreadOf(law: TimeLaw): ServiceSpread {
  const mean = meanOf(law);
  switch (law.law) {
    case 'exponential':
    case 'deterministic':
      return { kind: law.law };
    case 'uniform':
      return {
        kind: 'uniform',
      };
    case 'erlang':
      return { kind: 'erlang', stages: law.phases };
    case 'lognormal':
      return { kind: 'lognormal', coefficientOfVariation: law.cv };
    case 'hyper-exponential': {
      const second = law.means.reduce(
        (sum, of, phase) => sum + 2 * of ** 2 * (law.probabilities[phase] ?? 0),
        0,
      );
      return { kind: 'hyper-exponential', squaredCoefficientOfVariation: second / mean ** 2 - 1 };
    }
    case 'discrete':
      return { kind: 'discrete', values: law.values.map((value) => value / mean), shares: law.probabilities };
  }
}
