/** How long one request, or one pause of a client, takes. */
export type TimeLaw =
  | { readonly law: 'exponential'; readonly mean: number }
  | { readonly law: 'deterministic'; readonly mean: number }
  | { readonly law: 'uniform'; readonly from: number; readonly to: number }
  | { readonly law: 'erlang'; readonly mean: number; readonly phases: number }
  /** `cv` is the standard deviation over the mean. */
  | { readonly law: 'lognormal'; readonly mean: number; readonly cv: number }
  | {
      readonly law: 'hyper-exponential';
      readonly means: readonly number[];
      readonly probabilities: readonly number[];
    }
  | {
      readonly law: 'discrete';
      readonly values: readonly number[];
      readonly probabilities: readonly number[];
    };

/** Arrivals are Poisson, a free server takes the oldest request, nothing is interrupted, unless said otherwise. */
export type QueueModel =
  | {
      readonly kind: 'fcfs';
      /** Of bursts, where `burst` is given. */
      readonly arrivalRate: number;
      readonly service: TimeLaw;
      readonly servers: number;
      /** Most requests present, those in service included; more are turned away. */
      readonly capacity?: number;
      /** Requests that arrive at once; 1 without it. */
      readonly burst?: number;
    }
  | { readonly kind: 'processor-sharing'; readonly arrivalRate: number; readonly service: TimeLaw }
  /** One server; the classes from the highest priority on. */
  | {
      readonly kind: 'priority';
      readonly classes: readonly { readonly arrivalRate: number; readonly service: TimeLaw }[];
    }
  | {
      readonly kind: 'closed-loop';
      readonly clients: number;
      readonly think: TimeLaw;
      readonly service: TimeLaw;
      readonly servers: number;
    }
  /** One server that takes what waits, up to the length of `batchTimes`, as soon as it is free; the times are means by batch size. */
  | {
      readonly kind: 'batches';
      readonly arrivalRate: number;
      readonly law: 'exponential' | 'deterministic';
      readonly batchTimes: readonly number[];
    };

/**
 * What is known of a configuration. Times are in the unit of the rates; waits leave service out, sojourns hold it; percentiles
 * are of all requests accepted, first come first served; `throughput` counts those accepted; `busyShare` is a server's.
 */
export type QueueMetric =
  | 'waitProbability'
  | 'meanWait'
  | 'waitP95'
  | 'waitP99'
  | 'meanSojourn'
  | 'sojournP95'
  | 'sojournP99'
  | 'blocked'
  | 'throughput'
  | 'meanBatch'
  | 'busyShare'
  | 'meanWaitClass1'
  | 'meanWaitClass2'
  | 'meanWaitClass3';

export type QueueConfiguration = {
  readonly id: string;
  readonly title: string;
  readonly model: QueueModel;
  readonly exact: Readonly<Partial<Record<QueueMetric, number>>>;
  /** How the exact values were computed, never by simulation. */
  readonly how: string;
};

const exponential = (mean: number): TimeLaw => ({ law: 'exponential', mean });
const deterministic = (mean: number): TimeLaw => ({ law: 'deterministic', mean });

/** Two phases of mean 1 together, each of which carries half of the work, with a squared coefficient of variation above 1. */
function hyperExponential(scv: number): TimeLaw {
  const often = (1 + Math.sqrt((scv - 1) / (scv + 1))) / 2;
  return {
    law: 'hyper-exponential',
    means: [1 / (2 * often), 1 / (2 * (1 - often))],
    probabilities: [often, 1 - often],
  };
}

function linearTimes(fixed: number, perItem: number, maxBatch: number): number[] {
  return Array.from({ length: maxBatch }, (_, at) => fixed + perItem * (at + 1));
}

const constantTimes = (time: number, maxBatch: number): number[] => new Array<number>(maxBatch).fill(time);

