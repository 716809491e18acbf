import type * as z from 'zod/v4';
import { BELOW_SCALE } from './ask-warnings.ts';
import { CHANGED_HANDS, SOLD } from './existing-components.ts';
import type { stackOutput } from './stack-answer.ts';

type Answer = z.output<typeof stackOutput>;
type Step = { readonly left: string; readonly shorten: (answer: Answer) => Answer };

/** Pieces of the structured answer that are below 1,200 and 4,000 tokens: of thousands of answers the densest has 0.91 tokens a piece. */
const MOST_PIECES = { concise: 1_310, full: 4_370 };
/** What a tokeniser joins at most: a short word, three digits, two signs. */
const PIECE = /[A-Za-z]{1,7}|\d{1,3}|[^\sA-Za-z\d]{1,2}/g;
const EXISTING_SHOWN = 3;
const RUNS = 'runs already';

/** What a reader of a full answer misses least, first; a concise one has none of it. */
const OF_FULL: readonly Step[] = [
  { left: 'where products are from', shorten: rows(({ owner: _, source: __, ...row }) => row) },
  { left: 'notes on products', shorten: rows(({ note: _, ...row }) => row) },
  { left: 'why each part is wanted', shorten: rows(({ wantedSince: _, ...row }) => row) },
  {
    left: 'notes and sources of joins',
    shorten: (answer) => ({ ...answer, joins: answer.joins.map(({ from, to, how }) => ({ from, to, how })) }),
  },
  {
    left: 'what leaving rewrites and takes along',
    shorten: rows(({ takenAlong: _, rewritten: __, ...row }) => row),
  },
  { left: 'joins (the diagram has them)', shorten: (answer) => ({ ...answer, joins: [] }) },
];

/** What a reader misses least, first. */
const OF_BOTH: readonly Step[] = [
  { left: 'who was ruled out', shorten: (answer) => ({ ...answer, ruledOut: [] }) },
  {
    left: 'why each product',
    shorten: rows(({ why, ...row }) => (why?.startsWith(RUNS) ? { ...row, why: RUNS } : row)),
  },
  {
    left: 'ways out of some products that run',
    shorten: (answer) => withFewerExisting(answer, EXISTING_SHOWN),
  },
  {
    left: 'what does the work of left-out parts',
    shorten: (answer) => ({ ...answer, leftOut: answer.leftOut.map((row) => ({ ...row, instead: '' })) }),
  },
  {
    left: 'what else would change it',
    shorten: (answer) => ({ ...answer, wouldChange: answer.wouldChange.slice(0, 1) }),
  },
  { left: 'the diagram', shorten: (answer) => ({ ...answer, diagram: '' }) },
  { left: 'sources of ways out', shorten: (answer) => ({ ...answer, sources: answer.sources.slice(0, 1) }) },
  {
    left: 'scales of left-out parts',
    shorten: ({ leftOut, ...answer }) => ({
      ...answer,
      leftOut:
        leftOut.length < 2
          ? leftOut
          : [{ part: leftOut.map(({ part }) => part).join(', '), instead: '', from: 'the scale of each' }],
    }),
  },
  {
    left: 'what rules out the open parts',
    shorten: ({ unfilled, ...answer }) => ({
      ...answer,
      unfilled:
        unfilled.length < 2
          ? unfilled
          : [
              {
                part: unfilled.map(({ part }) => part).join(', '),
                because: 'ruled out or not in the tables',
              },
            ],
    }),
  },
  {
    left: 'which open parts sell more',
    shorten: (answer) => ({ ...answer, warnings: answer.warnings.filter((said) => !said.startsWith(SOLD)) }),
  },
  {
    left: 'the scales that want the parts asked for',
    shorten: (answer) => ({
      ...answer,
      warnings: answer.warnings.map((said) =>
        said.startsWith(BELOW_SCALE) ? `${BELOW_SCALE}: ${said.split('; ').length} parts.` : said,
      ),
    }),
  },
  {
    left: 'exits that cost days',
    shorten: rows(({ exit, ...row }) => (exit === 'low' ? row : { ...row, exit })),
  },
  { left: 'all ways out', shorten: (answer) => withFewerExisting(answer, 0) },
  { left: 'runners-up', shorten: rows(({ runnerUp: _, ...row }) => row) },
  {
    left: 'dates and owners of what changed hands',
    shorten: (answer) => ({
      ...answer,
      warnings: answer.warnings.map((said) =>
        said.startsWith(CHANGED_HANDS) ? said.replace(/ \([^;]*\)(?=;|\.$)/g, '') : said,
      ),
    }),
  },
  { left: 'licences', shorten: rows(({ licence: _, ...row }) => row) },
];

/** An answer that fits, and under its assumptions what was left out for that: nothing is dropped without a word. */
export function shortenStack(answer: Answer, detail: 'concise' | 'full'): Answer {
  const left: string[] = [];
  let short = answer;
  for (const step of [...OF_FULL, ...OF_BOTH]) {
    if (pieces(short) + pieces(said(left, detail)) <= MOST_PIECES[detail]) break;
    const next = step.shorten(short);
    if (pieces(next) >= pieces(short)) continue;
    short = next;
    left.push(step.left);
  }
  return left.length === 0 ? short : { ...short, assumptions: [...short.assumptions, said(left, detail)] };
}

function rows(shorten: (row: Answer['stack'][number]) => Answer['stack'][number]): Step['shorten'] {
  return (answer) => ({ ...answer, stack: answer.stack.map(shorten) });
}

/** The dead first; the rest by name. */
function withFewerExisting(answer: Answer, shown: number): Answer {
  const dead = answer.existing.filter(({ status }) => !status.startsWith('active'));
  const first = [...dead, ...answer.existing.filter((row) => !dead.includes(row))];
  const more = first.slice(shown);
  if (more.length < 2) return answer;
  return {
    ...answer,
    existing: [
      ...first.slice(0, shown),
      {
        product: more.map(({ product }) => product).join(', '),
        status: more.some((row) => dead.includes(row))
          ? 'dead, changed hands or replaced'
          : 'changed hands or replaced',
        path: 'ask with fewer in existing',
      },
    ],
  };
}

function pieces(part: Answer | string): number {
  return JSON.stringify(part).match(PIECE)?.length ?? 0;
}

function said(left: readonly string[], detail: 'concise' | 'full'): string {
  if (left.length === 0) return '';
  return detail === 'full'
    ? `left out for length: ${left.join(', ')}`
    : `only in the full answer: ${left.join(', ')}`;
}
