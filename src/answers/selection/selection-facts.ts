import { abilities } from '../../catalog/tables/abilities.ts';
import { accuracy } from '../../catalog/tables/accuracy.ts';
import { architectures } from '../../catalog/tables/architectures.ts';
import { artefacts } from '../../catalog/tables/artefacts.ts';
import { benchmarkReadings } from '../../catalog/tables/benchmark-readings.ts';
import { benchmarks } from '../../catalog/tables/benchmarks.ts';
import { defaults } from '../../catalog/tables/defaults.ts';
import { licences } from '../../catalog/tables/licences.ts';
import { modelAbilities } from '../../catalog/tables/model-abilities.ts';
import { models } from '../../catalog/tables/models.ts';
import { purposes } from '../../catalog/tables/purposes.ts';
import { sources } from '../../catalog/tables/sources.ts';
import { speed } from '../../catalog/tables/speed.ts';
import { tasks } from '../../catalog/tables/tasks.ts';
import { weightFormats } from '../../catalog/tables/weight-formats.ts';
import type { Catalog, RowOf } from '../../contract/catalog.ts';
import { type HardwareRow, listedHardware } from '../listed-hardware.ts';

export type ModelRow = RowOf<typeof models>;
export type LicenceRow = RowOf<typeof licences>;
export type ScoreFact = RowOf<typeof accuracy>;
export type SpeedFact = RowOf<typeof speed>;
export type BenchmarkRow = RowOf<typeof benchmarks>;
export type PurposeRow = RowOf<typeof purposes>;

/** A model with all that is known of it, gathered once. */
export type KnownModel = ModelRow & {
  readonly licences: readonly LicenceRow[];
  readonly abilities: ReadonlySet<string>;
  readonly bitsPerWeight: number | undefined;
  /** Of the smallest build that is not quantised, MB, where the number of parameters is not stated. */
  readonly sizeMb: number | undefined;
  readonly scores: readonly ScoreFact[];
  readonly speeds: readonly SpeedFact[];
};

export type SelectionFacts = {
  readonly modelsOf: (task: string) => readonly KnownModel[];
  readonly benchmarksOf: (task: string) => readonly BenchmarkRow[];
  readonly purposesOf: (task: string) => readonly PurposeRow[];
  readonly benchmark: ReadonlyMap<string, BenchmarkRow>;
  readonly reading: ReadonlyMap<string, RowOf<typeof benchmarkReadings>>;
  readonly meaningOf: ReadonlyMap<string, string>;
  readonly task: ReadonlyMap<string, RowOf<typeof tasks>>;
  readonly hardware: ReadonlyMap<string, HardwareRow>;
  /** Memory of a class of hardware, decimal GB: its largest device, or the stated assumption. */
  readonly classMemoryGb: (hardwareClass: string) => number | undefined;
  readonly sourceDate: ReadonlyMap<string, string>;
};

const gathered = new WeakMap<Catalog, SelectionFacts>();

/** The tables that selection reads, joined and grouped by task; built once for a catalogue. */
export function selectionFacts(catalog: Catalog): SelectionFacts {
  const known = gathered.get(catalog);
  if (known !== undefined) return known;
  const facts = gather(catalog);
  gathered.set(catalog, facts);
  return facts;
}

function gather(catalog: Catalog): SelectionFacts {
  const licenceById = byId(catalog.rows(licences));
  const bits = new Map(catalog.rows(weightFormats).map(({ id, bitsPerWeight }) => [id, bitsPerWeight]));
  const nativeBits = new Map(
    catalog.rows(architectures).map((row) => [row.model, bits.get(row.nativeFormat)]),
  );
  const scoresOf = groupBy(catalog.rows(accuracy), ({ model }) => model);
  const speedsOf = groupBy(catalog.rows(speed), ({ model }) => model);
  const abilitiesOf = new Map(catalog.rows(modelAbilities).map((row) => [row.model, new Set(row.abilities)]));
  const sizeOf = smallestBuilds(catalog.rows(artefacts));
  const none: ReadonlySet<string> = new Set();
  const modelsByTask = new Map<string, KnownModel[]>();
  for (const row of catalog.rows(models)) {
    const model: KnownModel = {
      ...row,
      licences: [row.weightsLicence, row.codeLicence].flatMap((id) => licenceById.get(id ?? '') ?? []),
      abilities: abilitiesOf.get(row.id) ?? none,
      bitsPerWeight: nativeBits.get(row.id),
      // the parameters say what it takes at 16 bits; builds are mostly of 32
      sizeMb: row.parametersM === undefined ? sizeOf.get(row.id) : undefined,
      scores: scoresOf.get(row.id) ?? [],
      speeds: speedsOf.get(row.id) ?? [],
    };
    for (const task of row.tasks) modelsByTask.set(task, [...(modelsByTask.get(task) ?? []), model]);
  }
  const benchmarksByTask = groupBy(catalog.rows(benchmarks), ({ task }) => task);
  const purposesByTask = groupBy(catalog.rows(purposes), ({ task }) => task);
  const hardware = listedHardware(catalog);
  const assumed = new Map(catalog.rows(defaults).map(({ id, value }) => [id, value]));
  return {
    modelsOf: (task) => modelsByTask.get(task) ?? [],
    benchmarksOf: (task) => benchmarksByTask.get(task) ?? [],
    purposesOf: (task) => purposesByTask.get(task) ?? [],
    benchmark: byId(catalog.rows(benchmarks)),
    reading: new Map(catalog.rows(benchmarkReadings).map((row) => [row.benchmark, row])),
    meaningOf: new Map(catalog.rows(abilities).map(({ id, meaning }) => [id, meaning])),
    task: byId(catalog.rows(tasks)),
    hardware: byId(hardware),
    classMemoryGb: (wanted) => {
      const sizes = hardware.flatMap((row) => (row.class === wanted ? (row.memoryGb ?? []) : []));
      return assumed.get(`class-memory-${wanted}`) ?? (sizes.length === 0 ? undefined : Math.max(...sizes));
    },
    sourceDate: new Map(catalog.rows(sources).map(({ id, asOf }) => [id, asOf])),
  };
}

const QUANTISED = /int8|int4|w8a|w4a|q\d|HEF/i;

function smallestBuilds(builds: readonly RowOf<typeof artefacts>[]): Map<string, number> {
  const smallest = new Map<string, number>();
  for (const { model, format, sizeMb } of builds) {
    if (sizeMb === undefined || QUANTISED.test(format)) continue;
    smallest.set(model, Math.min(sizeMb, smallest.get(model) ?? Number.POSITIVE_INFINITY));
  }
  return smallest;
}

function byId<Row extends { readonly id: string }>(rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}

function groupBy<Row>(rows: readonly Row[], key: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group === undefined) groups.set(key(row), [row]);
    else group.push(row);
  }
  return groups;
}
