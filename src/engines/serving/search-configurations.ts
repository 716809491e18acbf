import { type ServicePlan, type ServiceRequest, servicePlans } from './plan-service.ts';

/** One way to serve: a kind of accelerator, a weight format, a layout and copies. */
export type Configuration<Tag> = {
  readonly tag: Tag;
  readonly plan: ServicePlan;
  /** Rent of all accelerators; absent where no price is listed. */
  readonly usdPerHour?: number | undefined;
};

/**
 * All configurations of the given requests (one a kind of accelerator and format), cheapest first: those that carry the
 * demand, by price, then fewest accelerators, then time per output token; unpriced ones after them; then those that do not,
 * nearest first.
 */
export function searchConfigurations<Tag>(
  requests: readonly { readonly tag: Tag; readonly request: ServiceRequest }[],
  priceOf: (tag: Tag, accelerators: number) => number | undefined,
): Configuration<Tag>[] {
  return requests
    .flatMap(({ tag, request }) =>
      servicePlans(request).map((plan) => ({ tag, plan, usdPerHour: priceOf(tag, plan.accelerators) })),
    )
    .sort(cheaperFirst);
}

function cheaperFirst<Tag>(a: Configuration<Tag>, b: Configuration<Tag>): number {
  const [one, other] = [a.plan, b.plan];
  if (one.carries !== other.carries) return one.carries ? -1 : 1;
  if (!one.carries)
    return shareServed(other) - shareServed(one) || other.memory.freeBytes - one.memory.freeBytes;
  const price = (a.usdPerHour ?? Number.MAX_VALUE) - (b.usdPerHour ?? Number.MAX_VALUE);
  return (
    price ||
    one.accelerators - other.accelerators ||
    one.operation.timePerOutputToken - other.operation.timePerOutputToken
  );
}

function shareServed(plan: ServicePlan): number {
  return plan.copies * plan.mostUnderTargets;
}

/**
 * The frontier of cost against latency: of priced configurations in order of price, those that are faster a token than
 * every cheaper one.
 */
export function costLatencyFrontier<Tag>(
  configurations: readonly Configuration<Tag>[],
): Configuration<Tag>[] {
  let fastest = Number.POSITIVE_INFINITY;
  return configurations.filter(({ plan, usdPerHour }) => {
    if (!plan.carries || usdPerHour === undefined) return false;
    if (plan.operation.timePerOutputToken >= fastest) return false;
    fastest = plan.operation.timePerOutputToken;
    return true;
  });
}
