import type { burnRateWindows } from '../catalog/tables/burn-rate-windows.ts';
import { alarmEpisodes } from '../engines/monitoring/alarm-episodes.ts';
import { burnRate } from '../engines/monitoring/burn-rate.ts';
import { minimumRequests } from '../engines/monitoring/minimum-requests.ts';
import { HOURS_PER_MONTH } from '../units/time.ts';

type WindowPair = NonNullable<(typeof burnRateWindows)['~row']>;

/** What a share of bad requests is held against. */
export type Objective = {
  /** Share of requests that may be bad. */
  readonly budget: number;
  readonly periodDays: number;
  /** Share that is bad when all is well; unknown where the latency distribution is. */
  readonly usual?: number | undefined;
  readonly requestsPerHour?: number | undefined;
  /** That a pair may raise in a month at its fewest requests, counted in long windows that do not overlap. */
  readonly falseAlarms: number;
};

export type BurnAlert = {
  readonly pair: string;
  readonly severity: 'page' | 'ticket';
  readonly longMinutes: number;
  readonly shortMinutes: number;
  readonly burnRate: number;
  /** Share of bad requests above which the alert holds in both windows. */
  readonly threshold: number;
  /** In the long window; 0 where the usual share is unknown, undefined where no number would do. */
  readonly fewestRequests: number | undefined;
  readonly requestsInWindow?: number;
  /** Held off because its long window holds fewer requests than it needs. */
  readonly heldOff: boolean;
  readonly falseAlarmsPerMonth?: number;
};

/** The multi-window burn-rate alerts of one objective; pairs that would need more than all requests to be bad are left out. */
export function burnAlerts(
  pairs: readonly WindowPair[],
  { budget, periodDays, usual, requestsPerHour, falseAlarms }: Objective,
): BurnAlert[] {
  return pairs.flatMap(({ id, severity, longMinutes, shortMinutes, budgetPercent }) => {
    const longHours = longMinutes / 60;
    const rate = burnRate(budgetPercent / 100, longHours, periodDays);
    const threshold = rate * budget;
    if (threshold >= 1) return [];
    const fewestRequests =
      usual === undefined
        ? 0
        : minimumRequests(usual, threshold, Math.min(0.5, (falseAlarms * longHours) / HOURS_PER_MONTH));
    const requestsInWindow = requestsPerHour === undefined ? undefined : requestsPerHour * longHours;
    const heldOff =
      fewestRequests === undefined || (requestsInWindow !== undefined && requestsInWindow < fewestRequests);
    return [
      {
        pair: id,
        severity,
        longMinutes,
        shortMinutes,
        burnRate: rate,
        threshold,
        fewestRequests,
        ...(requestsInWindow === undefined ? {} : { requestsInWindow }),
        heldOff,
        ...(usual === undefined || requestsPerHour === undefined || requestsPerHour === 0 || heldOff
          ? {}
          : {
              falseAlarmsPerMonth:
                HOURS_PER_MONTH *
                alarmEpisodes({
                  failuresPerHour: usual * requestsPerHour,
                  requestsPerHour,
                  longHours,
                  shortHours: shortMinutes / 60,
                  threshold,
                }),
            }),
      },
    ];
  });
}
