/** What an error code means, for a sentence that begins with the server: 'refuses the credentials'. */
export type ErrorWords = readonly (readonly [codes: RegExp, what: (timeoutSeconds: number) => string])[];

const NETWORK_WORDS: ErrorWords = [
  [/^ECONNREFUSED$/, () => 'refuses connections; is the server up'],
  [/^(ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)$/, () => 'cannot be reached'],
  [/^(ECONNRESET|EPIPE)$/, () => 'dropped the connection'],
];

/** A driver's error: its code, and what it says of itself. */
export type DriverError = { readonly code?: string | undefined; readonly said: string };

export function readDriverError(error: unknown): DriverError {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  return {
    code: code === undefined || code === null ? undefined : String(code),
    said: typeof message === 'string' && message !== '' ? message : String(code ?? error),
  };
}

/** Says what happened in words that a user can act on, with the driver's own after them and its error as the cause. */
export function databaseError(
  { code, said }: DriverError,
  about: {
    readonly server: string;
    readonly timeoutSeconds: number;
    readonly words: ErrorWords;
    /** What the driver says, without a code of ours, when the connection is gone. */
    readonly lost: RegExp;
    readonly cause: unknown;
  },
): Error {
  const { server, timeoutSeconds, words, lost, cause } = about;
  const what = [...NETWORK_WORDS, ...words].find(([codes]) => code !== undefined && codes.test(code))?.[1];
  if (what !== undefined) return new Error(`${server} ${what(timeoutSeconds)}: ${said}`, { cause });
  if (lost.test(said)) return new Error(`${server}: the connection was lost (${said})`, { cause });
  return new Error(`${server}: ${said}`, { cause });
}

export function stoppedStatement(timeoutSeconds: number): string {
  return `stopped a statement after ${timeoutSeconds} s (statementTimeoutSeconds in the URL)`;
}
