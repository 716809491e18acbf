import { formatNumber } from '../contract/markdown.ts';
import type { ColumnDrift, DriftReport } from './drift-report.ts';
import { html, type Markup, none } from './html.ts';

/** Drawings of a drift report: SVG whose colours come from the page's style. Sizes are pixels of a phone's screen. */

const WIDTH = 340;

type Histogram = NonNullable<ColumnDrift['histogram']>;

/** Where a PSI lies between the bands and what noise reaches. */
export function psiScale(
  { psi, statistics }: ColumnDrift,
  moderateFrom: number,
  significantAbove: number,
): Markup {
  const noise = statistics?.noDrift.p99;
  const end = Math.max(2 * significantAbove, 1.1 * psi, noise === undefined ? 0 : 1.1 * noise);
  const x = (value: number): string => place((value / end) * WIDTH);
  const zone = (from: number, to: number, kind: string): Markup =>
    html`<rect class="${kind}" x="${x(from)}" y="14" width="${place(((to - from) / end) * WIDTH)}" height="8"/>`;
  return html`<svg class="scale" viewBox="0 0 ${WIDTH} 48" role="img" aria-label="PSI ${formatNumber(psi)}">
${zone(0, moderateFrom, 'zone none')}${zone(moderateFrom, significantAbove, 'zone moderate')}${zone(significantAbove, end, 'zone significant')}
${noise === undefined ? none : html`<line class="noise" x1="${x(noise)}" x2="${x(noise)}" y1="8" y2="28"/><text class="label" x="${x(noise)}" y="45" text-anchor="${anchor(noise / end)}">noise, 99 %</text>`}
<path class="mark" d="M${x(psi)} 24l-5 8h10z"/><text class="label strong" x="${x(psi)}" y="9" text-anchor="${anchor(psi / end)}">PSI ${formatNumber(psi)}</text></svg>`;
}

function anchor(part: number): string {
  if (part < 0.2) return 'start';
  return part > 0.8 ? 'end' : 'middle';
}

/** Numeric columns stand upright between their edges; categories lie, so that their names can be read. */
export function columnHistogram(name: string, histogram: Histogram): Markup {
  const total = (side: 'reference' | 'current'): number =>
    Math.max(
      1,
      histogram.bins.reduce((sum, bin) => sum + bin[side], 0),
    );
  const [references, currents] = [total('reference'), total('current')];
  const bins = histogram.bins.map(({ bin, reference, current, contribution }) => ({
    bin,
    reference: reference / references,
    current: current / currents,
    contribution,
  }));
  const highest = Math.max(1e-9, ...bins.flatMap(({ reference, current }) => [reference, current]));
  const worst = Math.max(...bins.map(({ contribution }) => contribution));
  const label = `Shares of ${name} in ${bins.length} bins, reference and current`;
  return histogram.edges === undefined
    ? lying(label, bins, highest, worst)
    : upright(label, bins, histogram.edges, highest, worst);
}

type Share = {
  readonly bin: string;
  readonly reference: number;
  readonly current: number;
  readonly contribution: number;
};

const TALL = 120;

function upright(
  label: string,
  bins: readonly Share[],
  edges: readonly number[],
  highest: number,
  worst: number,
): Markup {
  const step = WIDTH / bins.length;
  const y = (share: number): number => 16 + TALL * (1 - share / highest);
  const bar = (share: number, at: number, part: number, kind: string): Markup =>
    html`<rect class="${kind}" x="${place(at * step + (step * (1 - part)) / 2)}" y="${place(y(share))}" width="${place(step * part)}" height="${place(16 + TALL - y(share))}" rx="1.5"/>`;
  const every = Math.ceil(edges.length / 6);
  return html`<svg class="histogram" viewBox="0 0 ${WIDTH} ${TALL + 38}" role="img" aria-label="${label}">
<text class="label" x="0" y="9">${percent(highest)}</text><line class="axis" x1="0" x2="${WIDTH}" y1="${TALL + 16}" y2="${TALL + 16}"/>
${bins.map(
  (bin, at) =>
    html`<g>${tip(bin)}${bar(bin.reference, at, 0.86, 'reference')}${bar(bin.current, at, 0.44, bin.contribution === worst && worst > 0 ? 'current worst' : 'current')}</g>`,
)}
${edges.map((edge, at) =>
  at % every === 0 && at + 1 < bins.length
    ? html`<text class="label" x="${place((at + 1) * step)}" y="${TALL + 30}" text-anchor="middle">${short(edge)}</text>`
    : none,
)}</svg>`;
}

const MOST_LEVELS = 20;

