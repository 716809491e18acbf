import { inputError } from '../contract/input-error.ts';
import type { TableColumn, TimeWindows, Work } from '../contract/table-port.ts';
import {
  type BesideProfiles,
  type CompareOptions,
  compareProfiles,
  gravest,
  worstFirst,
} from './drift-compare.ts';
import { compareValues, type ValueDistances } from './drift-distances.ts';
import { domainClassifier, estimatedPerformance, groupTests } from './drift-extras.ts';
import { type DriftPlan, planColumns, planOnProfile, type TreatAs } from './drift-plan.ts';
import {
  type Binning,
  countOnProfile,
  profileReference,
  rangeOf,
  type TableProfile,
} from './drift-profile.ts';
import type { DriftReport } from './drift-report.ts';
import { driftSentence, driftWarnings } from './drift-sentences.ts';
import { type DriftSide, nameOf, readable } from './drift-sides.ts';
import { exact } from './figures.ts';
import { storedProfile } from './stored-profile.ts';

export type ComparisonOptions = CompareOptions &
  Binning & {
    readonly only: readonly string[];
    readonly treatAs: Readonly<Record<string, TreatAs>>;
    readonly groupBy?: string | undefined;
    readonly probabilityColumn?: string | undefined;
    readonly decisionThreshold: number;
    /** 0 for none. */
    readonly domainClassifierRows: number;
    readonly seed: number;
    readonly series: TimeWindows | undefined;
    readonly unit: 'hour' | 'day' | 'week' | 'month' | undefined;
  };

export type Comparison = Omit<DriftReport, 'sources' | 'next'> & { readonly usedValues: boolean };

/** Columns whose PSI is followed over a series. */
const FOLLOWED = 8;

/** The whole comparison of two sides, complete: the tool shows as much of it as is asked for. */
export async function compareTables(
  reference: DriftSide,
  current: DriftSide,
  options: ComparisonOptions,
  work: Work,
): Promise<Comparison> {
  requireKnownRoles(reference, options);
  for (const [field, side] of [
    ['reference', reference],
    ['current', current],
  ] as const)
    if (
      (side.kind === 'profile'
        ? side.profile.rows
        : await side.reader.rowCount(side.window && rangeOf(side.window))) === 0
    )
      throw inputError(field, `${nameOf(side)} holds no rows`, 'Send at least one row on each side');
  const { plan, binning } = await planned(reference, columnsOf(current), options);
  if (plan.planned.length === 0)
    throw inputError(
      'columns',
      'no column can be compared',
      plan.skipped.length === 0
        ? 'The sides share no column: check their names'
        : `Left out: ${plan.skipped
            .slice(0, 5)
            .map(({ column, reason }) => `${column} (${reason})`)
            .join(', ')}; treatAs overrules`,
    );
  const { profile, now, distances } = await bothProfiles(reference, current, plan, options, work);
  const beside = await besideProfiles(reference, current, [profile, now], options, work, distances);
  const columns = compareProfiles(profile, now, options, beside);
  const compared = new Set(columns.map(({ column }) => column));
  const skipped = [
    ...plan.skipped,
    ...profile.columns
      .filter(({ column }) => !compared.has(column))
      .map(({ column }) => ({ column, reason: 'no value on either side' })),
  ];
  const summary = summarised(columns, skipped.length, options);
  const trend = options.series && (await followed(current, profile, columns, options.series, options));
  const classifier =
    options.domainClassifierRows === 0
      ? undefined
      : await domainClassifier(
          [readable('domainClassifierRows', reference), readable('domainClassifierRows', current)],
          profile,
          { rows: options.domainClassifierRows, seed: options.seed },
        );
  const performance =
    options.probabilityColumn === undefined
      ? undefined
      : await estimatedPerformance(
          [readable('probabilityColumn', reference), readable('probabilityColumn', current)],
          options.probabilityColumn,
          options.decisionThreshold,
        );
  const cautions = [reference, current].flatMap((side) =>
    side.kind === 'table' && side.reader.caution !== undefined ? [side.reader.caution] : [],
  );
  return {
    verdict: driftSentence(columns, summary, trend?.firstDrifted),
    result: gravest(columns),
    compared: {
      reference: nameOf(reference),
      current: nameOf(current),
      referenceRows: profile.rows,
      currentRows: now.rows,
    },
    summary,
    columns,
    otherColumns: 0,
    skipped,
    schemaChanges: [...plan.schemaChanges],
    ...(trend === undefined ? {} : { trend }),
    ...(classifier === undefined ? {} : { domainClassifier: classifier }),
    ...(performance === undefined ? {} : { estimatedPerformance: performance }),
    profile: storedProfile(profile, { source: nameOf(reference), binning }),
    conventions: `${binning}, fixed on the reference, (a, b], outer ones open; categories by name; shares under 0.0001 count as that; missing rows left out.`,
    assumptions: [
      ...plan.assumptions,
      options.groupBy === undefined
        ? 'Rows are independent: rows of one session or customer make every p-value here too small; groupBy deals whole groups.'
        : `Groups of ${options.groupBy} are independent and may be dealt to either side; a group on both sides counts as two.`,
    ],
    warnings: driftWarnings(columns, {
      alpha: options.alpha,
      moderateFrom: options.moderateFrom,
      schemaChanges: [...plan.schemaChanges],
      cautions: [...new Set(cautions)],
    }),
    usedValues: beside.distances !== undefined,
  };
}

