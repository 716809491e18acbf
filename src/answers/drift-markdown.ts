import { formatNumber, markdownTable, paragraphs, renderEnding } from '../contract/markdown.ts';
import type { ColumnDrift, DriftReport } from './drift-report.ts';
import { probability } from './figures.ts';

/** Markdown of a drift report, concise or full. */
export function driftMarkdown(report: DriftReport): string {
  const { compared, summary, columns, otherColumns, skipped, trend, domainClassifier, estimatedPerformance } =
    report;
  const skippedColumns =
    skipped.length === 0
      ? ''
      : `Skipped: ${skipped.map(({ column, reason }) => `${column} (${reason})`).join('; ')}${summary.skipped > skipped.length ? `; ${summary.skipped - skipped.length} more` : ''}.`;
  if (columns.length === 0)
    return paragraphs(
      `**${report.verdict}**`,
      'The profile itself is in the JSON answer, under profile.',
      skippedColumns,
      `Bins: ${report.conventions}`,
      renderEnding(report),
    );
  return paragraphs(
    `**${report.verdict}**`,
    `${compared.reference} (${formatNumber(compared.referenceRows)} rows) against ${compared.current} (${formatNumber(compared.currentRows)} rows). Of ${summary.columns} columns: ${summary.drift} drift, ${summary.realButSmall} real but small, ${summary.withinNoise} within noise, ${summary.noDrift} no drift, ${summary.cannotTell} cannot tell; ${summary.skipped} skipped.`,
    markdownTable(
      ['Column', 'Result', 'PSI', 'Corrected p', 'Most changed'],
      columns.map(({ column, role, type, result, band, psi, adjustedPValue, note }) => [
        role === undefined ? `${column} (${type})` : `${column} (${type}, ${role})`,
        band === 'none' ? result : `${result}, ${band}`,
        formatNumber(psi),
        probability(adjustedPValue),
        note,
      ]),
    ),
    otherColumns === 0 ? '' : `${otherColumns} more columns.`,
    ...columns.map(statisticsOf),
    trend === undefined
      ? ''
      : paragraphs(
          markdownTable(
            ['From', 'To', 'Rows', 'Result', 'Drifted', 'Worst column'],
            trend.windows.map(({ from, to, rows, result, drifted, worstColumn, worstPsi }) => [
              shortTime(from),
              shortTime(to),
              formatNumber(rows),
              rows === 0 ? 'no rows' : result,
              String(drifted),
              rows === 0 ? '-' : `${worstColumn}, PSI ${formatNumber(worstPsi)}`,
            ]),
          ),
          trend.otherWindows === 0 ? '' : `${trend.otherWindows} more windows.`,
        ),
    domainClassifier === undefined
      ? ''
      : `All columns together: a classifier tells the sides apart with AUC ${formatNumber(domainClassifier.auc)} on held-out rows (0.5 is chance, p ${probability(domainClassifier.pValue)}, ${domainClassifier.permutations} permutations, ${domainClassifier.rowsEachSide} sampled rows a side, seed ${domainClassifier.seed}), mostly by ${domainClassifier.strongestColumns.join(', ')}.`,
    estimatedPerformance === undefined
      ? ''
      : markdownTable(
          [`Expected from ${estimatedPerformance.probabilityColumn}`, 'Reference', 'Current'],
          (['accuracy', 'precision', 'recall', 'f1', 'auc'] as const).map((metric) => [
            metric,
            shown(estimatedPerformance.reference[metric]),
            shown(estimatedPerformance.current[metric]),
          ]),
        ),
    skippedColumns,
    `Bins: ${report.conventions}`,
    renderEnding(report),
  );
}

function statisticsOf({ column, statistics, rows }: ColumnDrift): string {
  if (statistics === undefined) return '';
  const { psiInterval, psiBiasCorrected, noDrift, test, ks, ksBounds, wasserstein1, wasserstein1Bounds } =
    statistics;
  const parts = [
    rows === undefined
      ? undefined
      : `${formatNumber(rows.reference)} and ${formatNumber(rows.current)} valid rows`,
    `PSI 95 % interval ${formatNumber(psiInterval.low)} to ${formatNumber(psiInterval.high)}, less its mean under no drift ${formatNumber(psiBiasCorrected)}, 95 % point under no drift ${formatNumber(noDrift.p95)}`,
    `${test.name} ${formatNumber(test.statistic)}, p ${probability(test.pValue)}, Cramer's V ${formatNumber(test.cramersV)}`,
    `Jensen-Shannon distance ${formatNumber(statistics.jensenShannonDistance)}`,
    ks &&
      `KS D ${formatNumber(ks.statistic)}, p ${probability(ks.pValue)} (${ks.method}${ks.ties ? ', ties' : ''})`,
    ksBounds && `KS D between ${formatNumber(ksBounds.low)} and ${formatNumber(ksBounds.high)} (bounds)`,
    wasserstein1 &&
      `Wasserstein ${formatNumber(wasserstein1.distance)}${wasserstein1.overStandardDeviation === undefined ? '' : `, ${formatNumber(wasserstein1.overStandardDeviation)} standard deviations`}`,
    wasserstein1Bounds &&
      `Wasserstein between ${formatNumber(wasserstein1Bounds.low)} and ${formatNumber(wasserstein1Bounds.high)} (bounds)`,
  ];
  return `**${column}**: ${parts.filter((part) => part !== undefined).join('; ')}.`;
}

function shown(figure: number | undefined): string {
  return figure === undefined ? '-' : formatNumber(figure);
}

/** A window's end without what it shares with all: midnight, seconds, milliseconds. */
function shortTime(iso: string): string {
  return iso.replace(/T00:00:00\.000Z$/, '').replace(/(:00)?\.00[01]Z$/, 'Z');
}
