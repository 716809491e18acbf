/**
 * Tokens of prompt and answer that a hosted model reads, as genai-prices lists them; undefined where it does not.
 * @param name a model id, or `provider:id`
 * @param date `YYYY-MM-DD`
 */
export async function contextTokens(name: string, date: string): Promise<number | undefined> {
  const { calcPrice, waitForUpdate } = await import('@pydantic/genai-prices');
  const providers = (await waitForUpdate()) ?? [];
  const [before, after] = [name.slice(0, name.indexOf(':')).toLowerCase(), name.slice(name.indexOf(':') + 1)];
  const timestamp = new Date(`${date}T12:00:00Z`);
  const found = providers.some(({ id }) => id === before)
    ? calcPrice({}, after, { providerId: before, timestamp })
    : calcPrice({}, name, { timestamp });
  return found?.model.context_window;
}
