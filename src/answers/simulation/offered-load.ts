import { inputError } from '../../contract/input-error.ts';
import type { ArrivalProcess } from '../../engines/queueing/arrival-process.ts';
import type { Clients } from '../../engines/queueing/simulate-batch-server.ts';

/** How requests come; the level is requests a second, or clients. */
export type OfferedLoad =
  | { readonly kind: 'poisson' }
  | { readonly kind: 'trace'; readonly seconds: readonly number[] }
  | { readonly kind: 'clients'; readonly thinkSeconds: number };

type Asked = {
  readonly requestsPerSecond?: number | undefined;
  readonly arrivalSeconds?: readonly number[] | undefined;
  readonly clients?: number | undefined;
  readonly thinkMs?: number | undefined;
};

/** Shortest trace that says anything of a percentile. */
const FEWEST_ARRIVALS = 20;

/**
 * What is asked of the load, and its level where one is given.
 * @throws InputError where two kinds of load are given, or a trace goes back in time.
 */
export function offeredLoad(asked: Asked): { readonly load: OfferedLoad; readonly level?: number } {
  const { requestsPerSecond, arrivalSeconds, clients, thinkMs } = asked;
  const given = [
    ...(requestsPerSecond === undefined ? [] : ['requestsPerSecond']),
    ...(arrivalSeconds === undefined ? [] : ['arrivalSeconds']),
    ...(clients === undefined ? [] : ['clients']),
  ];
  const [first, other] = given;
  if (other !== undefined)
    throw inputError(
      other,
      `is given beside ${first}`,
      'Send one of requestsPerSecond, arrivalSeconds, clients',
    );
  if (thinkMs !== undefined && clients === undefined)
    throw inputError('thinkMs', 'is given without clients', 'Send clients too, or leave it out');
  if (clients !== undefined)
    return { load: { kind: 'clients', thinkSeconds: (thinkMs ?? 0) / 1000 }, level: clients };
  if (arrivalSeconds !== undefined) {
    const seconds = traceOf(arrivalSeconds);
    return { load: { kind: 'trace', seconds }, level: 1 / meanGap(seconds) };
  }
  const load: OfferedLoad = { kind: 'poisson' };
  return requestsPerSecond === undefined ? { load } : { load, level: requestsPerSecond };
}

function traceOf(seconds: readonly number[]): number[] {
  if (seconds.length < FEWEST_ARRIVALS)
    throw inputError(
      'arrivalSeconds',
      `${seconds.length} arrivals say nothing of a 99th percentile`,
      `Send at least ${FEWEST_ARRIVALS}, or requestsPerSecond`,
    );
  const from = seconds[0] ?? 0;
  for (const [index, at] of seconds.entries()) {
    const before = seconds[index - 1];
    if (before !== undefined && at < before)
      throw inputError(
        'arrivalSeconds',
        `entry ${index}, ${at}, is before the one in front of it, ${before}`,
        'Send the times in order',
      );
  }
  if (seconds.at(-1) === from)
    throw inputError('arrivalSeconds', 'are all the same moment', 'Send times that pass');
  return seconds.map((at) => at - from);
}

function meanGap(seconds: readonly number[]): number {
  return (seconds.at(-1) ?? 0) / (seconds.length - 1);
}

/** The arrivals at a level: a trace is compressed or stretched. */
export function arrivalsAt(load: OfferedLoad, level: number): ArrivalProcess | Clients {
  switch (load.kind) {
    case 'poisson':
      return { kind: 'poisson', perSecond: level };
    case 'trace': {
      const gap = meanGap(load.seconds);
      const scale = 1 / (level * gap);
      const scaled = load.seconds.map((at) => at * scale);
      // the trace begins again one mean gap after its last request
      return { kind: 'trace', seconds: scaled, repeatEverySeconds: (scaled.at(-1) ?? 0) + gap * scale };
    }
    case 'clients':
      return {
        kind: 'clients',
        clients: level,
        thinkSeconds: load.thinkSeconds,
        thinking: 'exponential',
      };
  }
}
