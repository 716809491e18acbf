import { aliases } from '../catalog/tables/aliases.ts';
import { architectures } from '../catalog/tables/architectures.ts';
import { licences } from '../catalog/tables/licences.ts';
import { models } from '../catalog/tables/models.ts';
import { weightFormats } from '../catalog/tables/weight-formats.ts';
import type { Catalog } from '../contract/catalog.ts';
import { InputError, inputError } from '../contract/input-error.ts';
import { didYouMean } from '../contract/nearest.ts';
import type { ModelShape } from '../engines/memory/model-shape.ts';
import { shapeFromConfig } from '../engines/memory/shape-from-config.ts';
import { knownName } from './known-name.ts';
import { shapeOfArchitecture } from './shape-of-architecture.ts';

/** The language model that an answer is about. */
export type Subject = {
  readonly name: string;
  /** Row of the architectures table; absent for a pasted configuration. */
  readonly listedAs?: string | undefined;
  readonly shape: ModelShape;
  readonly parameters?: number | undefined;
  readonly nativeFormat: string;
  readonly maximumContext?: number | undefined;
  readonly cites: readonly string[];
  readonly warnings: readonly string[];
  readonly keysRead?: readonly string[] | undefined;
};

/** The id of the architectures row that a name means, by the names that the tables know for it. */
export function listedArchitecture(name: string, catalog: Catalog): string | undefined {
  const rows = catalog.rows(architectures);
  const ids = new Map(
    rows.flatMap((row) => [row.model, ...(row.aliases ?? [])].map((id) => [id.toLowerCase(), row.model])),
  );
  const others = new Map(
    catalog
      .rows(aliases)
      .filter(({ kind }) => kind === 'model')
      .map(({ alias, id }) => [alias, id]),
  );
  return knownName(name, ids, others);
}

/**
 * The language model of a catalogue name.
 * @throws InputError for a name that no table lists, with the nearest ones.
 */
export function subjectOfName(name: string, catalog: Catalog): Subject {
  const rows = catalog.rows(architectures);
  const listedAs = listedArchitecture(name, catalog);
  const row = rows.find(({ model }) => model === listedAs);
  if (row === undefined)
    throw inputError(
      'model',
      `${JSON.stringify(name)} is not a known language model with a listed architecture (or send its config)`,
      didYouMean(
        name,
        rows.map(({ model }) => model),
      ),
    );
  const model = catalog.rows(models).find(({ id }) => id === row.model);
  const licence = catalog.rows(licences).find(({ id }) => id === model?.weightsLicence);
  const bound = licence !== undefined && licence.commercial !== 'yes';
  const spelled = name.replace(/^.*\//, '').toLowerCase();
  const asked = spelled === row.model.toLowerCase() || spelled.startsWith(`${row.model.toLowerCase()}-`);
  return {
    name: row.model,
    listedAs: row.model,
    shape: shapeOfArchitecture(row, catalog),
    parameters: model?.parametersM === undefined ? undefined : model.parametersM * 1e6,
    nativeFormat: row.nativeFormat,
    maximumContext: row.maximumContext,
    cites: [row.source],
    warnings: [
      ...(bound
        ? [`${licence.name}: commercial use ${licence.commercial}; selectModel names its terms.`]
        : []),
      ...(asked
        ? []
        : [`${name} is sized as ${row.model}, whose architecture it has; its licence may differ.`]),
    ],
  };
}

/**
 * The language model of a pasted configuration.
 * @throws InputError that names the keys that are missing or wrong.
 */
export function subjectOfConfig(
  config: Readonly<Record<string, unknown>>,
  parametersB: number | undefined,
  catalog: Catalog,
): Subject {
  const reading = shapeFromConfig(config);
  const { shape, missing, faults, read, storedAs = 'bf16' } = reading;
  if (shape === undefined)
    throw new InputError([
      ...missing.map((key) => ({
        field: `config.${key}`,
        problem: 'is missing',
        remedy: "Paste it from the model's config.json",
      })),
      ...faults.map((fault) => ({
        field: 'config',
        problem: fault,
        remedy: "Send the values of the model's config.json, or a catalogue name",
      })),
    ]);
  if (shape.kvLoraRank !== undefined && shape.nopeHeadDim === undefined && parametersB === undefined)
    throw inputError(
      'parametersB',
      'is needed: the configuration does not give all dimensions of attention',
      'Send the published total of parameters, in billions',
    );
  const stored = catalog.rows(weightFormats).find(({ id }) => id === storedAs);
  return {
    name: typeof config['_name_or_path'] === 'string' ? config['_name_or_path'].slice(0, 80) : 'The model',
    shape,
    parameters: parametersB === undefined ? undefined : parametersB * 1e9,
    nativeFormat: stored?.id ?? 'bf16',
    maximumContext: reading.maximumContext,
    cites: [],
    warnings:
      parametersB === undefined
        ? ['Parameters are counted from the configuration: a vision tower or draft layers would come on top.']
        : [],
    keysRead: read,
  };
}
