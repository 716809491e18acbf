export type Request = {
  readonly arrivalSeconds: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
};

export type Served = {
  /** From arrival to the first token. */
  readonly timeToFirstToken: number;
  /** Mean from the first token to the last; 0 for one token. */
  readonly timePerOutputToken: number;
  readonly endToEnd: number;
  readonly finishedAt: number;
};

export type Batch = {
  /** Most sequences in one step. */
  readonly mostRunning: number;
  /** Tokens that the cache holds; a request reserves its input and output when it is admitted. */
  readonly cacheTokens: number;
  /** Most prompt tokens read in one step (chunked prefill). */
  readonly promptTokensPerStep: number;
  /** Seconds of a step: sequences that decode, their mean context, prompt tokens read beside them. */
  readonly stepSeconds: (running: number, meanContext: number, promptTokens: number) => number;
  /** Seconds that every request waits on the engine besides (tokenising, scheduling). */
  readonly overheadSeconds: number;
  /** So many clients instead of arrivals: each sends the next request when its last is answered. */
  readonly clients?: number | undefined;
};

/**
 * Requests through one copy with continuous batching (Yu et al., OSDI 2022) and chunked prefill (Agrawal et al., OSDI 2024):
 * first come, first served; a request is admitted when there is a place and its whole cache fits, its prompt is read in chunks
 * beside decoding, then it gets one token a step. Steps between which nothing arrives or ends are taken together.
 * @param requests in order of arrival.
 * @returns one entry a request, in the same order.
 * @throws RangeError when a request can never be admitted.
 */
export function simulateContinuousBatch(requests: readonly Request[], batch: Batch): Served[] {
  const { mostRunning, cacheTokens, promptTokensPerStep, stepSeconds, overheadSeconds, clients } = batch;
  /** When each request came: as given, or when a client was free to send it. */
  const arrivals = requests.map(({ arrivalSeconds }, index) =>
    clients === undefined ? arrivalSeconds : index < clients ? 0 : Number.POSITIVE_INFINITY,
  );
  const first: number[] = [];
  const finished: number[] = [];
  /** Decoding sequences by the step at which they end. */
  const ending = new Map<number, number[]>();
  let now = 0;
  let step = 0;
  let next = 0;
  let decoding = 0;
  let contextSum = 0;
  let reserved = 0;
  let completed = 0;
  const reading: { readonly index: number; left: number }[] = [];
  let ends: number[] = [];
  const arrivalOf = (index: number): number => arrivals[index] ?? Number.POSITIVE_INFINITY;
  const complete = (index: number): void => {
    finished[index] = now;
    if (clients !== undefined && clients + completed < requests.length) arrivals[clients + completed] = now;
    completed += 1;
  };
  const admit = (): void => {
    while (next < requests.length) {
      const request = requests[next];
      if (request === undefined || arrivalOf(next) > now) return;
      const size = request.inputTokens + request.outputTokens;
      if (size > cacheTokens)
        throw new RangeError(`a request of ${size} tokens never fits a cache of ${cacheTokens}`);
      if (decoding + reading.length >= mostRunning || reserved + size > cacheTokens) return;
      reserved += size;
      reading.push({ index: next, left: request.inputTokens });
      next += 1;
    }
  };
  const start = (index: number): void => {
    const request = requests[index];
    if (request === undefined) return;
    first[index] = now;
    if (request.outputTokens <= 1) {
      complete(index);
      reserved -= request.inputTokens + request.outputTokens;
      return;
    }
    decoding += 1;
    contextSum += request.inputTokens + 1;
    const last = step + request.outputTokens - 1;
    const there = ending.get(last);
    if (there === undefined) {
      ending.set(last, [index]);
      ends = insertSorted(ends, last);
    } else there.push(index);
  };
  while (completed < requests.length) {
    admit();
    if (decoding === 0 && reading.length === 0) {
      const upcoming = requests[next];
      if (upcoming === undefined) break;
      now = arrivalOf(next);
      continue;
    }
    let budget = promptTokensPerStep;
    const done: number[] = [];
    for (const prompt of reading) {
      if (budget === 0) break;
      const read = Math.min(prompt.left, budget);
      prompt.left -= read;
      budget -= read;
      if (prompt.left === 0) done.push(prompt.index);
    }
    const promptTokens = promptTokensPerStep - budget;
    const mean = decoding === 0 ? 0 : contextSum / decoding;
    let steps = 1;
    let seconds = stepSeconds(decoding, mean, promptTokens);
    if (promptTokens === 0) {
      const quiet = (ends[0] ?? step + 1) - step;
      const arrival = arrivalOf(next);
      const free = decoding < mostRunning;
      const untilArrival = free && arrival > now ? Math.max(1, Math.ceil((arrival - now) / seconds)) : quiet;
      steps = Math.max(1, Math.min(quiet, untilArrival));
      if (steps > 1) seconds = steps * stepSeconds(decoding, mean + (steps - 1) / 2, 0);
    }
    now += seconds;
    step += steps;
    contextSum += decoding * steps;
    for (const index of ending.get(step) ?? []) {
      const request = requests[index];
      if (request === undefined) continue;
      complete(index);
      decoding -= 1;
      const size = request.inputTokens + request.outputTokens;
      contextSum -= size;
      reserved -= size;
    }
    if (ending.delete(step)) ends = ends.slice(1);
    if (done.length > 0) {
      reading.splice(0, done.length);
      for (const index of done) start(index);
    }
  }
  return requests.map(({ outputTokens }, index) => {
    const arrivalSeconds = arrivals[index] ?? now;
    const [from, to] = [first[index] ?? now, finished[index] ?? now];
    return {
      timeToFirstToken: from - arrivalSeconds + overheadSeconds,
      timePerOutputToken: outputTokens > 1 ? (to - from) / (outputTokens - 1) : 0,
      endToEnd: to - arrivalSeconds + overheadSeconds,
      finishedAt: to + overheadSeconds,
    };
  });
}

function insertSorted(sorted: readonly number[], value: number): number[] {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return [...sorted.slice(0, low), value, ...sorted.slice(low)];
}