function lying(label: string, bins: readonly Share[], highest: number, worst: number): Markup {
  const shown =
    bins.length <= MOST_LEVELS
      ? bins
      : bins.toSorted((a, b) => b.contribution - a.contribution).slice(0, MOST_LEVELS);
  const tall = 34;
  const long = WIDTH - 52;
  return html`<svg class="histogram" viewBox="0 0 ${WIDTH} ${shown.length * tall + (bins.length > shown.length ? 18 : 4)}" role="img" aria-label="${label}">
${shown.map((bin, at) => {
  const top = at * tall;
  const width = (share: number): string => place(Math.max(0.5, (share / highest) * long));
  const kind = bin.contribution === worst && worst > 0 ? 'current worst' : 'current';
  return html`<g>${tip(bin)}<text class="label" x="0" y="${top + 11}">${cut(bin.bin, 48)}</text><rect class="reference" x="0" y="${top + 15}" width="${width(bin.reference)}" height="14" rx="1.5"/><rect class="${kind}" x="0" y="${top + 18.5}" width="${width(bin.current)}" height="7" rx="1.5"/><text class="label" x="${WIDTH}" y="${top + 26}" text-anchor="end">${percent(bin.current)}</text></g>`;
})}
${bins.length > shown.length ? html`<text class="label" x="0" y="${shown.length * tall + 13}">${bins.length - shown.length} more categories changed less</text>` : none}</svg>`;
}

function tip({ bin, reference, current }: Share): Markup {
  return html`<title>${bin}: ${percent(reference)} to ${percent(current)}</title>`;
}

type Trend = NonNullable<DriftReport['trend']>;

/** The worst PSI of each window, those of the shown columns behind it, and the bands: once for a desk, once for a phone. */
export function trendChart(trend: Trend, moderateFrom: number, significantAbove: number): Markup {
  const limits = { moderateFrom, significantAbove };
  return html`<div class="trend">${drawnTrend(trend, limits, 'desk', 680, 160)}${drawnTrend(trend, limits, 'phone', WIDTH, 150)}</div>`;
}

const LEFT = 34;

function drawnTrend(
  { windows, series }: Trend,
  { moderateFrom, significantAbove }: { readonly moderateFrom: number; readonly significantAbove: number },
  kind: 'desk' | 'phone',
  wide: number,
  tall: number,
): Markup {
  const known = windows.filter(({ worstPsi }) => worstPsi >= 0);
  const end = Math.max(1.5 * significantAbove, ...known.map(({ worstPsi }) => 1.08 * worstPsi));
  const x = (at: number): number =>
    windows.length === 1
      ? LEFT + (wide - LEFT) / 2
      : LEFT + 6 + (at * (wide - LEFT - 12)) / (windows.length - 1);
  const y = (psi: number): number => 10 + tall * (1 - psi / end);
  const path = (values: readonly number[]): string => {
    let pen = false;
    return values
      .map((psi, at) => {
        const move = pen ? 'L' : 'M';
        pen = psi >= 0;
        return pen ? `${move}${place(x(at))} ${place(y(psi))}` : '';
      })
      .join('');
  };
  const band = (psi: number, name: string): Markup =>
    html`<line class="limit ${name}" x1="${LEFT}" x2="${wide}" y1="${place(y(psi))}" y2="${place(y(psi))}"/><text class="label" x="${LEFT - 5}" y="${place(y(psi) + 3.5)}" text-anchor="end">${formatNumber(psi)}</text>`;
  const last = windows.length - 1;
  const dates = [...new Set([0, Math.floor(last / 2), last])];
  const side = (at: number): string => (at === 0 ? 'start' : at === last ? 'end' : 'middle');
  return html`<svg class="${kind}" viewBox="0 0 ${wide} ${tall + 34}" role="img" aria-label="Worst PSI in ${windows.length} windows">
<line class="axis" x1="${LEFT}" x2="${wide}" y1="${tall + 10}" y2="${tall + 10}"/>
${band(moderateFrom, 'moderate')}${band(significantAbove, 'significant')}
${(series ?? []).map(({ column, psi }) => html`<path class="series" d="${path(psi)}"><title>${column}</title></path>`)}
<path class="worst-line" d="${path(windows.map(({ worstPsi }) => worstPsi))}"/>
${windows.map(({ worstPsi, result, from, worstColumn, drifted }, at) =>
  worstPsi < 0
    ? none
    : html`<circle class="point ${result}" cx="${place(x(at))}" cy="${place(y(worstPsi))}" r="${result === 'drift' ? 4.5 : 3}"><title>${from}: PSI ${formatNumber(worstPsi)} of ${worstColumn}, ${drifted} columns drifted</title></circle>`,
)}
${dates.map((at) => html`<text class="label" x="${place(x(at))}" y="${tall + 28}" text-anchor="${side(at)}">${(windows[at]?.from ?? '').slice(0, 10)}</text>`)}</svg>`;
}

function place(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function percent(share: number): string {
  return `${formatNumber(Number((share * 100).toPrecision(3)))} %`;
}

function short(edge: number): string {
  const magnitude = Math.abs(edge);
  if (magnitude >= 1e5 || (magnitude > 0 && magnitude < 1e-3)) return edge.toExponential(1);
  return String(Number(edge.toPrecision(3)));
}

function cut(text: string, length: number): string {
  const characters = [...text];
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join('')}…`;
}
