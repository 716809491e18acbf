import * as z from 'zod/v4';
import { answerFields, type Figure, figure } from '../../contract/figure.ts';
import {
  bullets,
  formatFigure,
  formatNumber,
  markdownTable,
  paragraphs,
  renderEnding,
} from '../../contract/markdown.ts';
import type { Stack, StackChoice, StackPick } from './choose-stack.ts';
import type { ComponentAsk } from './component-ask.ts';
import { exitOf, permissive } from './component-candidates.ts';
import type { ComponentFacts } from './component-facts.ts';
import { listed, pickReason } from './stack-words.ts';

const pickRow = z.strictObject({
  parts: z.string(),
  product: z.string(),
  form: z.string(),
  /** Concise names it where it is not permissive. */
  licence: z.string().optional(),
  why: z.string().optional(),
  /** By part: the best other product when the whole stack is chosen again, and the points that it costs more. */
  runnerUp: z.string().optional(),
  exit: z.string().optional(),
  takenAlong: z.string().optional(),
  rewritten: z.string().optional(),
  owner: z.string().optional(),
  note: z.string().optional(),
  release: z.string().optional(),
  wantedSince: z.string().optional(),
  source: z.string().optional(),
});

export const stackOutput = z.strictObject({
  verdict: answerFields.verdict,
  stack: z.array(pickRow),
  /** What the stack runs on beside it. */
  runsOn: z.array(z.string()),
  unfilled: z.array(z.strictObject({ part: z.string(), because: z.string() })),
  /** Pairs that must work together; concise has them in the diagram alone. */
  joins: z.array(
    z.strictObject({
      from: z.string(),
      to: z.string(),
      how: z.string(),
      note: z.string().optional(),
      source: z.string().optional(),
    }),
  ),
  joinsByKind: z.string(),
  /** Assumed, all of them. */
  burden: figure,
  upkeepPoints: z.number(),
  capacityPoints: z.number(),
  monthlyUsd: figure.optional(),
  priceNotListed: z.array(z.string()).optional(),

  leftOut: z.array(
    z.strictObject({
      part: z.string(),
      instead: z.string(),
      from: z.string(),
      because: z.string().optional(),
    }),
  ),
  existing: z.array(
    z.strictObject({
      product: z.string(),
      status: z.string(),
      path: z.string(),
      to: z.string().optional(),
      exit: z.string().optional(),
    }),
  ),
  bindingConstraint: z.string(),
  wouldChange: z.array(z.string()),
  ruledOut: z.array(
    z.strictObject({
      by: z.string(),
      reason: z.string(),
      components: z.array(z.string()),
      more: z.int().optional(),
    }),
  ),
  diagram: z.string(),
  assumptions: answerFields.assumptions,
  warnings: answerFields.warnings,
  sources: answerFields.sources,
  next: answerFields.next,
});
type Answer = z.output<typeof stackOutput>;

/** The rows of the answer, one a product, each with the runner-up by part that is found by choosing the stack again without it. */
export function stackRows(choice: StackChoice, facts: ComponentFacts, full: boolean): Answer['stack'] {
  const products = [...new Set(choice.stack.picks.map(({ candidate }) => candidate.component.id))];
  return products.flatMap((product) => {
    const picks = choice.stack.picks.filter(({ candidate }) => candidate.component.id === product);
    const [pick] = picks;
    if (pick === undefined) return [];
    const { component, form } = pick.candidate;
    const exit = facts.exits.get(product);
    return [
      {
        parts: picks.map(({ kind }) => kind.id).join(', '),
        product,
        form,
        ...(full || form === 'managed' || !permissive(component, facts)
          ? { licence: licenceWords(pick) }
          : {}),
        why: pickReason(pick, choice.stack),
        runnerUp: runnersUp(picks, choice),
        exit: exitOf(component, facts),
        ...(full
          ? {
              takenAlong: exit?.takenAlong ?? pick.kind.takenAlong,
              rewritten: exit?.rewritten ?? pick.kind.rewritten,
              owner: component.owner,
              ...(component.note === undefined ? {} : { note: component.note }),
              ...releaseOf(pick),
              wantedSince: listed([...new Set(picks.map(({ reason }) => reason))]),
              source: component.source,
            }
          : {}),
      },
    ];
  });
}

/** `ClearML +2.25`; where a product fills several parts and they differ, each with its part. */
function runnersUp(picks: readonly StackPick[], choice: StackChoice): string {
  const found = picks.map(({ kind, candidate }) => {
    const other = choice.without(kind.id, candidate.component.id);
    return {
      part: kind.id,
      said: other === undefined ? 'none' : `${other.pick.candidate.component.id} ${behind(other.extra)}`,
    };
  });
  const groups = new Map<string, string[]>();
  for (const { part, said } of found) groups.set(said, [...(groups.get(said) ?? []), part]);
  return groups.size === 1
    ? [...groups.keys()].join('')
    : [...groups].map(([said, parts]) => `${parts.join(', ')}: ${said}`).join('; ');
}