/** 43 of the research notes, to the six digits printed there, and 30 more to ten digits: README.md beside says how each came about. */
export const QUEUE_CONFIGURATIONS: readonly QueueConfiguration[] = [
  {
    id: 'Q01',
    title: 'M/M/1',
    model: { kind: 'fcfs', arrivalRate: 0.5, service: exponential(1), servers: 1 },
    exact: { meanSojourn: 2, sojournP99: 9.21034 },
    how: 'closed form',
  },
  {
    id: 'Q02',
    title: 'M/M/1',
    model: { kind: 'fcfs', arrivalRate: 0.8, service: exponential(1), servers: 1 },
    exact: { meanSojourn: 5, sojournP99: 23.025851 },
    how: 'closed form',
  },
  {
    id: 'Q03',
    title: 'M/M/1',
    model: { kind: 'fcfs', arrivalRate: 0.95, service: exponential(1), servers: 1 },
    exact: { meanSojourn: 20, sojournP99: 92.103404 },
    how: 'closed form',
  },
  {
    id: 'Q04',
    title: 'M/M/2',
    model: { kind: 'fcfs', arrivalRate: 1.6, service: exponential(1), servers: 2 },
    exact: { waitProbability: 0.711111, meanWait: 1.777778, waitP99: 10.660609 },
    how: 'closed form',
  },
  {
    id: 'Q05',
    title: 'M/M/4',
    model: { kind: 'fcfs', arrivalRate: 3.2, service: exponential(1), servers: 4 },
    exact: { waitProbability: 0.596432, meanWait: 0.745541, waitP99: 5.110476 },
    how: 'closed form',
  },
  {
    id: 'Q06',
    title: 'M/M/8',
    model: { kind: 'fcfs', arrivalRate: 7.2, service: exponential(1), servers: 8 },
    exact: { waitProbability: 0.701533, meanWait: 0.876916, waitP99: 5.313354 },
    how: 'closed form',
  },
  {
    id: 'Q07',
    title: 'M/M/16',
    model: { kind: 'fcfs', arrivalRate: 14.4, service: exponential(1), servers: 16 },
    exact: { waitProbability: 0.591343, meanWait: 0.36959, waitP99: 2.549882 },
    how: 'closed form',
  },
  {
    id: 'Q08',
    title: 'M/M/3',
    model: { kind: 'fcfs', arrivalRate: 250, service: exponential(0.01), servers: 3 },
    exact: { waitProbability: 0.702247, meanWait: 0.014045, waitP99: 0.085034 },
    how: 'closed form',
  },
  {
    id: 'Q09',
    title: 'M/M/10',
    model: { kind: 'fcfs', arrivalRate: 45, service: exponential(0.2), servers: 10 },
    exact: { waitProbability: 0.668732, meanWait: 0.133746, waitP99: 0.84056 },
    how: 'closed form',
  },
  {
    id: 'Q10',
    title: 'M/M/10/10, no queue',
    model: { kind: 'fcfs', arrivalRate: 7, service: exponential(1), servers: 10, capacity: 10 },
    exact: { blocked: 0.078741 },
    how: 'closed form',
  },
  {
    id: 'Q11',
    title: 'M/M/4/4, no queue',
    model: { kind: 'fcfs', arrivalRate: 3.2, service: exponential(1), servers: 4, capacity: 4 },
    exact: { blocked: 0.228145 },
    how: 'closed form',
  },
  {
    id: 'Q12',
    title: 'M/M/1/10',
    model: { kind: 'fcfs', arrivalRate: 0.9, service: exponential(1), servers: 1, capacity: 10 },
    exact: { blocked: 0.050814, meanSojourn: 4.646601 },
    how: 'closed form',
  },
  {
    id: 'Q13',
    title: 'M/M/1/10',
    model: { kind: 'fcfs', arrivalRate: 1.2, service: exponential(1), servers: 1, capacity: 10 },
    exact: { blocked: 0.192586, meanSojourn: 6.926138 },
    how: 'closed form',
  },
  {
    id: 'Q14',
    title: 'M/M/4/12',
    model: { kind: 'fcfs', arrivalRate: 3.8, service: exponential(1), servers: 4, capacity: 12 },
    exact: { blocked: 0.067481, meanSojourn: 1.776762 },
    how: 'closed form',
  },
  {
    id: 'Q15',
    title: 'M/D/1',
    model: { kind: 'fcfs', arrivalRate: 0.5, service: deterministic(1), servers: 1 },
    exact: { meanWait: 0.5, waitP95: 2.050638, waitP99: 3.336256 },
    how: "Pollaczek and Khinchine; Erlang's series at high precision",
  },
  {
    id: 'Q16',
    title: 'M/D/1',
    model: { kind: 'fcfs', arrivalRate: 0.8, service: deterministic(1), servers: 1 },
    exact: { meanWait: 2, waitP95: 6.620325, waitP99: 10.355887 },
    how: "Pollaczek and Khinchine; Erlang's series at high precision",
  },
  {
    id: 'Q17',
    title: 'M/D/1',
    model: { kind: 'fcfs', arrivalRate: 0.9, service: deterministic(1), servers: 1 },
    exact: { meanWait: 4.5, waitP95: 14.128674, waitP99: 21.898237 },
    how: "Pollaczek and Khinchine; Erlang's series at high precision",
  },
  {
    id: 'Q18',
    title: 'M/D/1',
    model: { kind: 'fcfs', arrivalRate: 0.95, service: deterministic(1), servers: 1 },
    exact: { meanWait: 9.5, waitP95: 29.116204, waitP99: 44.937766 },
    how: "Pollaczek and Khinchine; Erlang's series at high precision",
  },
  {
    id: 'Q19',
    title: 'M/D/2',
    model: { kind: 'fcfs', arrivalRate: 1.6, service: deterministic(1), servers: 2 },
    exact: { meanWait: 0.903284 },
    how: 'exact chain at times D apart',
  },
  {
    id: 'Q20',
    title: 'M/D/4',
    model: { kind: 'fcfs', arrivalRate: 3.2, service: deterministic(1), servers: 4 },
    exact: { meanWait: 0.386095 },
    how: 'exact chain at times D apart',
  },
  {
    id: 'Q21',
    title: 'M/D/8',
    model: { kind: 'fcfs', arrivalRate: 7.2, service: deterministic(1), servers: 8 },
    exact: { meanWait: 0.449973 },
    how: 'exact chain at times D apart',
  },
  {
    id: 'Q22',
    title: 'M/G/1, uniform on 0 to 2',
    model: { kind: 'fcfs', arrivalRate: 0.8, service: { law: 'uniform', from: 0, to: 2 }, servers: 1 },
    exact: { meanWait: 2.666667 },
    how: 'Pollaczek and Khinchine',
  },
  {
    id: 'Q23',
    title: 'M/G/1, Erlang-4',
    model: { kind: 'fcfs', arrivalRate: 0.8, service: { law: 'erlang', mean: 1, phases: 4 }, servers: 1 },
    exact: { meanWait: 2.5 },
    how: 'Pollaczek and Khinchine',
  },
  {
    id: 'Q24',
    title: 'M/G/1, lognormal, CV 1.5',
    model: { kind: 'fcfs', arrivalRate: 0.8, service: { law: 'lognormal', mean: 1, cv: 1.5 }, servers: 1 },
    exact: { meanWait: 6.5 },
    how: 'Pollaczek and Khinchine',
  },
  {
    id: 'Q25',
    title: 'M/G/1, hyper-exponential, SCV 4',
    model: { kind: 'fcfs', arrivalRate: 0.8, service: hyperExponential(4), servers: 1 },
    exact: { meanWait: 10 },
    how: 'Pollaczek and Khinchine',
  },
  {
    id: 'Q26',
    title: 'M/G/1, 0.5 or 5.5',
    model: {
      kind: 'fcfs',
      arrivalRate: 0.8,
      service: { law: 'discrete', values: [0.5, 5.5], probabilities: [0.9, 0.1] },
      servers: 1,
    },
    exact: { meanWait: 6.5 },
    how: 'Pollaczek and Khinchine',
  },
  {
    id: 'Q27',
    title: 'M/G/1-PS',
    model: { kind: 'processor-sharing', arrivalRate: 0.8, service: exponential(1) },
    exact: { meanSojourn: 5 },
    how: 'closed form',
  },
  {
    id: 'Q28',
    title: 'M/M/1, two priorities, never interrupted',
    model: {
      kind: 'priority',
      classes: [
        { arrivalRate: 0.3, service: exponential(1) },
        { arrivalRate: 0.5, service: exponential(1) },
      ],
    },
    exact: { meanWaitClass1: 1.142857, meanWaitClass2: 5.714286 },
    how: 'Cobham',
  },
  {
    id: 'Q29',
    title: 'M^[4]/M/1, bursts of 4',
    model: { kind: 'fcfs', arrivalRate: 0.2, burst: 4, service: exponential(1), servers: 1 },
    exact: { meanSojourn: 12.5 },
    how: 'closed form',
  },
  {
    id: 'Q30',
    title: 'M/M/1//10',
    model: { kind: 'closed-loop', clients: 10, think: exponential(5), service: exponential(1), servers: 1 },
    exact: { throughput: 0.981615, meanSojourn: 5.187289 },
    how: 'closed form',
  },
  {
    id: 'Q31',
    title: 'M/M/1//20',
    model: { kind: 'closed-loop', clients: 20, think: exponential(10), service: exponential(1), servers: 1 },
    exact: { throughput: 0.998131, meanSojourn: 10.037451 },
    how: 'closed form',
  },
  {
    id: 'Q32',
    title: 'M/M^(1,4)/1',
    model: { kind: 'batches', arrivalRate: 3, law: 'exponential', batchTimes: constantTimes(1, 4) },
    exact: { meanWait: 2.552499 },
    how: 'closed form through the root',
  },
  {
    id: 'Q33',
    title: 'M/M^(1,8)/1',
    model: { kind: 'batches', arrivalRate: 6, law: 'exponential', batchTimes: constantTimes(1, 8) },
    exact: { meanWait: 2.398025 },
    how: 'closed form through the root',
  },
  {
    id: 'Q34',
    title: 'M/M^(1,16)/1',
    model: { kind: 'batches', arrivalRate: 12, law: 'exponential', batchTimes: constantTimes(1, 16) },
    exact: { meanWait: 2.305419 },
    how: 'closed form through the root',
  },
  {
    id: 'Q35',
    title: 'greedy batches up to 8, s = 5 + 1 n',
    model: { kind: 'batches', arrivalRate: 0.2, law: 'deterministic', batchTimes: linearTimes(5, 1, 8) },
    exact: { meanSojourn: 9.89763, meanBatch: 1.589669, busyShare: 0.829062 },
    how: 'exact chain at departures',
  },
  {
    id: 'Q36',
    title: 'greedy batches up to 8, s = 5 + 1 n',
    model: { kind: 'batches', arrivalRate: 0.4, law: 'deterministic', batchTimes: linearTimes(5, 1, 8) },
    exact: { meanSojourn: 13.904818, meanBatch: 3.406292, busyShare: 0.987149 },
    how: 'exact chain at departures',
  },
  {
    id: 'Q37',
    title: 'greedy batches up to 8, s = 5 + 1 n',
    model: { kind: 'batches', arrivalRate: 0.55, law: 'deterministic', batchTimes: linearTimes(5, 1, 8) },
    exact: { meanSojourn: 21.355165, meanBatch: 6.120982, busyShare: 0.999274 },
    how: 'exact chain at departures',
  },
  {
    id: 'Q38',
    title: 'greedy batches up to 32, s = 1.8874 + 0.1438 n',
    model: {
      kind: 'batches',
      arrivalRate: 1,
      law: 'deterministic',
      batchTimes: linearTimes(1.8874, 0.1438, 32),
    },
    exact: { meanSojourn: 3.405343, meanBatch: 2.333175, busyShare: 0.952741 },
    how: 'exact chain at departures',
  },
  {
    id: 'Q39',
    title: 'greedy batches up to 64, s = 1.8874 + 0.1438 n',
    model: {
      kind: 'batches',
      arrivalRate: 4,
      law: 'deterministic',
      batchTimes: linearTimes(1.8874, 0.1438, 64),
    },
    exact: { meanSojourn: 6.941255, meanBatch: 17.772129, busyShare: 1 },
    how: 'exact chain at departures',
  },
  {
    id: 'Q40',
    title: 'greedy batches up to 4, s = 20 + 10 n',
    model: { kind: 'batches', arrivalRate: 0.03, law: 'deterministic', batchTimes: linearTimes(20, 10, 4) },
    exact: { meanSojourn: 50.834711, meanBatch: 1.38387, busyShare: 0.733567 },
    how: 'exact chain at departures',
  },
  {
    id: 'Q41',
    title: 'greedy batches up to 4, s = 20 + 10 n',
    model: { kind: 'batches', arrivalRate: 0.06, law: 'deterministic', batchTimes: linearTimes(20, 10, 4) },
    exact: { meanSojourn: 129.353665, meanBatch: 3.120247, busyShare: 0.984585 },
    how: 'exact chain at departures',
  },
  {
    id: 'Q42',
    title: 'greedy batches up to 16, s = 10 + 4 n',
    model: { kind: 'batches', arrivalRate: 0.1, law: 'deterministic', batchTimes: linearTimes(10, 4, 16) },
    exact: { meanSojourn: 29.714691, meanBatch: 1.973537, busyShare: 0.906705 },
    how: 'exact chain at departures',
  },
  {
    id: 'Q43',
    title: 'greedy batches up to 16, s = 10 + 4 n',
    model: { kind: 'batches', arrivalRate: 0.2, law: 'deterministic', batchTimes: linearTimes(10, 4, 16) },
    exact: { meanSojourn: 95.050188, meanBatch: 10.011777, busyShare: 0.999765 },
    how: 'exact chain at departures',
  },
  {
    id: 'R01',
    title: 'M/M/1',
    model: { kind: 'fcfs', arrivalRate: 0.3, service: exponential(1), servers: 1 },
    exact: {
      waitProbability: 0.3,
      meanWait: 0.4285714286,
      meanSojourn: 1.428571429,
      waitP95: 2.559656385,
      waitP99: 4.858853402,
      sojournP95: 4.279617534,
      sojournP99: 6.578814551,
    },
    how: 'closed form, 40 digits',
  },
  {
    id: 'R02',
    title: 'M/M/1',
    model: { kind: 'fcfs', arrivalRate: 0.98, service: exponential(1), servers: 1 },
    exact: {
      waitProbability: 0.98,
      meanWait: 49,
      meanSojourn: 50,
      waitP95: 148.7764783,
      waitP99: 229.2483739,
      sojournP95: 149.7866137,
      sojournP99: 230.2585093,
    },
    how: 'closed form, 40 digits',
  },
  {
    id: 'R03',
    title: 'M/M/2',
    model: { kind: 'fcfs', arrivalRate: 0.6, service: exponential(1), servers: 2 },
    exact: {
      waitProbability: 0.1384615385,
      meanWait: 0.0989010989,
      meanSojourn: 1.098901099,
      waitP95: 0.7275497007,
      waitP99: 1.87714821,
      sojournP95: 3.219398957,
      sojournP99: 4.864998711,
    },
    how: 'closed form, 40 digits',
  },
  {
    id: 'R04',
    title: 'M/M/6',
    model: { kind: 'fcfs', arrivalRate: 4.2, service: exponential(1), servers: 6 },
    exact: {
      waitProbability: 0.3359776997,
      meanWait: 0.1866542776,
      meanSojourn: 1.186654278,
      waitP95: 1.058345435,
      waitP99: 1.952477608,
      sojournP95: 3.325472562,
      sojournP99: 4.950154049,
    },
    how: 'closed form, 40 digits',
  },
  {
    id: 'R05',
    title: 'M/M/32',
    model: { kind: 'fcfs', arrivalRate: 30.4, service: exponential(1), servers: 32 },
    exact: {
      waitProbability: 0.6957101142,
      meanWait: 0.4348188214,
      meanSojourn: 1.434818821,
      waitP95: 1.645568791,
      waitP99: 2.651467486,
      sojournP95: 3.705744473,
      sojournP99: 5.353190025,
    },
    how: 'closed form, 40 digits',
  },
  {
    id: 'R06',
    title: 'M/M/100',
    model: { kind: 'fcfs', arrivalRate: 90, service: exponential(1), servers: 100 },
    exact: {
      waitProbability: 0.2169404809,
      meanWait: 0.02169404809,
      meanSojourn: 1.021694048,
      waitP95: 0.1467600029,
      waitP99: 0.3077037941,
      sojournP95: 3.019550844,
      sojournP99: 4.628988756,
    },
    how: 'closed form, 40 digits',
  },
  {
    id: 'R07',
    title: 'M/M/5/5, no queue',
    model: { kind: 'fcfs', arrivalRate: 4, service: exponential(1), servers: 5, capacity: 5 },
    exact: { blocked: 0.199066874, throughput: 3.203732504 },
    how: 'exact chain',
  },
  {
    id: 'R08',
    title: 'M/D/20/20, no queue: the loss does not depend on the law of service',
    model: { kind: 'fcfs', arrivalRate: 18, service: deterministic(1), servers: 20, capacity: 20 },
    exact: { blocked: 0.1092128459, throughput: 16.03416877 },
    how: 'exact chain of M/M/20/20',
  },
  {
    id: 'R09',
    title: 'M/M/2/5 above what it can do',
    model: { kind: 'fcfs', arrivalRate: 2.6, service: exponential(1), servers: 2, capacity: 5 },
    exact: {
      blocked: 0.3029472023,
      throughput: 1.812337274,
      meanWait: 0.8575517084,
      meanSojourn: 1.857551708,
    },
    how: 'exact chain',
  },
  {
    id: 'R10',
    title: 'M/M/8/64',
    model: { kind: 'fcfs', arrivalRate: 7.6, service: exponential(1), servers: 8, capacity: 64 },
    exact: {
      blocked: 0.002500814978,
      throughput: 7.580993806,
      meanWait: 1.739895592,
      meanSojourn: 2.739895592,
    },
    how: 'exact chain',
  },
  {
    id: 'R11',
    title: 'M/D/1',
    model: { kind: 'fcfs', arrivalRate: 0.3, service: deterministic(1), servers: 1 },
    exact: { waitProbability: 0.3, meanWait: 0.2142857143, waitP95: 1.070823416, waitP99: 1.890873401 },
    how: "Pollaczek and Khinchine; Erlang's alternating series at 400 digits",
  },
  {
    id: 'R12',
    title: 'M/D/1',
    model: { kind: 'fcfs', arrivalRate: 0.98, service: deterministic(1), servers: 1 },
    exact: { waitProbability: 0.98, meanWait: 24.5, waitP95: 74.05732875, waitP99: 114.0232317 },
    how: "Pollaczek and Khinchine; Erlang's alternating series at 400 digits",
  },
  {
    id: 'R13',
    title: 'M/D/2',
    model: { kind: 'fcfs', arrivalRate: 1.8, service: deterministic(1), servers: 2 },
    exact: {
      waitProbability: 0.8471076427,
      meanWait: 2.146923215,
      waitP95: 6.955550097,
      waitP99: 10.84033186,
    },
    how: "mean by the roots of z^c = e^(a(z-1)) and by Spitzer's identity, percentiles from the chain solved by LU; the integral of P(wait > t) is the mean",
  },
  {
    id: 'R14',
    title: 'M/D/6',
    model: { kind: 'fcfs', arrivalRate: 4.2, service: deterministic(1), servers: 6 },
    exact: {
      waitProbability: 0.3160620817,
      meanWait: 0.1016031543,
      waitP95: 0.5595670186,
      waitP99: 0.9520471822,
    },
    how: "mean by the roots of z^c = e^(a(z-1)) and by Spitzer's identity, percentiles from the chain solved by LU; the integral of P(wait > t) is the mean",
  },
  {
    id: 'R15',
    title: 'M/D/16',
    model: { kind: 'fcfs', arrivalRate: 15.2, service: deterministic(1), servers: 16 },
    exact: {
      waitProbability: 0.7621378617,
      meanWait: 0.496692862,
      waitP95: 1.714561886,
      waitP99: 2.703409455,
    },
    how: "mean by the roots of z^c = e^(a(z-1)) and by Spitzer's identity, percentiles from the chain solved by LU; the integral of P(wait > t) is the mean",
  },
  {
    id: 'R16',
    title: 'M/E3/1',
    model: { kind: 'fcfs', arrivalRate: 0.7, service: { law: 'erlang', mean: 1, phases: 3 }, servers: 1 },
    exact: { waitProbability: 0.7, meanWait: 1.555555556, waitP95: 5.670282005, waitP99: 9.041184646 },
    how: 'phase-type wait, matrix exponential',
  },
  {
    id: 'R17',
    title: 'M/H2/1, SCV 2',
    model: { kind: 'fcfs', arrivalRate: 0.6, service: hyperExponential(2), servers: 1 },
    exact: { waitProbability: 0.6, meanWait: 2.25, waitP95: 10.04009889, waitP99: 17.11701427 },
    how: 'phase-type wait, matrix exponential',
  },
  {
    id: 'R18',
    title: 'M/G/1, lognormal, CV 0.5',
    model: { kind: 'fcfs', arrivalRate: 0.9, service: { law: 'lognormal', mean: 1, cv: 0.5 }, servers: 1 },
    exact: { meanWait: 5.625 },
    how: 'Pollaczek and Khinchine',
  },
  {
    id: 'R19',
    title: 'M/H2/4, SCV 4',
    model: { kind: 'fcfs', arrivalRate: 3.2, service: hyperExponential(4), servers: 4 },
    exact: {
      waitProbability: 0.6101803893,
      meanWait: 1.717615739,
      waitP95: 7.833680792,
      waitP99: 13.51209308,
    },
    how: 'exact chain over the phases in service, sparse LU; tails from what an arrival sees, uniformised',
  },
  {
    id: 'R20',
    title: 'M/E2/8',
    model: { kind: 'fcfs', arrivalRate: 7.2, service: { law: 'erlang', mean: 1, phases: 2 }, servers: 8 },
    exact: {
      waitProbability: 0.6959601984,
      meanWait: 0.6654784968,
      waitP95: 2.47429167,
      waitP99: 3.965585361,
    },
    how: 'exact chain over the phases in service, sparse LU; tails from what an arrival sees, uniformised',
  },
  {
    id: 'R21',
    title: 'M/G/1-PS, lognormal, CV 1.5',
    model: { kind: 'processor-sharing', arrivalRate: 0.6, service: { law: 'lognormal', mean: 1, cv: 1.5 } },
    exact: { meanSojourn: 2.5 },
    how: 'closed form',
  },
  {
    id: 'R22',
    title: 'M/G/1, three priorities with services of their own, never interrupted',
    model: {
      kind: 'priority',
      classes: [
        { arrivalRate: 0.2, service: deterministic(0.5) },
        { arrivalRate: 0.3, service: exponential(1) },
        { arrivalRate: 0.15, service: { law: 'erlang', mean: 2, phases: 4 } },
      ],
    },
    exact: { meanWaitClass1: 0.7777777778, meanWaitClass2: 1.296296296, meanWaitClass3: 3.888888889 },
    how: 'Cobham; the conservation law holds to 40 digits',
  },
  {
    id: 'R23',
    title: 'M^[2]/M/1, bursts of 2',
    model: { kind: 'fcfs', arrivalRate: 0.45, burst: 2, service: exponential(1), servers: 1 },
    exact: { meanWait: 14, meanSojourn: 15 },
    how: 'exact chain',
  },
  {
    id: 'R24',
    title: 'M^[8]/D/1, bursts of 8',
    model: { kind: 'fcfs', arrivalRate: 0.075, burst: 8, service: deterministic(1), servers: 1 },
    exact: { meanWait: 9.5, meanSojourn: 10.5 },
    how: 'exact chain at departures',
  },
  {
    id: 'R25',
    title: 'M/M/3//12',
    model: { kind: 'closed-loop', clients: 12, think: exponential(4), service: exponential(1), servers: 3 },
    exact: {
      throughput: 2.256893125,
      meanWait: 0.3170439791,
      meanSojourn: 1.317043979,
      busyShare: 0.7522977082,
    },
    how: 'exact chain',
  },
  {
    id: 'R26',
    title: 'D+M/M/2//50: thinks for exactly 20',
    model: {
      kind: 'closed-loop',
      clients: 50,
      think: deterministic(20),
      service: exponential(1),
      servers: 2,
    },
    exact: {
      throughput: 1.957549274,
      meanWait: 4.542141223,
      meanSojourn: 5.542141223,
      busyShare: 0.9787746369,
    },
    how: 'exact chain of M/M/2//50: the law of thinking does not matter',
  },
  {
    id: 'R27',
    title: 'M/M^(1,32)/1',
    model: { kind: 'batches', arrivalRate: 30.4, law: 'exponential', batchTimes: constantTimes(1, 32) },
    exact: {
      meanWait: 10.47837988,
      meanSojourn: 11.47837988,
      meanBatch: 30.40312915,
      busyShare: 0.999897078,
    },
    how: 'exact chain, LU',
  },
  {
    id: 'R28',
    title: 'greedy batches of 1 or 2, light load',
    model: { kind: 'batches', arrivalRate: 0.07, law: 'deterministic', batchTimes: [8, 9] },
    exact: { meanSojourn: 10.51190522, meanBatch: 1.122036424, busyShare: 0.5067059657 },
    how: 'exact chain at departures, LU',
  },
  {
    id: 'R29',
    title: 'greedy batches up to 6 with steps in their times, at 0.98 of capacity',
    model: {
      kind: 'batches',
      arrivalRate: 0.588,
      law: 'deterministic',
      batchTimes: [4, 4.5, 5.5, 9, 9.5, 10],
    },
    exact: { meanSojourn: 52.55968193, meanBatch: 5.65467684, busyShare: 0.9991773981 },
    how: 'exact chain at departures, LU',
  },
  {
    id: 'R30',
    title: 'greedy batches up to 128, s = 2 + 0.05 n',
    model: { kind: 'batches', arrivalRate: 12, law: 'deterministic', batchTimes: linearTimes(2, 0.05, 128) },
    exact: { meanSojourn: 7.6015625, meanBatch: 60, busyShare: 1 },
    how: 'exact chain at departures, LU',
  },
];
