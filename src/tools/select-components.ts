import * as z from 'zod/v4';
import { belowScaleWarning, budgetWarning, staleWarning } from '../answers/components/ask-warnings.ts';
import { chooseStack, type Stack } from '../answers/components/choose-stack.ts';
import type { ComponentAsk } from '../answers/components/component-ask.ts';
import { componentFacts } from '../answers/components/component-facts.ts';
import {
  migrations,
  namedComponents,
  namedParts,
  stackWarnings,
} from '../answers/components/existing-components.ts';
import { shortenStack } from '../answers/components/shorten-stack.ts';
import { stackMarkdown, stackOutput, stackPrice, stackRows } from '../answers/components/stack-answer.ts';
import { stackChanges } from '../answers/components/stack-changes.ts';
import { stackDiagram } from '../answers/components/stack-diagram.ts';
import { stackVerdict } from '../answers/components/stack-words.ts';
import {
  ASSUMED_DIMENSIONS,
  ASSUMED_PEAK,
  ASSUMED_WRITTEN_SHARE,
} from '../answers/components/vector-components.ts';
import { CLOUDS, FRAMEWORKS, WORKLOADS } from '../catalog/tables/components.ts';
import { sources } from '../catalog/tables/sources.ts';
import { collectCitations } from '../contract/citations.ts';
import { defineTool } from '../contract/define-tool.ts';
import { inputError } from '../contract/input-error.ts';
import { groupRuledOut } from '../engines/selection/group-ruled-out.ts';

const JUDGEMENT = 'stack-components-judgement';
const GROUPS_SHOWN = 2;
const NAMES_SHOWN = 2;
const CHANGES_SHOWN = 3;
const scale = z.number().min(0).max(99_999).optional();
const whole = z.int().min(0).max(99_999).optional();
const names = z.array(z.string().max(60)).min(1).max(30).optional();

const input = z.strictObject({
  team: z.int().min(1).max(9999).describe('people'),
  workloads: z.array(z.enum(WORKLOADS)).min(1).max(7).optional().describe('default tabular'),
  needs: names.describe('parts; default by scale'),
  cloud: z.enum([...CLOUDS, 'on-premises']).optional(),
  licence: z.enum(['any', 'open-source', 'permissive']).optional(),
  hosting: z.enum(['any', 'managed', 'self-hosted', 'own-account']).optional(),
  models: whole.describe('default 1'),
  jobs: whole.describe('scheduled; default models'),
  onlineFeatures: whole,
  requestsPerSecond: scale,
  trainGpus: whole,
  serveGpus: whole,
  vectorsM: scale,
  budgetUsd: scale.describe('a month'),
  existing: names.describe('products that run'),
  frameworks: z.array(z.enum(FRAMEWORKS)).min(1).max(6).optional(),
  detail: z.enum(['concise', 'full']).optional(),
});
type Given = z.output<typeof input>;

