import { formatNumber } from '../contract/markdown.ts';
import type { ColumnDrift, DriftReport } from './drift-report.ts';
import { percent, probability } from './figures.ts';

const CORRECTION_NAMES = {
  benjaminiHochberg: 'Benjamini-Hochberg',
  holm: 'Holm',
  bonferroni: 'Bonferroni',
  none: 'no correction',
} as const;
/** Columns named in one sentence. */
const NAMED = 3;
/** Share of a PSI that half a row more in each bin takes away, from which empty bins are said to decide it. */
const DECIDED_BY_FLOOR = 0.1;

/** One sentence that answers whether the data set has drifted. */
export function driftSentence(
  columns: readonly ColumnDrift[],
  { correction, alpha, moderateFrom }: DriftReport['summary'],
  firstDrifted: string | undefined,
): string {
  const of = (result: ColumnDrift['result']) => columns.filter((column) => column.result === result);
  const all = `${columns.length} column${columns.length === 1 ? '' : 's'}`;
  const how = `corrected over columns by ${CORRECTION_NAMES[correction]}, alpha ${alpha}`;
  const since = firstDrifted === undefined ? '' : ` The first window with drift begins ${firstDrifted}.`;
  const drifted = of('drift');
  if (drifted.length > 0)
    return `Drift in ${drifted.length} of ${all}: ${named(drifted)}; more than noise explains (${how}).${since}`;
  const small = of('real_but_small');
  if (small.length > 0)
    return `Real but small: ${small.length} of ${all} changed by more than noise, all with PSI below ${moderateFrom}: ${named(small)} (${how}).${since}`;
  const unsure = of('cannot_tell');
  if (unsure.length > 0) {
    const needed = Math.max(0, ...unsure.map(({ statistics }) => statistics?.rowsNeeded?.eachSide ?? 0));
    return `Cannot tell for ${unsure.length} of ${all}: ${needed > 0 ? `with so few rows noise alone reaches PSI ${moderateFrom}; ${needed} rows a side would do` : 'fewer than two bins hold enough rows to be tested'}.${since}`;
  }
  const noise = of('within_noise');
  return noise.length > 0
    ? `Within noise: ${noise.length} of ${all} reach${noise.length === 1 ? 'es' : ''} PSI ${moderateFrom}, but noise explains it (${how}).${since}`
    : `No drift shown in ${all}: every PSI is below ${moderateFrom} and within noise (${how}).${since}`;
}

function named(columns: readonly ColumnDrift[]): string {
  const shown = columns
    .slice(0, NAMED)
    .map(({ column, psi }) => `${column} (PSI ${formatNumber(psi)})`)
    .join(', ');
  return columns.length > NAMED ? `${shown} and ${columns.length - NAMED} more` : shown;
}

/** What a reader should not miss beside the verdict. */
export function driftWarnings(
  columns: readonly ColumnDrift[],
  {
    alpha,
    moderateFrom,
    schemaChanges,
    cautions,
  }: {
    readonly alpha: number;
    readonly moderateFrom: number;
    readonly schemaChanges: DriftReport['schemaChanges'];
    readonly cautions: readonly string[];
  },
): string[] {
  const said: string[] = [...cautions];
  if (schemaChanges.length > 0)
    said.push(
      `The tables differ in ${schemaChanges.length} column${schemaChanges.length === 1 ? '' : 's'}: ${some(schemaChanges.map(({ column, change }) => `${column} (${change})`))}.`,
    );
  const lost = columns
    .filter(({ missing }) => missing !== undefined && missing.adjustedPValue < alpha)
    .sort((a, b) => change(b) - change(a));
  if (lost.length > 0)
    said.push(
      `The share of missing rows changed in ${some(lost.map(({ column, missing }) => `${column} (${percent(missing?.referenceShare ?? 0)} to ${percent(missing?.currentShare ?? 0)}, p ${probability(missing?.adjustedPValue ?? 1)})`))}; PSI leaves missing rows out.`,
    );
  const fresh = columns.filter(({ newCategories }) => newCategories !== undefined);
  if (fresh.length > 0)
    said.push(
      `New categories in ${some(fresh.map(({ column, newCategories }) => `${column} (${quoted(newCategories?.names ?? [], newCategories?.count ?? 0)}, ${percent(newCategories?.share ?? 0)} of rows)`))}.`,
    );
  const outside = columns.filter(({ outOfRange }) => (outOfRange?.share ?? 0) > 0.01);
  if (outside.length > 0)
    said.push(
      `Rows outside the range of the reference in ${some(outside.map(({ column, outOfRange }) => `${column} (${percent(outOfRange?.share ?? 0)})`))}.`,
    );
  const floored = columns.filter(
    ({ psi, statistics }) =>
      statistics !== undefined &&
      psi >= moderateFrom &&
      statistics.psiHalfCount < psi * (1 - DECIDED_BY_FLOOR),
  );
  if (floored.length > 0)
    said.push(
      `Bins that are empty on one side make much of the PSI of ${some(floored.map(({ column, psi, statistics }) => `${column} (${formatNumber(psi)}, with half a row more in each bin ${formatNumber(statistics?.psiHalfCount ?? psi)})`))}.`,
    );
  const unsure = columns.filter(({ result }) => result === 'cannot_tell');
  if (unsure.length > 0 && unsure.length < columns.length)
    said.push(`Too few rows to tell for ${some(unsure.map(({ column }) => column))}.`);
  const unseen = columns.filter(
    ({ evidence, statistics }) =>
      evidence !== 'supported' && (statistics?.ks?.pValue ?? 1) < alpha / columns.length,
  );
  if (unseen.length > 0)
    said.push(
      `KS sees a change inside the bins of ${some(unseen.map(({ column }) => column))} that PSI does not: look at the values.`,
    );
  return said;
}

function change({ missing }: ColumnDrift): number {
  return missing === undefined ? 0 : Math.abs(missing.currentShare - missing.referenceShare);
}

function some(names: readonly string[]): string {
  return names.length <= NAMED
    ? names.join(', ')
    : `${names.slice(0, NAMED).join(', ')} and ${names.length - NAMED} more`;
}

function quoted(names: readonly string[], count: number): string {
  const shown = names
    .slice(0, 2)
    .map((name) => JSON.stringify(name.length > 30 ? `${name.slice(0, 30)}…` : name));
  return count > shown.length ? `${shown.join(', ')} and ${count - shown.length} more` : shown.join(', ');
}
