import { licences } from '../../catalog/tables/licences.ts';
import { models } from '../../catalog/tables/models.ts';
import type { Catalog } from '../../contract/catalog.ts';

const BINDING: readonly string[] = ['copyleft', 'network-copyleft', 'account', 'use-restriction'];

/** Sentences on licences that decide whether a part may be shipped, one a licence. */
export function videoLicences(catalog: Catalog, parts: readonly string[]): string[] {
  const byId = new Map(catalog.rows(licences).map((row) => [row.id, row]));
  const told = new Map<string, string[]>();
  for (const part of parts) {
    const model = catalog.rows(models).find(({ id }) => id === part);
    if (model === undefined) continue;
    for (const id of new Set([
      model.codeLicence,
      ...(model.weightsLicence === undefined ? [] : [model.weightsLicence]),
    ])) {
      const licence = byId.get(id);
      if (licence === undefined) continue;
      const binds = licence.commercial !== 'yes' || licence.conditions?.some((one) => BINDING.includes(one));
      if (binds) told.set(id, [...(told.get(id) ?? []), part]);
    }
  }
  return [...told].map(
    ([id, names]) =>
      `${names.join(' and ')}: ${id}${byId.get(id)?.trap === undefined ? '' : `, ${byId.get(id)?.trap}`}.`,
  );
}
