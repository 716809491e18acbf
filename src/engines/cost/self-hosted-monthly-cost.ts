import { HOURS_PER_MONTH } from '../../units/time.ts';

/** One replica: the accelerators that hold one copy of the model. */
export type Replica = {
  /** USD a month to keep one replica for its hours. */
  readonly usdPerMonth: number;
  /** Requests a minute that one replica completes at full load; above 0. */
  readonly requestsPerMinute: number;
};

export type Fleet = {
  readonly replica: Replica;
  /** Busiest minute over the mean minute of the hours served; >= 1. */
  readonly peakFactor: number;
  /** Hours a day with traffic and paid machines; above 0, at most 24. */
  readonly hoursPerDay: number;
  /** Replicas beyond those that the peak needs (1 is N+1). */
  readonly spareReplicas: number;
  readonly engineerUsdPerMonth: number;
};

export type SelfHostedCost = {
  readonly monthlyUsd: number;
  readonly hardwareUsd: number;
  /** Whole replicas kept, spares included; 0 when paid by the busy second. */
  readonly replicas: number;
  /** Work over the capacity of the kept replicas, 0 to 1. */
  readonly busyShare: number;
};

const MINUTES_PER_HOUR = 60;

/** Requests a month that one replica completes when busy for all its hours. */
export function capacityPerMonth({ replica, hoursPerDay }: Pick<Fleet, 'replica' | 'hoursPerDay'>): number {
  return replica.requestsPerMinute * MINUTES_PER_HOUR * ((HOURS_PER_MONTH * hoursPerDay) / 24);
}

/** Requests a month for which one replica holds the peak: its capacity over the peak factor. */
export function volumePerReplica(fleet: Fleet): number {
  return capacityPerMonth(fleet) / fleet.peakFactor;
}

/**
 * USD a month of machines that are paid for all their hours: `replicas * price + engineer`, with
 * `replicas = max(1, ceil(requests * peakFactor / capacity)) + spares`. Non-decreasing in volume, in steps.
 */
export function selfHostedMonthlyCost(requestsPerMonth: number, fleet: Fleet): SelfHostedCost {
  const forPeak = Math.max(1, Math.ceil(requestsPerMonth / volumePerReplica(fleet)));
  const replicas = forPeak + fleet.spareReplicas;
  const hardwareUsd = replicas * fleet.replica.usdPerMonth;
  return {
    monthlyUsd: hardwareUsd + fleet.engineerUsdPerMonth,
    hardwareUsd,
    replicas,
    busyShare: requestsPerMonth / (replicas * capacityPerMonth(fleet)),
  };
}

/**
 * USD a month of machines that are paid by the busy second and cost nothing between requests (scale to zero):
 * `requests * price / capacity + engineer`. Peak and spares do not matter; cold starts are not counted.
 */
export function selfHostedCostPerBusySecond(requestsPerMonth: number, fleet: Fleet): SelfHostedCost {
  const hardwareUsd = (requestsPerMonth * fleet.replica.usdPerMonth) / capacityPerMonth(fleet);
  return { monthlyUsd: hardwareUsd + fleet.engineerUsdPerMonth, hardwareUsd, replicas: 0, busyShare: 1 };
}