export const selectComponents = defineTool({
  name: 'selectComponents',
  title: 'Components of a machine-learning system',
  description:
    'Chooses a coherent stack, feature store to monitoring, by licence, cloud, team, scale and what runs: product and runner-up a part, joins, exit cost, what to leave out, ways out of dead products. Does not size GPUs or choose models.',
  input,
  output: stackOutput,
  examples: [
    {
      ask: 'Four engineers on AWS, open source only, six models at 50 requests/s with 20 online features. Which components?',
      input: {
        team: 4,
        cloud: 'aws',
        licence: 'open-source',
        models: 6,
        jobs: 8,
        onlineFeatures: 20,
        requestsPerSecond: 50,
      },
    },
    {
      ask: 'We track in Neptune and serve vision models on TorchServe, five people on Azure with Airflow. What now?',
      input: {
        team: 5,
        cloud: 'azure',
        workloads: ['vision'],
        models: 3,
        requestsPerSecond: 40,
        trainGpus: 4,
        serveGpus: 2,
        existing: ['Neptune', 'TorchServe', 'Airflow'],
        frameworks: ['pytorch'],
      },
    },
  ],
  run(given, { catalog, today }) {
    const facts = componentFacts(catalog);
    const models = given.models ?? 1;
    const ask: ComponentAsk = {
      team: given.team,
      needs: given.needs === undefined ? undefined : namedParts(given.needs, 'needs', facts),
      workloads: given.workloads ?? ['tabular'],
      cloud: given.cloud ?? 'none',
      licence: given.licence ?? 'any',
      hosting: given.hosting ?? 'any',
      models,
      jobs: given.jobs ?? models,
      onlineFeatures: given.onlineFeatures ?? 0,
      requestsPerSecond: given.requestsPerSecond ?? 0,
      trainGpus: given.trainGpus ?? 0,
      serveGpus: given.serveGpus ?? 0,
      vectorsM: given.vectorsM ?? 0,
      budgetUsdPerMonth: given.budgetUsd,
      existing: namedComponents(given.existing ?? [], 'existing', facts),
      frameworks: given.frameworks ?? [],
    };
    check(ask, given);
    const full = given.detail === 'full';
    const choice = chooseStack(ask, facts, catalog, today);
    const { stack, parts } = choice;
    const { binding, changes } = stackChanges(ask, choice, facts, catalog, today);
    const price = stackPrice(ask, stack, facts, today);
    const moves = migrations(ask.existing, stack, facts, today);
    const warnings = [
      ...stackWarnings(stack, facts, today, full),
      ...belowScaleWarning(ask, facts),
      ...budgetWarning(ask, price.priceNotListed),
      ...staleWarning(stack, today),
    ];
    const citations = collectCitations(catalog.rows(sources));
    citations.cite(JUDGEMENT);
    if (price.monthlyUsd?.source !== undefined) citations.cite(price.monthlyUsd.source);
    for (const { source } of moves) citations.cite(source);
    for (const { candidate } of stack.picks) if (full) citations.cite(candidate.component.source);
    const beside = ask.existing.filter(
      (id) =>
        !moves.some(({ product }) => product === id) &&
        !stack.picks.some(({ candidate }) => candidate.component.id === id),
    );
    const groups = groupRuledOut(
      choice.ruledOut.map(({ component, ...rest }) => ({ model: component, ...rest })),
    );
    const answer = {
      verdict: stackVerdict(ask, stack, parts.leftOut),
      stack: stackRows(choice, facts, full),
      runsOn: stack.foundations.map(({ component }) => component.id),
      unfilled: stack.unfilled.map(({ kind, by }) => ({
        part: kind.id,
        because: by.length === 0 ? 'no active product in the tables' : `all ruled out, by ${by.join(', ')}`,
      })),
      joins: (full ? stack.joins : []).map(({ from, to, how, note, source }) => ({
        from: from.candidate.component.id,
        to: to.candidate.component.id,
        how,
        ...(note === undefined ? {} : { note }),
        ...(source === undefined ? {} : { source }),
      })),
      joinsByKind: joinCounts(stack),
      burden: {
        value: rounded(stack.points),
        unit: 'points',
        basis: 'assumed' as const,
        source: JUDGEMENT,
      },
      upkeepPoints: stack.upkeep,
      capacityPoints: stack.capacity,
      ...price,
      leftOut: parts.leftOut.map(({ kind, instead, from, reason }) => ({
        part: kind.id,
        instead,
        from: from.join(' or '),
        ...(full ? { because: reason } : {}),
      })),
      existing: moves.map(({ product, status, path, to, exit }) => ({
        product,
        status,
        path,
        ...(full && to !== undefined ? { to } : {}),
        ...(full && exit !== undefined ? { exit } : {}),
      })),
      bindingConstraint: binding,
      wouldChange: changes.slice(0, full ? undefined : CHANGES_SHOWN),
      ruledOut: groups
        .slice(0, full ? 3 * GROUPS_SHOWN : GROUPS_SHOWN)
        .map(({ by, reason, models: found }) => ({
          by,
          reason,
          components: found.slice(0, full ? undefined : NAMES_SHOWN),
          ...(!full && found.length > NAMES_SHOWN ? { more: found.length - NAMES_SHOWN } : {}),
        })),
      diagram: stack.picks.length === 0 ? '' : stackDiagram(stack, full),
      assumptions: assumptions(given, ask, facts.points('capacity:person'), beside),
      warnings,
      sources: citations.list(),
      next: [
        ...(ask.workloads.some((work) => work === 'llm' || work === 'rag')
          ? [{ tool: 'estimateCost', why: 'hosted API against own accelerators' }]
          : []),
        { tool: 'planMonitoring', why: 'alerts for the runtime that was chosen' },
      ],
    };
    return shortenStack(answer, full ? 'full' : 'concise');
  },
  render: stackMarkdown,
});

