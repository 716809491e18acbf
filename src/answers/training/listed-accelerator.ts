import { accelerators } from '../../catalog/tables/accelerators.ts';
import { aliases } from '../../catalog/tables/aliases.ts';
import type { Catalog } from '../../contract/catalog.ts';
import type { Accelerator } from '../serving-device.ts';

/** Sizes that cards are sold with: `h10080gb` is an H100, not an H with 10080 GB. */
const MEMORY = /(8|12|16|24|32|40|48|64|80|94|96|128|141|180|192|256|288)gb$/;

/**
 * The accelerator that a usual name means: as it stands or by another name of it, then without maker, system and socket words
 * (`NVIDIA`, `DGX-`, `SXM4`), then as the beginning or end of a listed name (`h100_80gb`, `A6000`), the SXM module first.
 * Undefined where nothing matches.
 */
export function listedAccelerator(name: string, catalog: Catalog): Accelerator | undefined {
  const rows = catalog.rows(accelerators);
  const named = new Map<string, string>();
  for (const { kind, alias, id } of catalog.rows(aliases))
    if (kind === 'accelerator') named.set(squeeze(alias), id);
  for (const { id } of rows) named.set(squeeze(id), id);
  const wanted = squeeze(name);
  if (wanted === '') return undefined;
  const keys = [...named.keys()].sort(
    (a, b) =>
      Number(b.includes('sxm')) - Number(a.includes('sxm')) || a.length - b.length || (a < b ? -1 : 1),
  );
  const shorter = wanted.replace(MEMORY, '');
  const found =
    named.get(wanted) ??
    first(keys, named, (key) => key.startsWith(wanted)) ??
    first(keys, named, (key) => key.endsWith(wanted) && wanted.length >= 4) ??
    (shorter === wanted || shorter === '' ? undefined : named.get(shorter));
  return rows.find(({ id }) => id === found);
}

function first(
  keys: readonly string[],
  named: ReadonlyMap<string, string>,
  holds: (key: string) => boolean,
): string | undefined {
  const key = keys.find(holds);
  return key === undefined ? undefined : named.get(key);
}

function squeeze(name: string): string {
  return name
    .toLowerCase()
    .replace(/\b(nvidia|amd|instinct|geforce|tesla|dgx|hgx|gpu)\b/g, '')
    .replace(/sxm[2-6](?![0-9]*gb\b)/, 'sxm')
    .replace(/sxm[2-6](?=[-_ ])/, 'sxm')
    .replace(/[^a-z0-9]/g, '');
}