/** `+0.25`; of equals the one of the tables' order was taken, which is said. */
function behind(extra: number): string {
  const points = Math.round(extra * 100) / 100;
  return points === 0 ? '+0, a tie' : `+${formatNumber(points)}`;
}

/** Of software that others host: its licence, which their terms of service are not. */
function licenceWords({ candidate: { component, form } }: StackPick): string {
  return form === 'managed' && component.licence !== 'proprietary-api'
    ? `${component.licence}, hosted on terms of its own`
    : component.licence;
}

function releaseOf({ candidate: { component } }: StackPick): { release?: string } {
  const { release, released } = component;
  if (release === undefined) return {};
  return { release: released === undefined ? release : `${release}, ${released}` };
}

/** What hosted plans of the stack cost where a dated price is listed, and of which no price is. */
export function stackPrice(
  ask: ComponentAsk,
  stack: Stack,
  facts: ComponentFacts,
  today: string,
): { readonly monthlyUsd?: Figure; readonly priceNotListed?: string[] } {
  const managed = [
    ...new Map(
      [...stack.picks.map(({ candidate }) => candidate), ...stack.foundations].map((candidate) => [
        candidate.component.id,
        candidate,
      ]),
    ).values(),
  ].filter(({ form, component }) => form === 'managed' || component.licence === 'proprietary-api');
  const priced = managed.filter(({ usdPerMonth }) => usdPerMonth !== undefined);
  const rows = priced.flatMap(({ component }) => facts.price(component.id, ask.team, today) ?? []);
  const [first] = rows;
  const unpriced = managed
    .filter(({ usdPerMonth }) => usdPerMonth === undefined)
    .map(({ component }) => component.id);
  return {
    ...(first === undefined
      ? {}
      : {
          monthlyUsd: {
            value: priced.reduce((sum, { usdPerMonth }) => sum + (usdPerMonth ?? 0), 0),
            unit: 'USD',
            basis: 'listed',
            source: first.source,
            asOf: first.asOf,
          } as const,
        }),
    ...(unpriced.length === 0 ? {} : { priceNotListed: unpriced }),
  };
}

export function stackMarkdown(answer: Answer): string {
  return paragraphs(
    `**${answer.verdict}**`,
    answer.stack.length === 0
      ? ''
      : markdownTable(
          ['Parts', 'Product', 'Form', 'Licence', 'Why', 'Runner-up (points)', 'Exit'],
          answer.stack.map(
            ({ parts, product, form, licence, why, runnerUp, exit, takenAlong, rewritten, note }) => [
              parts,
              note === undefined ? product : `${product} (${note})`,
              form,
              licence ?? 'permissive',
              why ?? '-',
              runnerUp ?? '-',
              takenAlong === undefined
                ? (exit ?? '-')
                : `${exit ?? '-'}: along ${takenAlong}; rewritten ${rewritten ?? '-'}`,
            ],
          ),
        ),
    answer.runsOn.length === 0 ? '' : `Runs on: ${answer.runsOn.join(', ')}.`,
    bullets(
      'Not filled',
      answer.unfilled.map(({ part, because }) => `${part}: ${because}`),
    ),
    bullets(
      'What you have',
      answer.existing.map(
        ({ product, status, path, exit }) =>
          `${product}: ${status}; ${path}${exit === undefined ? '' : ` (exit ${exit})`}`,
      ),
    ),
    bullets(
      `Joins: ${answer.joinsByKind}`,
      answer.joins.map(
        ({ from, to, how, note }) => `${from} - ${to}: ${how}${note === undefined ? '' : `, ${note}`}`,
      ),
    ),
    answer.joins.length > 0 ? '' : `Joins: ${answer.joinsByKind}.`,
    `Burden ${formatFigure(answer.burden)}; to keep running ${formatNumber(answer.upkeepPoints)} of ${formatNumber(answer.capacityPoints)} points.`,
    answer.monthlyUsd === undefined ? '' : `Hosted plans: ${formatFigure(answer.monthlyUsd)} a month.`,
    answer.priceNotListed === undefined ? '' : `Price not listed: ${answer.priceNotListed.join(', ')}.`,
    bullets(
      'Left out',
      answer.leftOut.map(
        ({ part, instead, from, because }) =>
          `${part}: ${instead === '' ? '' : `${instead}; `}wanted from ${from}${because === undefined ? '' : ` (${because})`}`,
      ),
    ),
    answer.bindingConstraint,
    bullets('Would change it', answer.wouldChange),
    bullets(
      'Ruled out',
      answer.ruledOut.map(
        ({ by, reason, components, more }) =>
          `${components.join(', ')}${more === undefined ? '' : ` and ${more} more`} by ${by}: ${reason}`,
      ),
    ),
    answer.diagram === '' ? '' : `\`\`\`mermaid\n${answer.diagram}\n\`\`\``,
    renderEnding(answer),
  );
}
