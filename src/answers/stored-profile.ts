import * as z from 'zod/v4';
import { inputError } from '../contract/input-error.ts';
import type { ColumnProfile, TableProfile } from './drift-profile.ts';

/** The stored form of a reference: JSON that a person can read, computed once and compared with every window. */

const PROFILE = 'ml-cv-specialist drift reference';
export const PROFILE_VERSION = 1;

const count = z.number().int().min(0).max(1e15);
const number = z.number().min(-1e308).max(1e308);
const edges = z.array(number).max(1000);
const column = z.strictObject({
  column: z.string().min(1),
  type: z.enum(['numeric', 'categorical', 'boolean']),
  engineType: z.string(),
  missing: count,
  edges: edges.optional(),
  counts: z.array(count).max(1001).optional(),
  fineEdges: edges.optional(),
  fineCounts: z.array(count).max(1001).optional(),
  minimum: number.optional(),
  maximum: number.optional(),
  mean: number.optional(),
  populationStandardDeviation: z.number().min(0).optional(),
  interquartileRange: z.number().min(0).optional(),
  levels: z.array(z.strictObject({ level: z.string(), rows: count })).optional(),
  otherRows: count.optional(),
  distinct: count.optional(),
});
const stored = z.strictObject({
  profile: z.literal(PROFILE),
  schemaVersion: z.literal(PROFILE_VERSION),
  source: z.string(),
  binning: z.string(),
  rows: count,
  columns: z.array(column).min(1),
});
export type StoredProfile = z.output<typeof stored>;

export function storedProfile(
  { rows, columns }: TableProfile,
  { source, binning }: { readonly source: string; readonly binning: string },
): StoredProfile {
  return {
    profile: PROFILE,
    schemaVersion: PROFILE_VERSION,
    source,
    binning,
    rows,
    columns: columns.map((profile) => {
      const { column: name, type, engineType, missing } = profile;
      if (profile.type !== 'numeric')
        return {
          column: name,
          type,
          engineType,
          missing,
          levels: profile.levels.filter(({ rows: held }) => held > 0),
          otherRows: profile.otherRows,
          distinct: profile.distinct,
        };
      const { minimum, maximum, mean, populationStandardDeviation, interquartileRange } = profile;
      return {
        column: name,
        type,
        engineType,
        missing,
        ...(minimum === undefined ? {} : { minimum, maximum, mean, populationStandardDeviation }),
        ...(interquartileRange === undefined ? {} : { interquartileRange }),
        edges: [...profile.edges],
        counts: [...profile.counts],
        fineEdges: [...profile.fineEdges],
        fineCounts: [...profile.fineCounts],
      };
    }),
  };
}

/** Whether an object says that it is a stored profile, sound or not. */
export function saysProfile(given: unknown): boolean {
  return typeof given === 'object' && given !== null && Reflect.get(given, 'profile') === PROFILE;
}

/** @throws InputError that names the entry of the profile that is not sound. */
export function readStoredProfile(
  field: string,
  given: unknown,
): TableProfile & { readonly source: string; readonly binning: string } {
  const parsed = stored.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const at = [field, ...(issue?.path ?? [])].map(String).join('.');
    if (issue?.path[0] === 'schemaVersion')
      throw inputError(
        at,
        `this profile is not of version ${PROFILE_VERSION}`,
        'Compute it again from the reference with returnProfile',
      );
    throw inputError(
      at,
      `is not as returnProfile wrote it (${issue?.message ?? 'unknown fault'})`,
      'Compute it again from the reference with returnProfile',
    );
  }
  const { rows, columns, source, binning } = parsed.data;
  return {
    rows,
    source,
    binning,
    columns: columns.map((entry, at): ColumnProfile => {
      const fault = (what: string) =>
        inputError(
          `${field}.columns.${at}`,
          `${entry.column}: ${what}`,
          'Compute it again with returnProfile',
        );
      const { column: name, engineType, missing } = entry;
      if (entry.type !== 'numeric') {
        if (entry.levels === undefined) throw fault('has no levels');
        return {
          column: name,
          type: entry.type,
          engineType,
          missing,
          levels: entry.levels,
          otherRows: entry.otherRows ?? 0,
          distinct: entry.distinct ?? entry.levels.length,
        };
      }
      const { edges: inner, counts, fineEdges = [], fineCounts = [] } = entry;
      if (inner === undefined || counts === undefined) throw fault('has no edges or no counts');
      for (const [bounds, held] of [
        [inner, counts],
        [fineEdges, fineCounts],
      ] as const) {
        if (bounds.length > 0 && held.length !== bounds.length + 1)
          throw fault(`${held.length} counts do not fit ${bounds.length} edges`);
        if (bounds.some((edge, place) => place > 0 && !(edge > (bounds[place - 1] ?? edge))))
          throw fault('edges do not ascend');
      }
      const sum = (held: readonly number[]) => held.reduce((all, rowsHeld) => all + rowsHeld, 0);
      if (fineCounts.length > 0 && sum(fineCounts) !== sum(counts))
        throw fault('counts and fineCounts hold different numbers of rows');
      return {
        column: name,
        type: 'numeric',
        engineType,
        missing,
        edges: inner,
        counts,
        fineEdges,
        fineCounts,
        minimum: entry.minimum,
        maximum: entry.maximum,
        mean: entry.mean,
        populationStandardDeviation: entry.populationStandardDeviation,
        interquartileRange: entry.interquartileRange,
      };
    }),
  };
}
