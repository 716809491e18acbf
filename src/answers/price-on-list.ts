import { inputError } from '../contract/input-error.ts';
import { didYouMean } from '../contract/nearest.ts';
import { type ListedPrice, listedPrice, type RequestUsage } from '../pricing/listed-price.ts';

const SELLERS_SHOWN = 6;

/**
 * The list price of a model that the caller named.
 * @param wording the field of the input that names it; what to do where the list has no price in this unit; another way
 * out of all three errors, if there is one.
 * @throws InputError on a name that no list knows, that several providers sell, or that has no price in this unit.
 */
export async function priceOnList(
  usage: RequestUsage,
  name: string,
  date: string,
  {
    field,
    whereUnpriced,
    orElse,
  }: { readonly field: string; readonly whereUnpriced: string; readonly orElse?: string },
): Promise<ListedPrice> {
  const answer = await listedPrice(usage, name, date);
  const way = (first: string): string => (orElse === undefined ? first : `${first}; or ${orElse}`);
  switch (answer.status) {
    case 'priced':
      return answer;
    case 'unknown':
      throw inputError(field, `"${name}" is in no price list`, way(didYouMean(name, answer.known)));
    case 'ambiguous':
      throw inputError(
        field,
        `"${name}" is sold by ${answer.sellers.length} providers`,
        way(`Choose one: ${answer.sellers.slice(0, SELLERS_SHOWN).join(', ')}`),
      );
    case 'unpriced':
      throw inputError(field, `"${name}" has no list price by ${usage.unit}`, way(whereUnpriced));
  }
}
