import { inputError } from '../contract/input-error.ts';
import { didYouMean } from '../contract/nearest.ts';
import type { TableColumn, TableReader, TimeWindows } from '../contract/table-port.ts';
import { MOST_LEVELS, type PlannedColumn, rangeOf, type TableProfile } from './drift-profile.ts';

/** Which columns two tables are compared on, and as what. */
export type DriftPlan = {
  readonly planned: readonly PlannedColumn[];
  readonly skipped: readonly { readonly column: string; readonly reason: string }[];
  readonly schemaChanges: readonly { readonly column: string; readonly change: string }[];
  readonly assumptions: readonly string[];
};

export type TreatAs = 'numeric' | 'categorical' | 'skip';

const LOW_CARDINALITY_ROWS = 10;
/** From this share of distinct values on, text names rows instead of sorting them. */
const NAMES_ROWS_FROM = 0.9;
const FEWEST_ROWS_TO_TELL = 50;
const FREE_TEXT_CHARACTERS = 40;
/** Above it a text column that is named as an identifier is one: `user_id`, but not `region_id` of a few regions. */
const FEWEST_DISTINCT_IDENTIFIERS = 50;
const IDENTIFIER_NAME = /(^|[_\s.-])(id|uuid|guid)$|^(id|uuid|guid)[_\s.-]|Id$|ID$/;
const WHOLE = /INT|integer|^numeric$/i;

/**
 * Plans against a reference that is read: identifiers, free text, times and what cannot be compared are left out with a reason.
 * @param only names of the caller's choice; empty for all. @param treatAs what the caller knows better.
 * @throws InputError on a name that neither side has.
 */
export async function planColumns(
  reference: { readonly reader: TableReader; readonly window: TimeWindows | undefined },
  current: readonly TableColumn[],
  { only, treatAs, leaveOut }: PlanOptions,
): Promise<DriftPlan> {
  const { reader, window } = reference;
  const byName = new Map(current.map((column) => [column.name, column]));
  requireKnown(
    [...reader.columns, ...current].map(({ name }) => name),
    only,
    treatAs,
  );
  const chosen = chooser(only, treatAs, leaveOut);
  const skipped: { column: string; reason: string }[] = [];
  const planned: PlannedColumn[] = [];
  const assumptions: string[] = [];
  const numeric: TableColumn[] = [];
  const text: TableColumn[] = [];
  const schemaChanges = [...vanishedAndNew(reader.columns, current, chosen)];
  for (const column of reader.columns) {
    const { name, engineType, kind } = column;
    const now = byName.get(name);
    if (!chosen(name) || now === undefined) {
      if (treatAs[name] === 'skip') skipped.push({ column: name, reason: 'as asked' });
      continue;
    }
    if (now.kind !== kind) {
      schemaChanges.push({ column: name, change: `type ${engineType} is ${now.engineType} now` });
      skipped.push({ column: name, reason: `${kind} in the reference, ${now.kind} now` });
    } else if (kind === 'other')
      skipped.push({ column: name, reason: `of type ${engineType}, which is not compared` });
    else if (kind === 'time' && treatAs[name] !== 'numeric')
      skipped.push({ column: name, reason: 'a time, which moves on by itself' });
    else if (kind === 'boolean') planned.push({ column: name, engineType, compareAs: 'boolean' });
    else if (treatAs[name] === 'categorical')
      planned.push({ column: name, engineType, compareAs: 'categorical' });
    else if (kind === 'text' && treatAs[name] === 'numeric')
      skipped.push({ column: name, reason: 'text, which cannot be treated as numeric' });
    else if (kind === 'text') text.push(column);
    else numeric.push(column);
    if (now.kind === kind && now.engineType !== engineType && reader.engine !== 'inline')
      schemaChanges.push({ column: name, change: `type ${engineType} is ${now.engineType} now` });
  }

  const range = window && rangeOf(window);
  const summaries = await reader.summarise(
    numeric.map(({ name }) => name),
    range,
  );
  const few: string[] = [];
  const seen = new Map<string, string>();
  for (const [at, { name, engineType, kind }] of numeric.entries()) {
    const summary = summaries[at];
    if (summary === undefined) continue;
    const { valid, minimum = 0, maximum = 0, distinctUpTo } = summary;
    const span = maximum - minimum + 1;
    const given = treatAs[name];
    if (
      given === undefined &&
      kind === 'numeric' &&
      valid >= FEWEST_ROWS_TO_TELL &&
      WHOLE.test(engineType) &&
      Number.isInteger(minimum) &&
      Number.isInteger(maximum) &&
      span >= valid &&
      (span === valid || IDENTIFIER_NAME.test(name))
    ) {
      const [counted] = await reader.countLevels([{ column: name, most: 1 }], window);
      if (counted?.[0]?.distinct === valid) {
        skipped.push({ column: name, reason: 'an identifier: every row has its own whole number' });
        continue;
      }
    }
    const isFew = distinctUpTo <= 20 && distinctUpTo > 0 && valid / distinctUpTo >= LOW_CARDINALITY_ROWS;
    if (given === undefined && isFew) few.push(name);
    planned.push({
      column: name,
      engineType,
      compareAs: given === undefined && isFew ? 'categorical' : 'numeric',
      summary,
    });
    const figures = JSON.stringify([summary]);
    const twin = seen.get(figures);
    if (twin !== undefined && valid > 0)
      schemaChanges.push({ column: name, change: `same counts, range and moments as ${twin}: a duplicate?` });
    else seen.set(figures, name);
  }
  if (few.length > 0)
    assumptions.push(
      `${listed(few)} ${few.length === 1 ? 'holds' : 'hold'} at most 20 distinct numbers and ${few.length === 1 ? 'is' : 'are'} compared value by value; treatAs "numeric" cuts bins.`,
    );

  for (const { name, engineType } of text) {
    const [counted] = await reader.countLevels([{ column: name, most: MOST_LEVELS }], window);
    const of = counted?.[0];
    if (of === undefined) continue;
    const valid = of.levels.reduce((sum, { rows }) => sum + rows, of.otherRows);
    if (valid >= FEWEST_ROWS_TO_TELL && of.distinct >= NAMES_ROWS_FROM * valid) {
      const worded =
        of.meanLength > FREE_TEXT_CHARACTERS ||
        of.levels.filter(({ level }) => /\s\S+\s/.test(level)).length > of.levels.length / 2;
      skipped.push({
        column: name,
        reason: worded
          ? `free text: ${of.distinct} distinct in ${valid} rows`
          : `an identifier: ${of.distinct} distinct in ${valid} rows`,
      });
      continue;
    }
    if (of.distinct > FEWEST_DISTINCT_IDENTIFIERS && IDENTIFIER_NAME.test(name)) {
      skipped.push({
        column: name,
        reason: `an identifier by its name: ${of.distinct} distinct in ${valid} rows`,
      });
      continue;
    }
    if (of.distinct > MOST_LEVELS)
      assumptions.push(
        `${name} has ${of.distinct} categories: the ${MOST_LEVELS} most frequent are compared, the rest as one.`,
      );
    planned.push({ column: name, engineType, compareAs: 'categorical' });
  }
  const order = new Map(reader.columns.map(({ name }, at) => [name, at]));
  return {
    planned: planned.sort((a, b) => (order.get(a.column) ?? 0) - (order.get(b.column) ?? 0)),
    skipped,
    schemaChanges,
    assumptions,
  };
}

