import * as z from 'zod/v4';
import { figure } from '../../contract/figure.ts';

/** A plan as answers show it. */
export const trainingPlanRow = z.strictObject({
  accelerator: z.string(),
  count: z.number(),
  layout: z.string().optional(),
  hours: z.number(),
  usd: z.number().optional(),
  peakGib: z.number().optional(),
  meetsLimits: z.boolean(),
});

/** What every kind of training is answered with. */
export const trainingAnswer = z.strictObject({
  /** What limits this plan. */
  binding: z.string(),
  plan: z
    .strictObject({
      accelerator: z.string(),
      count: z.number(),
      layout: z.string(),
      hours: figure,
      usd: figure.optional(),
      price: z.string().optional(),
      peakGib: figure.optional(),
      limitGib: z.number().optional(),
      mfuPercent: figure.optional(),
      perSecond: figure,
    })
    .optional(),
  /** GiB on one accelerator; the peak is less than their sum. */
  memory: z.array(z.strictObject({ part: z.string(), gib: z.number() })).optional(),
  alternatives: z.array(trainingPlanRow),
  failures: z
    .strictObject({
      hoursBetween: z.number(),
      checkpointGb: z.number(),
      intervalMinutes: z.number(),
      writeSeconds: z.number(),
      lostPercent: z.number(),
    })
    .optional(),
  wouldChange: z.array(z.string()),
});
export type TrainingAnswer = z.output<typeof trainingAnswer>;
export type TrainingPlanRow = z.output<typeof trainingPlanRow>;

/** An answer with what the tool adds around it. */
export type Answered = TrainingAnswer & {
  readonly verdict: string;
  readonly assumptions: readonly string[];
  readonly warnings: readonly string[];
  /** Items a second of the whole plan, for the data pipeline; 0 without a plan. */
  readonly itemsPerSecond: number;
  readonly accelerators: number;
  /** What the diagram says of the run and of serving. */
  readonly runFact: string;
  readonly vocabulary?: number;
};
