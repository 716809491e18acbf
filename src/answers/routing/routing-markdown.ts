import * as z from 'zod/v4';
import { answerFields } from '../../contract/figure.ts';
import {
  bullets,
  formatFigure,
  formatNumber,
  formatUsd,
  markdownTable,
  paragraphs,
  renderEnding,
} from '../../contract/markdown.ts';
import { percent } from '../figures.ts';
import { routingFigures } from './routing-answer.ts';

export const routingOutput = z.strictObject({
  verdict: answerFields.verdict,
  ...routingFigures,
  /** Measured savings elsewhere, by kind of task; `full` only. */
  published: z.string().optional(),
  changes: z.array(z.string()),
  diagram: z.string().optional(),
  artefacts: z.array(z.strictObject({ artefact: z.string(), path: z.string(), bytes: z.number() })),
  files: z.array(z.strictObject({ path: z.string(), content: z.string() })).optional(),
  assumptions: answerFields.assumptions,
  warnings: answerFields.warnings,
  sources: answerFields.sources,
  next: answerFields.next,
});

type Answer = z.output<typeof routingOutput>;

/** The answer as Markdown. */
export function routingMarkdown(answer: Answer): string {
  return paragraphs(
    `**${answer.verdict}**`,
    `Binding: ${answer.bindingConstraint}. Month: ${formatFigure(answer.monthly.plan)}; strong model alone: ${formatFigure(answer.monthly.strongAlone)}. Quality kept: ${answer.quality.keptShare === undefined ? answer.quality.basis : `${percent(answer.quality.keptShare)} ${answer.quality.basis}`}.${answer.p95Ms === undefined ? '' : ` P95 ${formatNumber(answer.p95Ms)} ms.`}`,
    markdownTable(
      [
        'Class',
        'Data',
        'Route',
        'To the strong',
        'USD per 1,000',
        'Month',
        'Break-even',
        'P95 (ms)',
        'Fallbacks',
        'Why',
      ],
      answer.routes.map((route) => [
        `${route.class}, ${formatNumber(route.perMonth)} a month`,
        route.data,
        `${route.strategy}: ${route.models.join(', ') || '-'}`,
        optional(route.strongShare, percent),
        optional(route.usdPer1000, formatUsd),
        formatUsd(route.monthlyUsd),
        optional(route.breakEvenEscalation, percent),
        optional(route.p95Ms, formatNumber),
        `${route.fallbacks.join(', ') || 'none'}${route.availability === undefined ? '' : ` (${percent(route.availability)} available)`}`,
        route.why,
      ]),
    ),
    answer.compared === undefined
      ? ''
      : markdownTable(
          ['Class', 'Way', 'USD per 1,000', 'Lost', 'Against it'],
          answer.compared.map((row) => [
            row.class,
            `${row.strategy}: ${row.models.join(', ')}`,
            formatUsd(row.usdPer1000),
            optional(row.lostShare, percent),
            row.against ?? '-',
          ]),
        ),
    answer.notShown === undefined || answer.notShown === 0 ? '' : `${answer.notShown} dearer ways not shown.`,
    bullets(
      'Limits',
      answer.limits.map(
        ({ model, requestsPerMinute, tokensPerMinute, burstRequests, replicas }) =>
          `${model}: ${formatNumber(requestsPerMinute)} requests and ${formatNumber(tokensPerMinute)} tokens a minute${burstRequests === undefined ? '' : `, bursts of ${burstRequests}`}${replicas === undefined ? '' : `, ${replicas} replica${replicas === 1 ? '' : 's'}`}`,
      ),
    ),
    answer.cache === undefined
      ? ''
      : `Semantic cache: ${answer.cache.pays ? 'saves' : 'loses'} ${formatUsd(Math.abs(answer.cache.savedMonthlyUsd))} a month${answer.cache.breakEvenWrongShare !== undefined ? `; at most ${percent(answer.cache.breakEvenWrongShare)} of hits may be wrong` : ''}.`,
    answer.budget?.exhaustedAfterDays === undefined
      ? ''
      : `Budget: gone after ${formatNumber(answer.budget.exhaustedAfterDays)} days.`,
    answer.published === undefined ? '' : `Published: ${answer.published}`,
    bullets('Would change it', answer.changes),
    answer.diagram === undefined ? '' : `\`\`\`mermaid\n${answer.diagram}\n\`\`\``,
    bullets(
      'Files (name one as `artefact` to get it whole)',
      answer.artefacts.map(
        ({ artefact, path, bytes }) => `\`${artefact}\`: ${path}, ${formatNumber(bytes)} bytes`,
      ),
    ),
    ...(answer.files ?? []).map(
      ({ path, content }) => `\`${path}\`\n\n\`\`\`yaml\n${content.trimEnd()}\n\`\`\``,
    ),
    renderEnding(answer),
  );
}

function optional(value: number | undefined, format: (value: number) => string): string {
  return value === undefined ? '-' : format(value);
}
