/** What a router that looks at the prompt alone gets wrong. */
export type RouterErrors = {
  /** Share of the requests that need the strong model, 0 to 1. */
  readonly hardShare: number;
  /** Of the hard requests, the share sent to the cheap model: answers that are lost. */
  readonly falseCheap: number;
  /** Of the easy requests, the share sent to the strong model: money that is lost. */
  readonly falseStrong: number;
};
export type RoutedShares = {
  /** Share of all requests that the strong model gets. */
  readonly strongShare: number;
  /** Share of all requests that need the strong model and do not get it. */
  readonly lostShare: number;
};

/**
 * Where a router with a known confusion sends requests: strong = h (1 - f_c) + (1 - h) f_s, lost = h f_c. One call is paid
 * for each request (c = (1 - strong) c_cheap + strong c_strong), unlike in a cascade; the same confusion describes a
 * cascade's scorer, whose escalation rate `strongShare` then is. Bayes' rule over the confusion matrix.
 * @throws RangeError for a share outside 0 to 1.
 */
export function predictiveRouting({ hardShare, falseCheap, falseStrong }: RouterErrors): RoutedShares {
  for (const share of [hardShare, falseCheap, falseStrong])
    if (!(share >= 0 && share <= 1)) throw new RangeError(`${share} is not a share`);
  return {
    strongShare: hardShare * (1 - falseCheap) + (1 - hardShare) * falseStrong,
    lostShare: hardShare * falseCheap,
  };
}