/** The profile of a reference alone, nothing compared. */
export async function profileAlone(reference: DriftSide, options: ComparisonOptions): Promise<Comparison> {
  if (reference.kind === 'profile')
    throw inputError('current', 'is missing', 'The reference is a profile already: send a current side');
  const { plan, binning } = await planned(reference, columnsOf(reference), options);
  const profile = await profileOf(reference, plan, options);
  const source = nameOf(reference);
  return {
    verdict: `Profile of ${source}: ${profile.columns.length} columns over ${profile.rows} rows; nothing is compared yet.`,
    result: 'cannot_tell',
    compared: { reference: source, current: 'none', referenceRows: profile.rows, currentRows: 0 },
    summary: summarised([], plan.skipped.length, options),
    columns: [],
    otherColumns: 0,
    skipped: [...plan.skipped],
    schemaChanges: [...plan.schemaChanges],
    profile: storedProfile(profile, { source, binning }),
    conventions: `${binning}, (a, b], outer ones open; categories by name.`,
    assumptions: [...plan.assumptions],
    warnings: reference.reader.caution === undefined ? [] : [reference.reader.caution],
    usedValues: false,
  };
}

/** A plan of a comparison; that of a stored profile brings the profile with it. */
type Planned = DriftPlan & { readonly profile?: TableProfile };

async function planned(
  reference: DriftSide,
  current: readonly TableColumn[],
  options: ComparisonOptions,
): Promise<{ plan: Planned; binning: string }> {
  const leaveOut = [options.series?.column, options.groupBy].filter((name) => name !== undefined);
  const asked = { only: options.only, treatAs: options.treatAs, leaveOut };
  if (reference.kind === 'profile')
    return { plan: planOnProfile(reference.profile, current, asked), binning: reference.binning };
  const { reader, window } = reference;
  const split = window === undefined ? asked : { ...asked, leaveOut: [...leaveOut, window.column] };
  return {
    plan: await planColumns({ reader, window }, current, split),
    binning:
      options.method === 'quantile'
        ? `${options.bins} bins by reference quantiles (type 7), equal edges merged`
        : `${options.bins} bins of equal width over the reference`,
  };
}

/** Profiles of both sides on the same bins; with distances where the values of both may be read. */
async function bothProfiles(
  reference: DriftSide,
  current: DriftSide,
  plan: Planned,
  options: ComparisonOptions,
  work: Work,
): Promise<{
  profile: TableProfile;
  now: TableProfile;
  distances?: ReadonlyMap<string, ValueDistances>;
}> {
  if (
    reference.kind === 'table' &&
    current.kind === 'table' &&
    reference.reader.valuesMayLeave &&
    current.reader.valuesMayLeave
  ) {
    const read = await compareValues(reference, current, plan.planned, options, work);
    return { profile: read.reference, now: read.current, distances: read.distances };
  }
  const profile = await profileOf(reference, plan, options);
  if (current.kind === 'profile') return { profile, now: onSameBins(profile, current.profile) };
  const [now] = await countOnProfile(current.reader, profile, current.window);
  return { profile, now: now ?? { rows: 0, columns: [] } };
}

async function profileOf(
  reference: DriftSide,
  plan: Planned,
  options: ComparisonOptions,
): Promise<TableProfile> {
  return reference.kind === 'profile'
    ? (plan.profile ?? reference.profile)
    : profileReference(reference.reader, plan.planned, options, reference.window);
}

function columnsOf(side: DriftSide): readonly TableColumn[] {
  if (side.kind === 'table') return side.reader.columns;
  return side.profile.columns.map(({ column, type, engineType }) => ({
    name: column,
    engineType,
    kind: type === 'categorical' ? 'text' : type,
  }));
}

/** @throws InputError when a profile of the current side was cut on other bins than the reference. */
function onSameBins(reference: TableProfile, current: TableProfile): TableProfile {
  const byName = new Map(current.columns.map((column) => [column.column, column]));
  for (const column of reference.columns) {
    const other = byName.get(column.column);
    if (column.type !== 'numeric' || other === undefined) continue;
    if (other.type !== 'numeric' || other.edges.join() !== column.edges.join())
      throw inputError(
        'current',
        `${column.column} is cut at other edges than in the reference`,
        'Send the current rows, so that they are counted on the edges of the reference',
      );
  }
  return current;
}

