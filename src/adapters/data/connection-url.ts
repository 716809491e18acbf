/** Seconds that a statement may take where the URL of a connection does not say. */
const STATEMENT_TIMEOUT_SECONDS = 300;

export type ConnectionUrl = {
  /** Without our own parameters. Holds credentials: never part of a message. */
  readonly url: URL;
  /** `host:port/database`, which may be shown. */
  readonly place: string;
  readonly timeoutSeconds: number;
};

/**
 * Reads the URL of a named connection; `statementTimeoutSeconds` is the one parameter of ours.
 * @throws Error that says what is wrong with it and shows nothing of it.
 */
export function readConnectionUrl(written: string, defaultPort: number): ConnectionUrl {
  if (!URL.canParse(written))
    throw new Error('its URL does not parse; write scheme://user:password@host:port/database');
  const url = new URL(written);
  const asked = url.searchParams.get('statementTimeoutSeconds');
  const timeoutSeconds = asked === null ? STATEMENT_TIMEOUT_SECONDS : Number(asked);
  if (!(Number.isInteger(timeoutSeconds) && timeoutSeconds >= 1 && timeoutSeconds <= 86_400))
    throw new Error('statementTimeoutSeconds in its URL must be a whole number from 1 to 86400');
  url.searchParams.delete('statementTimeoutSeconds');
  return {
    url,
    place: `${url.hostname || 'localhost'}:${url.port || defaultPort}${url.pathname.length > 1 ? url.pathname : ''}`,
    timeoutSeconds,
  };
}