function rounded(points: number): number {
  return Math.round(points * 100) / 100;
}

function joinCounts({ joins }: Stack): string {
  const count = (...kinds: readonly string[]): number =>
    joins.filter(({ how }) => kinds.includes(how)).length;
  return `${count('native')} native, ${count('plugin')} by plugin, ${count('documented')} by a guide, ${count('unknown', 'none')} by own code`;
}

function assumptions(
  given: Given,
  ask: ComponentAsk,
  pointsAPerson: number,
  beside: readonly string[],
): string[] {
  return [
    `points, exits, and ${pointsAPerson} that a person keeps running, are judgement (table component-points)`,
    ...(given.workloads === undefined ? ['workloads = tabular'] : []),
    ...(given.models === undefined ? ['models = 1'] : []),
    ...(given.jobs === undefined ? [`jobs = models = ${ask.jobs}`] : []),
    ...(given.cloud === undefined ? ['no cloud: services bound to one are out'] : []),
    ...(ask.licence === 'any'
      ? []
      : [
          ask.hosting === 'managed'
            ? `licence = ${ask.licence} holds for the software: those who host it have terms of their own`
            : `licence = ${ask.licence}: hosted forms are out, their terms are not the licence`,
        ]),
    ...(beside.length === 0 ? [] : [`runs on, untouched: ${beside.join(', ')}`]),
    ...(ask.vectorsM > 0
      ? [
          `vectors of ${ASSUMED_DIMENSIONS} dimensions, ${ASSUMED_WRITTEN_SHARE * 100} % rewritten a month, peak ${ASSUMED_PEAK} x, must outlive a machine`,
        ]
      : []),
    'pairs without a row are joined by own code; machines are not priced',
  ];
}

function check(ask: ComponentAsk, given: Given): void {
  for (const field of ['workloads', 'frameworks', 'needs'] as const) {
    const list: readonly string[] = given[field] ?? [];
    const twice = list.find((name, index) => list.indexOf(name) !== index);
    if (twice !== undefined) throw inputError(field, `names ${twice} twice`, 'Send each once');
  }
  if (ask.cloud === 'on-premises' && ask.hosting === 'managed')
    throw inputError(
      'hosting',
      'is managed, but cloud is on-premises: nothing managed runs there',
      'Send hosting any, or name the cloud',
    );
  if (ask.hosting === 'managed' && ask.budgetUsdPerMonth === 0)
    throw inputError(
      'budgetUsd',
      'is 0, and hosting is managed: every plan has a price',
      'Raise it, or leave one of both out',
    );
  const vectors = ask.needs?.includes('vector-database') ?? ask.workloads.includes('rag');
  if (ask.vectorsM > 0 && !vectors)
    throw inputError(
      'vectorsM',
      `is ${ask.vectorsM}, but nothing here searches vectors`,
      'Add rag to workloads, or vector-database to needs',
    );
  if (ask.needs?.includes('vector-database') && ask.vectorsM === 0)
    throw inputError('vectorsM', 'is 0, but a vector database is asked for', 'Send how many million vectors');
  if (ask.onlineFeatures > 0 && ask.requestsPerSecond === 0)
    throw inputError(
      'requestsPerSecond',
      'is 0, but features are read online',
      'Send the requests a second, or onlineFeatures 0',
    );
}
