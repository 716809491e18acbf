import { formatNumber } from '../contract/markdown.ts';
import type { ColumnDrift, DriftReport } from './drift-report.ts';
import { columnHistogram, psiScale, trendChart } from './drift-report-charts.ts';
import { DRIFT_REPORT_STYLE } from './drift-report-style.ts';
import { html, type Markup, none } from './html.ts';

type Result = DriftReport['result'];

const WORDS: Readonly<Record<Result, string>> = {
  drift: 'drift',
  real_but_small: 'real but small',
  within_noise: 'within noise',
  no_drift: 'no drift',
  cannot_tell: 'cannot tell',
};

/**
 * A drift report as one HTML page: no script, no network (a content-security policy forbids both), inline SVG, light and
 * dark by the reader's setting, readable from 320 pixels on. Everything from the data is escaped.
 */
export function driftReportHtml(report: DriftReport): string {
  const { verdict, result, compared, summary } = report;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Drift: ${WORDS[result]}, ${compared.current}</title>
<style>${DRIFT_REPORT_STYLE}</style>
</head>
<body>
<main>
<header class="verdict ${result}">
<p class="eyebrow">Drift report</p>
<h1><bdi>${verdict}</bdi></h1>
<dl class="compared">
<div><dt>Reference</dt><dd><bdi>${compared.reference}</bdi><span>${formatNumber(compared.referenceRows)} rows</span></dd></div>
<div><dt>Current</dt><dd><bdi>${compared.current}</bdi><span>${formatNumber(compared.currentRows)} rows</span></dd></div>
</dl>
</header>
${counts(report)}
${list('Warnings', report.warnings, 'warnings')}
${trend(report)}
${report.columns.length === 0 ? none : table(report)}
${report.columns.length === 0 ? none : html`<section><h2>Distributions</h2><p class="key"><i class="swatch reference"></i>reference<i class="swatch current"></i>current, shares of rows</p><div class="cards">${report.columns.map((column) => card(column, report))}</div>${rest(report)}</section>`}
${together(report)}
${performance(report)}
${pairs(
  'Schema',
  report.schemaChanges.map(({ column, change }) => [column, change]),
)}
${pairs(
  'Not compared',
  report.skipped.map(({ column, reason }) => [column, reason]),
)}
${list('Assumed', report.assumptions)}
<section><h2>Conventions</h2><p>${report.conventions}</p><p>Evidence is corrected over ${formatNumber(summary.columns)} columns (${correction(summary.correction)}, alpha ${formatNumber(summary.alpha)}). PSI bands: moderate from ${formatNumber(summary.moderateFrom)}, significant above ${formatNumber(summary.significantAbove)}.</p></section>
${sources(report)}
</main>
</body>
</html>
`;
  return page.markup;
}

function badge(result: Result): Markup {
  return html`<span class="badge ${result}">${WORDS[result]}</span>`;
}

function counts({ summary }: DriftReport): Markup {
  const shown: readonly (readonly [Result, number])[] = [
    ['drift', summary.drift],
    ['real_but_small', summary.realButSmall],
    ['within_noise', summary.withinNoise],
    ['cannot_tell', summary.cannotTell],
    ['no_drift', summary.noDrift],
  ];
  return html`<section class="counts" aria-label="Columns by result">${shown.map(
    ([result, count]) =>
      html`<div class="count ${result}${count === 0 ? ' zero' : ''}"><b>${formatNumber(count)}</b><span>${WORDS[result]}</span></div>`,
  )}</section>`;
}

function list(title: string, lines: readonly string[], kind = ''): Markup {
  if (lines.length === 0) return none;
  return html`<section class="${kind}"><h2>${title}</h2><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul></section>`;
}

function pairs(title: string, rows: readonly (readonly [string, string])[]): Markup {
  if (rows.length === 0) return none;
  return html`<section><h2>${title}</h2><dl class="pairs">${rows.map(
    ([name, text]) => html`<div><dt><bdi>${name}</bdi></dt><dd>${text}</dd></div>`,
  )}</dl></section>`;
}

function table({ columns, summary }: DriftReport): Markup {
  return html`<section><h2>Columns</h2><table><thead><tr><th scope="col">Column</th><th scope="col">Result</th><th scope="col" class="number">PSI</th><th scope="col" class="number wide">p, corrected</th><th scope="col" class="wide">Missing</th><th scope="col" class="wide">What changed most</th></tr></thead><tbody>${columns.map(
    (column, at) =>
      html`<tr><th scope="row"><a href="#column-${at + 1}"><bdi>${column.column}</bdi></a>${role(column)}</th><td>${badge(column.result)}</td><td class="number${column.psi > summary.significantAbove ? ' strong' : ''}">${formatNumber(column.psi)}</td><td class="number wide">${probability(column.adjustedPValue)}</td><td class="wide whole">${missing(column)}</td><td class="wide">${column.note}</td></tr>`,
  )}</tbody></table></section>`;
}

function role({ role: named }: ColumnDrift): Markup {
  return named === undefined ? none : html` <small>${named}</small>`;
}

function missing({ missing: shares }: ColumnDrift): string {
  if (shares === undefined) return '';
  if (shares.referenceShare === 0 && shares.currentShare === 0) return 'none';
  return `${percent(shares.referenceShare)} → ${percent(shares.currentShare)}`;
}

function card(column: ColumnDrift, report: DriftReport): Markup {
  const { summary } = report;
  const at = report.columns.indexOf(column) + 1;
  const open = column.result !== 'no_drift' || report.columns.length <= 6;
  const shown = facts(column);
  return html`<details class="card" id="column-${at}"${open ? html` open` : none}><summary><span class="name"><bdi>${column.column}</bdi>${role(column)}</span>${badge(column.result)}</summary>
<p class="note">${column.note}</p>
${psiScale(column, summary.moderateFrom, summary.significantAbove)}
${column.histogram === undefined ? none : columnHistogram(column.column, column.histogram)}
<dl class="facts">${shown.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
</details>`;
}

function facts(column: ColumnDrift): (readonly [string, string])[] {
  const { statistics, rows, outOfRange, newCategories, vanishedCategories } = column;
  const found: (readonly [string, string])[] = [
    ['Type', column.type],
    ['p, corrected', probability(column.adjustedPValue)],
  ];
  if (rows !== undefined)
    found.push(['Rows', `${formatNumber(rows.reference)} → ${formatNumber(rows.current)}`]);
  if (column.missing !== undefined) found.push(['Missing', missing(column)]);
  if (statistics !== undefined) {
    const { psiInterval, test, ks, ksBounds, wasserstein1, mean, jensenShannonDistance } = statistics;
    found.push(['PSI, 95 %', `${formatNumber(psiInterval.low)} to ${formatNumber(psiInterval.high)}`]);
    found.push([
      test.name === 'chi-square' ? 'Chi-square' : 'Permutation',
      `${formatNumber(test.statistic)}, df ${formatNumber(test.df)}`,
    ]);
    found.push(['Cramér’s V', formatNumber(test.cramersV)]);
    if (ks !== undefined) found.push(['KS', `D ${formatNumber(ks.statistic)}, p ${probability(ks.pValue)}`]);
    if (ksBounds !== undefined)
      found.push(['KS, bounds', `${formatNumber(ksBounds.low)} to ${formatNumber(ksBounds.high)}`]);
    found.push(['Jensen-Shannon', formatNumber(jensenShannonDistance)]);
    if (wasserstein1?.overStandardDeviation !== undefined)
      found.push(['Wasserstein / sd', formatNumber(wasserstein1.overStandardDeviation)]);
    if (mean !== undefined)
      found.push(['Mean', `${formatNumber(mean.reference)} → ${formatNumber(mean.current)}`]);
    if (statistics.rowsNeeded !== undefined)
      found.push(['Rows needed', `${formatNumber(statistics.rowsNeeded.eachSide)} a side`]);
  }
  if (outOfRange !== undefined && outOfRange.rows > 0)
    found.push(['Out of range', `${formatNumber(outOfRange.rows)} rows, ${percent(outOfRange.share)}`]);
  if (newCategories !== undefined && newCategories.count > 0) found.push(['New', named(newCategories)]);
  if (vanishedCategories !== undefined && vanishedCategories.count > 0)
    found.push(['Vanished', named(vanishedCategories)]);
  return found;
}

function named({
  count,
  share,
  names,
}: {
  readonly count: number;
  readonly share: number;
  readonly names: readonly string[];
}): string {
  const more = count > names.length ? ` and ${count - names.length} more` : '';
  return `${names.map((name) => JSON.stringify(name)).join(', ')}${more}, ${percent(share)} of rows`;
}

function rest({ otherColumns }: DriftReport): Markup {
  return otherColumns === 0
    ? none
    : html`<p>${formatNumber(otherColumns)} more columns were compared and are not listed.</p>`;
}

function trend(report: DriftReport): Markup {
  if (report.trend === undefined) return none;
  const { timeColumn, unit, otherWindows, firstDrifted, windows } = report.trend;
  if (windows.length === 0) return none;
  return html`<section><h2>Trend</h2><p>${
    firstDrifted === undefined ? 'No window drifted.' : html`First window with drift: <b>${firstDrifted}</b>.`
  } A point a ${unit} of <bdi>${timeColumn}</bdi>: the most changed column’s PSI.${
    otherWindows === 0 ? '' : ` ${formatNumber(otherWindows)} more windows are not drawn.`
  }</p>${trendChart(report.trend, report.summary.moderateFrom, report.summary.significantAbove)}</section>`;
}

function together({ domainClassifier }: DriftReport): Markup {
  if (domainClassifier === undefined) return none;
  const { auc, pValue, rowsEachSide, permutations, strongestColumns } = domainClassifier;
  return html`<section><h2>All columns together</h2><p>A classifier tells the two sides apart with AUC <b>${formatNumber(auc)}</b> (0.5 is not at all; p ${probability(pValue)}, ${formatNumber(permutations)} permutations, ${formatNumber(rowsEachSide)} rows a side). It leans on ${strongestColumns.join(', ')}.</p></section>`;
}

function performance({ estimatedPerformance }: DriftReport): Markup {
  if (estimatedPerformance === undefined) return none;
  const { reference, current, assumption, probabilityColumn } = estimatedPerformance;
  const names = ['accuracy', 'precision', 'recall', 'f1', 'auc'] as const;
  return html`<section><h2>Expected performance, without labels</h2><table class="narrow"><thead><tr><th scope="col">From <bdi>${probabilityColumn}</bdi></th><th scope="col" class="number">Reference</th><th scope="col" class="number">Current</th></tr></thead><tbody>${names.map(
    (name) =>
      html`<tr><th scope="row">${name === 'auc' ? 'AUC' : name}</th><td class="number">${figure(reference[name])}</td><td class="number">${figure(current[name])}</td></tr>`,
  )}</tbody></table><p>Accuracy now to ±${formatNumber(1.96 * current.accuracyStandardError)} (95 %), from ${formatNumber(current.rows)} rows. ${assumption}</p></section>`;
}

function sources({ sources: cited }: DriftReport): Markup {
  if (cited.length === 0) return none;
  return html`<section><h2>Sources</h2><ul>${cited.map(({ title, url, asOf }) => html`<li>${url !== undefined && /^https?:\/\//.test(url) ? html`<a href="${url}" rel="noreferrer noopener">${title}</a>` : title}, ${asOf}</li>`)}</ul></section>`;
}

function correction(name: DriftReport['summary']['correction']): string {
  switch (name) {
    case 'benjaminiHochberg':
      return 'Benjamini-Hochberg';
    case 'holm':
      return 'Holm';
    case 'bonferroni':
      return 'Bonferroni';
    case 'none':
      return 'not corrected';
  }
}

/** A rate whose denominator is 0 does not exist. */
function figure(value: number | undefined): string {
  return value === undefined ? '-' : formatNumber(value);
}

function percent(share: number): string {
  return `${formatNumber(share * 100)} %`;
}

function probability(p: number): string {
  return p === 0 ? 'below 1e-300' : formatNumber(p);
}
