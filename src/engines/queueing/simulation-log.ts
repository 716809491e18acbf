/** What a simulation counts up to a moment; rates and shares are differences of two marks. */
export const MARK_FIELDS = [
  'time',
  /** Latencies noted so far. */
  'records',
  /** Integrals over time of the number in the system, of those that wait, of busy and of paid servers. */
  'numberArea',
  'queueArea',
  'busyArea',
  'paidArea',
  'batches',
  'batched',
  /** Requests that were given up for good. */
  'failed',
  /** Attempts that arrived, and those that were turned away or ran out of time in the queue. */
  'attempts',
  'refused',
] as const;
export type MarkField = (typeof MARK_FIELDS)[number];

/** A request's outcome is marked each time so many are finished. */
const FINISHED_A_MARK = 32;

export type Observations = {
  /** Of answered requests in the order of their answers, seconds. */
  readonly latencies: Float64Array;
  /** Of the same, seconds in the queue. */
  readonly waits: Float64Array;
  /** Of the same, priority class. */
  readonly classes: Uint8Array;
  /** How many marks there are; the first is at time 0. */
  readonly marks: number;
  mark(index: number, field: MarkField): number;
};

export type SimulationLog = {
  record(latency: number, wait: number, priority: number): void;
  /** Whether a mark is due after this many finished requests. */
  due(finished: number): boolean;
  mark(values: readonly number[]): void;
  observed(): Observations;
};

/** Records of a run in typed arrays that grow. */
export function simulationLog(): SimulationLog {
  let latencies = new Float64Array(1 << 14);
  let waits = new Float64Array(1 << 14);
  let classes = new Uint8Array(1 << 14);
  let records = 0;
  let marks = new Float64Array(MARK_FIELDS.length << 10);
  let marked = 0;
  return {
    record(latency, wait, priority) {
      if (records === latencies.length) {
        latencies = longer(latencies);
        waits = longer(waits);
        const more = new Uint8Array(2 * classes.length);
        more.set(classes);
        classes = more;
      }
      latencies[records] = latency;
      waits[records] = wait;
      classes[records] = priority;
      records += 1;
    },
    due: (finished) => finished % FINISHED_A_MARK === 0,
    mark(values) {
      const from = marked * MARK_FIELDS.length;
      if (from === marks.length) marks = longer(marks);
      for (let field = 0; field < values.length; field++) marks[from + field] = values[field] ?? 0;
      marks[from + 1] = records;
      marked += 1;
    },
    observed: () => ({
      latencies: latencies.subarray(0, records),
      waits: waits.subarray(0, records),
      classes: classes.subarray(0, records),
      marks: marked,
      mark: (index, field) => marks[index * MARK_FIELDS.length + MARK_FIELDS.indexOf(field)] ?? 0,
    }),
  };
}

function longer(array: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const more = new Float64Array(2 * array.length);
  more.set(array);
  return more;
}
