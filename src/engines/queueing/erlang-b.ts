/**
 * Erlang's loss formula B(c, a): the share of requests lost by `servers` servers without a queue (M/G/c/c). By the recursion
 * B(k) = a B(k-1) / (k + a B(k-1)), in which every term is positive, so that no digit is lost at any size.
 * @param offeredLoad arrival rate times mean service time, in erlang; at least 0, may exceed the servers.
 * @param servers whole, at least 0.
 * @throws RangeError outside these.
 */
export function erlangB(offeredLoad: number, servers: number): number {
  if (!(offeredLoad >= 0 && Number.isFinite(offeredLoad)))
    throw new RangeError(`an offered load of ${offeredLoad} is not finite and at least 0`);
  if (!(Number.isInteger(servers) && servers >= 0))
    throw new RangeError(`${servers} servers are not a whole number from 0`);
  let blocked = 1;
  for (let server = 1; server <= servers; server++)
    blocked = (offeredLoad * blocked) / (server + offeredLoad * blocked);
  return blocked;
}
