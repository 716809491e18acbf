import type { ServingCase } from './serving-case.ts';

/** What the specification judges, each with the cases that count for it. */
export const JUDGED = {
  timePerOutputToken: ({ quantity }: ServingCase) => quantity === 'time per output token',
  /** At low load: at most eight at once. */
  timeToFirstToken: ({ quantity, arrival }: ServingCase) =>
    quantity === 'time to first token' &&
    ((arrival.kind === 'closed' && arrival.concurrency <= 8) ||
      (arrival.kind === 'static' && arrival.batch <= 8)),
  timeToFirstTokenAnyLoad: ({ quantity }: ServingCase) => quantity === 'time to first token',
  saturatedThroughput: ({ quantity, arrival }: ServingCase) =>
    quantity === 'throughput' && (arrival.kind === 'saturated' || arrival.kind === 'offline'),
  throughput: ({ quantity }: ServingCase) =>
    quantity === 'throughput' || quantity === 'requests' || quantity === 'prompt rate',
} as const satisfies Readonly<Record<string, (given: ServingCase) => boolean>>;
export type Judged = keyof typeof JUDGED;
