import type { Device, Layout, Runtime, Workload } from '../../src/engines/serving/workload.ts';

/** How requests came in when a figure was measured. */
export type Arrival =
  /** `concurrency` clients, each sending the next request when the last is answered; `waves` with a first one at once. */
  | {
      readonly kind: 'closed';
      readonly concurrency: number;
      readonly pattern: 'waves' | 'burst' | 'steady' | 'batch';
    }
  | { readonly kind: 'saturated' }
  /** One request in a local runtime. */
  | { readonly kind: 'stream' }
  /** One batch, prompts first, no request joins later. */
  | { readonly kind: 'static'; readonly batch: number }
  | { readonly kind: 'poisson'; readonly requestsPerSecond: number; readonly requests: number }
  /** A queue that is never empty, of whole nodes: the layout was the submitter's choice. */
  | { readonly kind: 'offline' }
  | { readonly kind: 'limited'; readonly timePerOutputToken: number };

export type Quantity =
  | 'time per output token'
  | 'time to first token'
  | 'throughput'
  | 'requests'
  | 'prompt rate';

/** A published figure that the serving model can be asked for. */
export type ServingCase = {
  readonly id: string;
  readonly source: string;
  readonly engine: string;
  readonly gpu: string;
  readonly model: string;
  /** Row of the weight formats. */
  readonly format: string;
  readonly kind: 'dense' | 'mixture of experts';
  readonly generation: string;
  /** What was measured together: its rows are not independent. */
  readonly group: string;
  readonly quantity: Quantity;
  /** Seconds, or tokens a second of the whole system; requests a second for `requests`. */
  readonly measured: number;
  /** Which percentile was published, where not the mean or median. */
  readonly percentile?: number | undefined;
  readonly arrival: Arrival;
  readonly workload: Workload;
  readonly device: Device;
  /** One, or where the publication does not say, all that fit. */
  readonly layouts: readonly Layout[];
  readonly copies: number;
  readonly runtime: Runtime;
  /** Where several tokens were tried a step: the draft length and tokens that a step yields. */
  readonly speculative?: { readonly drafted: number; readonly accepted: number } | undefined;
};