/** Plans against a stored profile, which has decided on types. */
export function planOnProfile(
  profile: TableProfile,
  current: readonly TableColumn[],
  { only, treatAs, leaveOut }: PlanOptions,
): DriftPlan & { readonly profile: TableProfile } {
  const byName = new Map(current.map((column) => [column.name, column]));
  requireKnown([...profile.columns.map(({ column }) => column), ...byName.keys()], only, treatAs);
  const chosen = chooser(only, treatAs, leaveOut);
  const skipped: { column: string; reason: string }[] = [];
  const schemaChanges: { column: string; change: string }[] = [];
  const kept = profile.columns.filter(({ column, type, engineType }) => {
    if (!chosen(column)) return false;
    const now = byName.get(column);
    if (now === undefined) {
      schemaChanges.push({ column, change: 'in the profile, missing now' });
      return false;
    }
    const fits =
      type === 'numeric'
        ? now.kind === 'numeric' || now.kind === 'time'
        : type === 'boolean'
          ? now.kind === 'boolean'
          : now.kind === 'text' || now.kind === 'numeric' || now.kind === 'boolean';
    if (fits) return true;
    schemaChanges.push({ column, change: `type ${engineType} is ${now.engineType} now` });
    skipped.push({ column, reason: `${type} in the profile, ${now.kind} now` });
    return false;
  });
  return {
    profile: { rows: profile.rows, columns: kept },
    planned: kept.map(({ column, engineType, type }) => ({ column, engineType, compareAs: type })),
    skipped,
    schemaChanges,
    assumptions: [],
  };
}

export type PlanOptions = {
  readonly only: readonly string[];
  readonly treatAs: Readonly<Record<string, TreatAs>>;
  /** Columns that serve another purpose, such as the time that splits the table. */
  readonly leaveOut: readonly string[];
};

function chooser(
  only: readonly string[],
  treatAs: Readonly<Record<string, TreatAs>>,
  leaveOut: readonly string[],
): (column: string) => boolean {
  return (column) =>
    (only.length === 0 || only.includes(column)) && treatAs[column] !== 'skip' && !leaveOut.includes(column);
}

function requireKnown(
  names: readonly string[],
  only: readonly string[],
  treatAs: Readonly<Record<string, TreatAs>>,
): void {
  const known = [...new Set(names)];
  for (const [field, asked] of [
    ['columns', only],
    ['treatAs', Object.keys(treatAs)],
  ] as const)
    for (const name of asked)
      if (!known.includes(name))
        throw inputError(field, `neither side has a column ${JSON.stringify(name)}`, didYouMean(name, known));
}

function vanishedAndNew(
  reference: readonly TableColumn[],
  current: readonly TableColumn[],
  chosen: (column: string) => boolean,
): { column: string; change: string }[] {
  const without = (columns: readonly TableColumn[], others: readonly TableColumn[], change: string) =>
    columns
      .filter(({ name }) => chosen(name) && !others.some((other) => other.name === name))
      .map(({ name }) => ({ column: name, change }));
  return [
    ...without(reference, current, 'in the reference, missing now'),
    ...without(current, reference, 'new, not in the reference'),
  ];
}

function listed(names: readonly string[]): string {
  return names.length <= 5
    ? names.join(', ')
    : `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`;
}
