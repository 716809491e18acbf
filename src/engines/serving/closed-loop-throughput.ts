/**
 * Output tokens a second of a closed loop, in which each finished request is replaced at once: by Little's law, requests at
 * once over the time of one, times its output tokens. Times in milliseconds, means over requests.
 */
export function closedLoopThroughput(loop: {
  readonly concurrency: number;
  readonly outputTokens: number;
  readonly timeToFirstTokenMs: number;
  readonly timePerOutputTokenMs: number;
}): number {
  const requestMs = loop.timeToFirstTokenMs + (loop.outputTokens - 1) * loop.timePerOutputTokenMs;
  return (loop.concurrency * loop.outputTokens * 1000) / requestMs;
}
