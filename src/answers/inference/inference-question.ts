import type { Device, Platform } from './inference-facts.ts';
import type { Percentile } from './service-load.ts';

/** What the caller asked, names resolved, defaults filled in. */
export type InferenceQuestion = {
  readonly serviceMs: number | undefined;
  readonly serviceP99Ms: number | undefined;
  readonly model: string | undefined;
  readonly device: Device | undefined;
  readonly platform: Platform | undefined;
  /** Over the whole month, and in the busiest hour. */
  readonly requestsPerSecond: number;
  readonly peakRate: number;
  readonly payloadMb: number;
  readonly targetsMs: Readonly<Partial<Record<Percentile, number>>>;
  /** Nobody waits for one answer: results are due within so long. */
  readonly deadlineSeconds: number | undefined;
  /** All inputs are known beforehand. */
  readonly items: number | undefined;
  readonly firstPartMs: number | undefined;
  readonly mayLeaveSite: boolean;
  readonly roundTripMs: number;
  readonly roundTripGiven: boolean;
  readonly uplinkMbps: number | undefined;
  readonly inputMbps: number | undefined;
  readonly outageHours: number;
  readonly coldStartSeconds: number;
  readonly resultKb: number;
};
