export type ClosedNetwork = {
  readonly clients: number;
  /** Mean time that a client spends outside all stations between two rounds. */
  readonly thinkTime: number;
  /** For each station the mean service time that a round needs there: visits times time a visit. */
  readonly demands: readonly number[];
};

export type ClosedNetworkTimes = {
  /** Rounds a unit of time, of all clients. */
  readonly throughput: number;
  /** Mean time of a round without the think time. */
  readonly responseTime: number;
  /** Mean number of clients at each station. */
  readonly queueLengths: readonly number[];
};

/**
 * Exact mean value analysis of a closed network of single-server stations with one kind of client (Reiser and Lavenberg, J. ACM 27, 1980): an arrival
 * sees the network as it would be with one client fewer, R_k(n) = D_k (1 + Q_k(n - 1)). First come first served with exponential service, or processor sharing.
 * @param network whole clients from 1; think time and demands at least 0, one demand above 0.
 * @throws RangeError outside these.
 */
export function meanValueAnalysis({ clients, thinkTime, demands }: ClosedNetwork): ClosedNetworkTimes {
  if (!(Number.isInteger(clients) && clients >= 1))
    throw new RangeError(`${clients} clients are not a whole number from 1`);
  if (!(thinkTime >= 0 && Number.isFinite(thinkTime)))
    throw new RangeError(`a think time of ${thinkTime} is not finite and at least 0`);
  for (const demand of demands)
    if (!(demand >= 0 && Number.isFinite(demand)))
      throw new RangeError(`a demand of ${demand} is not finite and at least 0`);
  if (!demands.some((demand) => demand > 0)) throw new RangeError('no station has a demand');
  let queueLengths = demands.map(() => 0);
  let responseTime = 0;
  let throughput = 0;
  for (let present = 1; present <= clients; present++) {
    const residence = demands.map((demand, station) => demand * (1 + (queueLengths[station] ?? 0)));
    responseTime = residence.reduce((sum, time) => sum + time, 0);
    throughput = present / (thinkTime + responseTime);
    queueLengths = residence.map((time) => throughput * time);
  }
  return { throughput, responseTime, queueLengths };
}
