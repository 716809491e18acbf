import type { Figure, Source } from './figure.ts';

/** Rendering primitives: no words of any field of use. */

const SIGNIFICANT = 4;
/** `toLocaleString` builds its formatter anew at each call, which costs more than all the rest of an answer. */
const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const decimals = new Intl.NumberFormat('en-US', { maximumFractionDigits: 6 });
const tiny = new Intl.NumberFormat('en-US', { maximumFractionDigits: 9 });

/** A number for reading: four significant digits, thousands grouped, no exponent between 1e-4 and 1e15. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return '∞';
  if (value === 0) return '0';
  const magnitude = Math.abs(value);
  if (magnitude < 1e-4) return value.toExponential(2);
  if (magnitude >= 1e4) return whole.format(Math.round(value));
  return decimals.format(Number(value.toPrecision(SIGNIFICANT)));
}

/** US dollars: whole above 100, else to the cent, else two significant digits. */
export function formatUsd(value: number): string {
  const magnitude = Math.abs(value);
  if (magnitude >= 100) return `$${whole.format(Math.round(value))}`;
  if (magnitude >= 0.1 || value === 0) return `$${value.toFixed(2)}`;
  return `$${tiny.format(Number(value.toPrecision(2)))}`;
}

/** `6.05 %`, `$2,700`; a unit of `1` is not written. */
export function formatAmount({ value, unit }: Pick<Figure, 'value' | 'unit'>): string {
  if (unit === 'USD') return formatUsd(value);
  return unit === '1' ? formatNumber(value) : `${formatNumber(value)} ${unit}`;
}

/** `6.05 % (measured, open-asr, 2026-05-22)` */
export function formatFigure({ value, unit, basis, source, asOf, low, high }: Figure): string {
  const range =
    low !== undefined && high !== undefined ? `, ${formatNumber(low)} to ${formatNumber(high)}` : '';
  const origin = [basis, source, asOf].filter((part) => part !== undefined).join(', ');
  return `${formatAmount({ value, unit })} (${origin}${range})`;
}

/** A GFM table; cells are escaped. */
export function markdownTable(headers: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escapeCell).join(' | ')} |`;
  return [line(headers), `|${headers.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

export function bullets(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `**${title}**\n${lines.map((line) => `- ${line}`).join('\n')}`;
}

/** The parts that every answer ends with. */
export function renderEnding(answer: {
  readonly assumptions: readonly string[];
  readonly warnings: readonly string[];
  readonly sources: readonly Source[];
  readonly next: readonly { readonly tool: string; readonly why: string }[];
}): string {
  return paragraphs(
    bullets('Warnings', answer.warnings),
    bullets('Assumed', answer.assumptions),
    bullets(
      'Sources',
      answer.sources.map(
        ({ id, title, url, asOf }) => `${id}: ${url === undefined ? title : `[${title}](${url})`}, ${asOf}`,
      ),
    ),
    bullets(
      'Next',
      answer.next.map(({ tool, why }) => `${tool}: ${why}`),
    ),
  );
}

/** Joins the parts that are not empty with a blank line. */
export function paragraphs(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}

function escapeCell(cell: string): string {
  return cell.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
