import type { Provider } from '@pydantic/genai-prices';
import { type Feed, FeedError, NOTHING, type Reading } from './feed.ts';

/**
 * Token prices are not rows of ours: the installed package holds them. A newer data file is compared with it for the
 * hosted models that the tables list, so that one sees what an update of the package would change.
 */
export const genaiPrices: Feed = {
  id: 'genai-prices',
  title: 'genai-prices: token prices of hosted models against the installed package',
  file: 'prices/data.json of pydantic/genai-prices',
  async read([file], { models }): Promise<Reading> {
    if (file === undefined) return NOTHING;
    const published = JSON.parse(file.text) as Provider[];
    if (!Array.isArray(published)) throw new FeedError(`${file.path} is not a list of providers`);
    const { waitForUpdate } = await import('@pydantic/genai-prices');
    const installed = pricesOf((await waitForUpdate()) ?? []);
    const remarks: string[] = [];
    for (const [name, price] of pricesOf(published)) {
      if (!models.has(name.split(':')[1] ?? '')) continue;
      const before = installed.get(name);
      if (before === undefined) remarks.push(`${name}: new, ${price}`);
      else if (before !== price) remarks.push(`${name}: ${before} becomes ${price}`);
    }
    for (const name of installed.keys())
      if (models.has(name.split(':')[1] ?? '') && !pricesOf(published).has(name))
        remarks.push(`${name}: no longer listed`);
    return { ...NOTHING, remarks };
  },
};

function pricesOf(providers: readonly Provider[]): Map<string, string> {
  return new Map(
    providers.flatMap(({ id, models }) =>
      models.map((model): [string, string] => [`${id}:${model.id}`, JSON.stringify(model.prices)]),
    ),
  );
}