async function besideProfiles(
  reference: DriftSide,
  current: DriftSide,
  profiles: readonly [TableProfile, TableProfile],
  options: ComparisonOptions,
  work: Work,
  distances: ReadonlyMap<string, ValueDistances> | undefined,
): Promise<BesideProfiles> {
  const groups =
    options.groupBy === undefined
      ? {}
      : {
          groupTests: await groupTests(
            [grouped(reference), grouped(current)],
            options.groupBy,
            profiles,
            options.seed,
            work,
          ),
        };
  if (reference.kind === 'profile' || current.kind === 'profile') return groups;
  const names = profiles[0].columns.filter(({ type }) => type === 'numeric').map(({ column }) => column);
  if (distances !== undefined) {
    const finite = [...distances].filter(
      ([
        ,
        {
          current: { mean },
        },
      ]) => !Number.isNaN(mean),
    );
    return { ...groups, distances, moments: new Map(finite.map(([name, found]) => [name, found.current])) };
  }
  const summaries = await current.reader.summarise(names, current.window && rangeOf(current.window));
  const moments = new Map(
    names.flatMap((name, at) => {
      const { minimum, maximum, mean } = summaries[at] ?? {};
      return minimum === undefined || maximum === undefined || mean === undefined
        ? []
        : [[name, { minimum, maximum, mean }] as const];
    }),
  );
  return { ...groups, moments };
}

function grouped(side: DriftSide) {
  if (side.kind === 'profile')
    throw inputError(
      'groupBy',
      `needs rows, and ${side.name} holds counts`,
      'Leave it out, or send the rows of both sides',
    );
  return side;
}

function summarised(
  columns: DriftReport['columns'],
  skipped: number,
  { correction, alpha, moderateFrom, significantAbove, weights }: ComparisonOptions,
): DriftReport['summary'] {
  const of = (result: DriftReport['result']) => columns.filter((column) => column.result === result);
  const supported = columns.filter(({ evidence }) => evidence === 'supported').length;
  const weightOf = (some: DriftReport['columns']) => some.reduce((sum, { weight = 0 }) => sum + weight, 0);
  const all = weightOf(columns);
  return {
    columns: columns.length,
    drift: of('drift').length,
    realButSmall: of('real_but_small').length,
    withinNoise: of('within_noise').length,
    noDrift: of('no_drift').length,
    cannotTell: of('cannot_tell').length,
    skipped,
    supportedShare: columns.length === 0 ? 0 : exact(supported / columns.length),
    ...(weights === undefined || all === 0 ? {} : { driftedWeightShare: exact(weightOf(of('drift')) / all) }),
    correction,
    alpha,
    moderateFrom,
    significantAbove,
  };
}

async function followed(
  current: DriftSide,
  profile: TableProfile,
  columns: DriftReport['columns'],
  series: TimeWindows,
  options: ComparisonOptions,
): Promise<DriftReport['trend']> {
  if (current.kind === 'profile' || options.unit === undefined) return undefined;
  const profiles = await countOnProfile(current.reader, profile, series);
  const compared = profiles.map((window) =>
    window.rows === 0 ? [] : compareProfiles(profile, window, options),
  );
  const windows = compared.map((found, at) => {
    const [worst] = found.toSorted(worstFirst);
    return {
      from: series.boundaries[at] ?? '',
      to: series.boundaries[at + 1] ?? '',
      rows: profiles[at]?.rows ?? 0,
      result: gravest(found),
      drifted: found.filter(({ result }) => result === 'drift').length,
      worstColumn: worst?.column ?? '',
      worstPsi: worst?.psi ?? 0,
    };
  });
  const first = windows.find(({ drifted }) => drifted > 0);
  return {
    timeColumn: series.column,
    unit: options.unit,
    windows,
    otherWindows: 0,
    ...(first === undefined ? {} : { firstDrifted: first.from }),
    series: columns.slice(0, FOLLOWED).map(({ column }) => ({
      column,
      psi: compared.map((found) => found.find((one) => one.column === column)?.psi ?? -1),
    })),
  };
}

function requireKnownRoles(
  reference: DriftSide,
  { predictionColumn, labelColumn, weights, groupBy }: ComparisonOptions,
): void {
  const names = new Set(columnsOf(reference).map(({ name }) => name));
  const asked = [
    ['predictionColumn', predictionColumn],
    ['labelColumn', labelColumn],
    ['groupBy', groupBy],
    ...Object.keys(weights ?? {}).map((name) => ['weights', name] as const),
  ] as const;
  for (const [field, name] of asked)
    if (name !== undefined && !names.has(name))
      throw inputError(
        field,
        `the reference has no column ${JSON.stringify(name)}`,
        `It has ${[...names].slice(0, 12).join(', ')}`,
      );
}
