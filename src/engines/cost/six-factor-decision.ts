export type Side = 'api' | 'self-hosted';

export type Factor = {
  readonly factor: 'volume' | 'latency' | 'customisation' | 'privacy' | 'team' | 'budget';
  readonly side: Side | 'either';
  readonly reason: string;
};

/** What the caller said of the six factors; what is left out speaks for neither side. */
export type Circumstances = {
  readonly requestsPerMonth: number;
  readonly latencyMs?: number | undefined;
  readonly customisation?: 'general' | 'domain-specific' | undefined;
  readonly dataSensitivity?: 'public' | 'internal' | 'regulated' | undefined;
  readonly team?: 'none' | 'some' | 'ml-team' | undefined;
  readonly budget?: 'per-call' | 'infrastructure' | undefined;
};

/** The rule of thumb of the founding document. */
export type Thresholds = {
  readonly apiBelowRequests: number;
  readonly selfHostedAboveRequests: number;
  readonly apiAboveMs: number;
  readonly selfHostedBelowMs: number;
};

/** Monthly cost of both sides, where both are known. */
export type Costs = { readonly apiUsd: number; readonly selfHostedUsd: number };

export type Decision = {
  readonly side: Side | 'either';
  readonly decidedBy: 'privacy' | 'latency' | 'price' | 'other factors' | 'volume' | 'nothing stated';
  readonly factors: readonly Factor[];
};

/**
 * Weighs the six factors. Two may decide against price: regulated data and an answer within fewer milliseconds than
 * a network round trip leaves. Otherwise price decides when the sides differ by at least `tieShare` (0 to 1) of the
 * dearer; within it, or without two prices, the majority of the factors, and the API when they are even and both
 * are priced, since it commits to nothing.
 */
export function sixFactorDecision(
  said: Circumstances,
  thresholds: Thresholds,
  costs: Costs | undefined,
  tieShare: number,
): Decision {
  const factors = [
    volume(said.requestsPerMonth, thresholds, costs, tieShare),
    latency(said.latencyMs, thresholds),
    customisation(said.customisation),
    privacy(said.dataSensitivity),
    team(said.team),
    budget(said.budget),
  ];
  if (said.dataSensitivity === 'regulated') return { side: 'self-hosted', decidedBy: 'privacy', factors };
  if (said.latencyMs !== undefined && said.latencyMs < thresholds.selfHostedBelowMs)
    return { side: 'self-hosted', decidedBy: 'latency', factors };
  if (costs !== undefined && marginShare(costs) >= tieShare)
    return { side: cheaper(costs), decidedBy: 'price', factors };
  const votes = factors.reduce((sum, { factor, side }) => {
    if (factor === 'volume' && costs !== undefined) return sum;
    return sum + (side === 'self-hosted' ? 1 : side === 'api' ? -1 : 0);
  }, 0);
  if (votes !== 0) {
    const others = factors.some(({ factor, side }) => factor !== 'volume' && side !== 'either');
    const side = votes > 0 ? 'self-hosted' : 'api';
    return { side, decidedBy: others ? 'other factors' : 'volume', factors };
  }
  return costs === undefined
    ? { side: 'either', decidedBy: 'nothing stated', factors }
    : { side: 'api', decidedBy: 'price', factors };
}

/** How much cheaper the cheaper side is, as a share of the dearer; 0 when both are free. */
export function marginShare({ apiUsd, selfHostedUsd }: Costs): number {
  const dearer = Math.max(apiUsd, selfHostedUsd);
  return dearer === 0 ? 0 : Math.abs(apiUsd - selfHostedUsd) / dearer;
}

export function cheaper({ apiUsd, selfHostedUsd }: Costs): Side {
  return apiUsd <= selfHostedUsd ? 'api' : 'self-hosted';
}

function volume(
  requests: number,
  { apiBelowRequests, selfHostedAboveRequests }: Thresholds,
  costs: Costs | undefined,
  tieShare: number,
): Factor {
  if (costs !== undefined && marginShare(costs) < tieShare)
    return { factor: 'volume', side: 'either', reason: 'at this volume both cost about the same' };
  if (costs !== undefined) {
    const side = cheaper(costs);
    return {
      factor: 'volume',
      side,
      reason: `at this volume ${side === 'api' ? 'the API' : 'self-hosting'} costs less`,
    };
  }
  if (requests < apiBelowRequests)
    return {
      factor: 'volume',
      side: 'api',
      reason: `below ${grouped(apiBelowRequests)} requests/month (rule of thumb)`,
    };
  if (requests > selfHostedAboveRequests)
    return {
      factor: 'volume',
      side: 'self-hosted',
      reason: `above ${grouped(selfHostedAboveRequests)} requests/month (rule of thumb)`,
    };
  return {
    factor: 'volume',
    side: 'either',
    reason: `between ${grouped(apiBelowRequests)} and ${grouped(selfHostedAboveRequests)} requests/month the rule of thumb is silent`,
  };
}

function latency(ms: number | undefined, { apiAboveMs, selfHostedBelowMs }: Thresholds): Factor {
  if (ms === undefined) return unsaid('latency', 'latencyMs');
  if (ms < selfHostedBelowMs)
    return {
      factor: 'latency',
      side: 'self-hosted',
      reason: `${ms} ms is below ${selfHostedBelowMs} ms: little room for a network hop and a shared queue`,
    };
  if (ms > apiAboveMs) return { factor: 'latency', side: 'api', reason: `${ms} ms leaves room for an API` };
  return { factor: 'latency', side: 'either', reason: `${ms} ms: measure the API from your region` };
}

function customisation(need: Circumstances['customisation']): Factor {
  if (need === undefined) return unsaid('customisation', 'customisation');
  return need === 'general'
    ? { factor: 'customisation', side: 'api', reason: 'a general model does' }
    : {
        factor: 'customisation',
        side: 'self-hosted',
        reason: 'fine-tuned weights stay yours; check first whether the API tunes',
      };
}

function privacy(data: Circumstances['dataSensitivity']): Factor {
  if (data === undefined) return unsaid('privacy', 'dataSensitivity');
  if (data === 'public') return { factor: 'privacy', side: 'api', reason: 'public data' };
  if (data === 'internal')
    return {
      factor: 'privacy',
      side: 'either',
      reason: 'internal data: read the retention and training terms',
    };
  return {
    factor: 'privacy',
    side: 'self-hosted',
    reason: 'regulated data; an API needs a signed agreement (BAA, DPA), zero retention and the right region',
  };
}

function team(people: Circumstances['team']): Factor {
  if (people === undefined) return unsaid('team', 'team');
  if (people === 'none') return { factor: 'team', side: 'api', reason: 'nobody to run a model server' };
  return people === 'some'
    ? {
        factor: 'team',
        side: 'either',
        reason: 'some ML engineering: count its hours as engineerUsdPerMonth',
      }
    : { factor: 'team', side: 'self-hosted', reason: 'an ML team can run it' };
}

function budget(kind: Circumstances['budget']): Factor {
  if (kind === undefined) return unsaid('budget', 'budget');
  return kind === 'per-call'
    ? { factor: 'budget', side: 'api', reason: 'cost should follow the calls' }
    : { factor: 'budget', side: 'self-hosted', reason: 'a fixed cost is acceptable' };
}

function unsaid(factor: Factor['factor'], field: string): Factor {
  return { factor, side: 'either', reason: `not stated (${field})` };
}

function grouped(count: number): string {
  return count.toLocaleString('en-US');
}
