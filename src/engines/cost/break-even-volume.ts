import { type ApiBill, apiMonthlyCost, requestsForApiCost } from './api-monthly-cost.ts';
import {
  capacityPerMonth,
  type Fleet,
  selfHostedMonthlyCost,
  volumePerReplica,
} from './self-hosted-monthly-cost.ts';

/** The smallest volume at which both sides cost the same, or why there is none. */
export type BreakEven =
  | { readonly requestsPerMonth: number; readonly never?: undefined }
  | { readonly requestsPerMonth?: undefined; readonly never: 'api-below-machine' | 'beyond-search' };

/** Fleets above this size are not searched: `beyond-search`. */
const MOST_REPLICAS = 100_000;

/**
 * Break-even against machines that are paid for all their hours. With k replicas for the peak the fleet costs the
 * same from (k - 1) to k volumes per replica, so the answer is the first k whose cost the API bill reaches before
 * the next replica is due. Never, when the last tier's price of a replica's volume is at most a replica's price:
 * each further replica then adds more than it saves.
 */
export function breakEvenVolume(api: ApiBill, fleet: Fleet): BreakEven {
  const step = volumePerReplica(fleet);
  const last = api.tiers.at(-1);
  const beyondTiers = Math.ceil((last?.aboveRequests ?? 0) / step) + 1;
  const lastPrice = (last?.usdPerRequest ?? 0) * (1 - api.batchShare * api.batchDiscount);
  const gain = lastPrice * step - fleet.replica.usdPerMonth;
  for (let k = 1; k <= Math.min(beyondTiers, MOST_REPLICAS); k += 1) {
    const crossing = crossingWith(k, step, api, fleet);
    if (crossing !== undefined) return { requestsPerMonth: crossing };
  }
  if (beyondTiers > MOST_REPLICAS) return { never: 'beyond-search' };
  if (gain <= 0) return { never: 'api-below-machine' };
  const start = beyondTiers * step;
  const short = selfHostedMonthlyCost(start, fleet).monthlyUsd - apiMonthlyCost(start, api);
  // rounding may put the first step that reaches it one off on either side
  const guess = Math.max(beyondTiers, beyondTiers + Math.floor(short / gain) - 1);
  if (guess > MOST_REPLICAS) return { never: 'beyond-search' };
  for (let k = guess; k <= guess + 3; k += 1) {
    const crossing = crossingWith(k, step, api, fleet);
    if (crossing !== undefined) return { requestsPerMonth: crossing };
  }
  return { never: 'beyond-search' };
}

/**
 * Break-even against machines that are paid by the busy second: where the API bill reaches work plus engineer.
 * `beyond-search` above 2^53 - 1 requests a month, where whole requests cannot be told apart.
 */
export function breakEvenVolumePerBusySecond(api: ApiBill, fleet: Fleet): BreakEven {
  const usdPerRequest = fleet.replica.usdPerMonth / capacityPerMonth(fleet);
  const kept = 1 - api.batchShare * api.batchDiscount;
  for (const [index, { aboveRequests, usdPerRequest: listed }] of api.tiers.entries()) {
    const end = api.tiers[index + 1]?.aboveRequests ?? Number.POSITIVE_INFINITY;
    const gap =
      aboveRequests * usdPerRequest + fleet.engineerUsdPerMonth - apiMonthlyCost(aboveRequests, api);
    if (gap <= 0) return { requestsPerMonth: aboveRequests };
    const gain = listed * kept - usdPerRequest;
    const crossing = aboveRequests + gap / gain;
    if (gain > 0 && crossing <= end)
      return crossing <= Number.MAX_SAFE_INTEGER
        ? { requestsPerMonth: crossing }
        : { never: 'beyond-search' };
  }
  return { never: 'api-below-machine' };
}

function crossingWith(k: number, step: number, api: ApiBill, fleet: Fleet): number | undefined {
  const cost = (k + fleet.spareReplicas) * fleet.replica.usdPerMonth + fleet.engineerUsdPerMonth;
  const volume = requestsForApiCost(cost, api);
  return volume !== undefined && volume <= k * step ? volume : undefined;
}
