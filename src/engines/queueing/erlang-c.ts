import { erlangB } from './erlang-b.ts';

/**
 * Erlang's delay formula C(c, a): the probability that a request has to wait in M/M/c, from B(c, a) as
 * B / (1 - (a / c) (1 - B)).
 * @param offeredLoad arrival rate times mean service time, in erlang; at least 0, below `servers`.
 * @param servers whole, at least 1.
 * @throws RangeError outside these: at a load of `servers` or more the queue grows for ever.
 */
export function erlangC(offeredLoad: number, servers: number): number {
  if (!(offeredLoad < servers))
    throw new RangeError(`an offered load of ${offeredLoad} is not below ${servers} servers`);
  const blocked = erlangB(offeredLoad, servers);
  return blocked / (1 - (offeredLoad / servers) * (1 - blocked));
}
