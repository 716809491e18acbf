import { memoryTechniques } from '../catalog/tables/memory-techniques.ts';
import type { Catalog } from '../contract/catalog.ts';
import { formatNumber, formatUsd } from '../contract/markdown.ts';
import { longestContext } from '../engines/memory/longest-context.ts';
import { arithmeticPath } from '../engines/serving/arithmetic-path.ts';
import { attentionRanks } from '../engines/serving/attention-ranks.ts';
import { cacheBytesPerAccelerator } from '../engines/serving/cache-bytes-per-accelerator.ts';
import { isLocal, planService, type ServicePlan } from '../engines/serving/plan-service.ts';
import type { Workload } from '../engines/serving/workload.ts';
import { type Asked, type Candidate, candidatesOf, isUsual, serviceOn } from './llm-candidates.ts';
import { configurationName, gb, ms } from './llm-sentences.ts';
import type { Accelerator } from './serving-device.ts';
import type { Format } from './serving-workload.ts';
import {
  type Candidate as Change,
  type Fit,
  techniqueOfFormat,
  whatToTryFirst,
} from './what-to-try-first.ts';

const SHOWN = { concise: 4, full: 10 } as const;

export type Step = { readonly change: string; readonly effect: string };

type About = {
  readonly first: Candidate;
  readonly formats: readonly Format[];
  readonly workloadIn: (format: Format, kv?: '16-bit' | 'fp8') => Workload;
  readonly question: Asked;
  readonly rows: readonly Accelerator[];
  /** Those that the answer chose among: one where the caller named it. */
  readonly searched: readonly Accelerator[];
  readonly catalog: Catalog;
  readonly maximumContext: number;
  readonly kvCacheFormat: '16-bit' | 'fp8';
  readonly full: boolean;
};

/**
 * What would change an answer: where it does not fit, what to try first and what each buys for this model and load; where it
 * does, the next faster configuration, smaller formats that save cards, and the longest request.
 */
export function llmChanges(about: About): { steps: Step[]; cites: string[] } {
  const { first } = about;
  const most = SHOWN[about.full ? 'full' : 'concise'];
  const { plan } = first;
  const missing = !plan.carries && plan.missed === undefined;
  const tried = missing ? memorySteps(about, most) : { steps: savingSteps(about), cites: [] };
  return { steps: [...tried.steps.slice(0, most), lengthStep(about)], cites: tried.cites };
}

/** What to try first, by bytes: the engine's arithmetic for this card, sequences for this load. */
function memorySteps(about: About, most: number): { steps: Step[]; cites: string[] } {
  const { first, workloadIn, kvCacheFormat, catalog } = about;
  const { tag, plan } = first;
  const wanted =
    'concurrency' in tag.request.demand
      ? Math.ceil(tag.request.demand.concurrency / plan.copies)
      : Math.max(1, plan.operation.running);
  const fitOf = (candidate: ServicePlan): Fit => ({
    roomBytes: candidate.memory.freeBytes + candidate.memory.weightBytes,
    weightBytes: candidate.memory.weightBytes,
    cacheBytesPerSequence: candidate.bytesPerSequence,
    attentionRanks: attentionRanks(candidate.layout),
  });
  const planned = (format: Format, kv: '16-bit' | 'fp8', count = about.question.count): ServicePlan =>
    planService({
      ...serviceOn(tag.row, format, workloadIn(format, kv), { ...about.question, count }).request,
      layout: count === about.question.count ? plan.layout : undefined,
    });
  const width = plan.layout.tensorParallel * plan.layout.pipelineStages;
  const changes: Change[] = [
    ...(kvCacheFormat === 'fp8'
      ? []
      : [
          {
            kind: 'cache-format' as const,
            change: 'cache in fp8',
            technique: 'fp8-kv',
            fit: fitOf(planned(tag.format, 'fp8')),
          },
        ]),
    ...smallerFormats(about).map((format) => ({
      kind: 'weight-format' as const,
      change: `weights in ${format.id}`,
      technique: techniqueOfFormat(format.id, tag.row.class === 'datacenter-gpu'),
      fit: fitOf(planned(format, kvCacheFormat)),
    })),
    ...(isLocal(tag.request.device)
      ? []
      : [
          {
            kind: 'more-cards' as const,
            change: `${2 * width} cards a copy instead of ${width}`,
            fit: fitOf(planned(tag.format, kvCacheFormat, 2 * width)),
          },
        ]),
  ];
  const advice = whatToTryFirst(fitOf(plan), wanted, changes, catalog.rows(memoryTechniques));
  const steps = advice.steps.slice(0, most);
  const helps = steps.map((step) => ({
    change: step.change,
    effect: `${step.enough ? 'enough' : 'not enough alone'}: ${formatNumber(step.savesGb)} GB a card, ${formatNumber(step.sequences)} at once instead of ${formatNumber(advice.sequencesNow)}${step.technique === undefined ? '' : `; ${step.speed}; quality: ${step.quality}`}`,
  }));
  const smallest = changes.findLast(({ kind }) => kind === 'weight-format');
  const none =
    smallest === undefined || smallest.fit.weightBytes < smallest.fit.roomBytes
      ? []
      : [
          {
            change: smallest.change,
            effect: `no help: ${gb(smallest.fit.weightBytes)} GB of weights a card, ${gb(smallest.fit.roomBytes)} GB of room`,
          },
        ];
  return {
    steps: [...helps, ...none, ...fittingStep(about)],
    cites: [...new Set(steps.flatMap(({ sources }) => sources))].slice(0, about.full ? 12 : 3),
  };
}

/** The cheapest other accelerator that carries the load in the same format. */
function fittingStep(about: About): Step[] {
  const { first, rows, question, workloadIn } = about;
  const open = { ...question, count: undefined, layout: undefined };
  const workload = workloadIn(first.tag.format);
  const [cheapest] = candidatesOf(
    rows
      .filter((row) => row.class.endsWith('gpu'))
      .map((row) => serviceOn(row, first.tag.format, workload, open)),
    open,
  ).filter((one) => one.plan.carries && isUsual(one));
  return cheapest === undefined ? [] : [{ change: 'other cards', effect: configurationName(cheapest) }];
}

function smallerFormats({ first, formats, full }: About): Format[] {
  const { format, row, request } = first.tag;
  const kinds = formats
    .filter(({ bitsPerWeight }) => bitsPerWeight < format.bitsPerWeight * 0.9 && bitsPerWeight >= 4)
    .filter(({ id }) => (isLocal(request.device) || row.class === 'consumer-gpu') === id.startsWith('gguf-'))
    .filter(({ id }) => id !== 'nf4')
    .filter(
      ({ arithmetic, covers }) =>
        covers !== 'experts' &&
        (arithmetic === 'any' || arithmeticPath(arithmetic, request.device).path === 'native'),
    )
    .toSorted(
      (a, b) =>
        Math.round(b.bitsPerWeight) - Math.round(a.bitsPerWeight) || a.bitsPerWeight - b.bitsPerWeight,
    );
  const widths = new Set<number>();
  const distinct = kinds.filter(({ bitsPerWeight }) => {
    const width = Math.round(bitsPerWeight);
    if (widths.has(width)) return false;
    widths.add(width);
    return true;
  });
  return full ? kinds : distinct;
}

/** A smaller format is worth naming where it saves at least so much of the price. */
const WORTH_SAVING = 0.05;

/** What saves cards or money, and what the next faster configuration costs. */
function savingSteps(about: About): Step[] {
  const { first, searched, workloadIn, question, kvCacheFormat } = about;
  const { tag, plan } = first;
  const open = { ...question, count: undefined, layout: undefined };
  const smaller = smallerFormats(about).flatMap((format) => {
    const workload = workloadIn(format);
    const carrying = candidatesOf(
      searched.map((row) => serviceOn(row, format, workload, open)),
      open,
    ).filter((one) => one.plan.carries && (searched.length === 1 || isUsual(one)));
    const change = `weights in ${format.id}`;
    const [cheapest] = carrying;
    const saved = (first.usdPerHour ?? 0) - (cheapest?.usdPerHour ?? Number.POSITIVE_INFINITY);
    if (cheapest !== undefined && saved > WORTH_SAVING * (first.usdPerHour ?? 0))
      return [
        {
          change,
          effect: `${configurationName(cheapest)}, ${ms(cheapest.plan.operation.timePerOutputToken)} ms a token; test the quality`,
        },
      ];
    const fewer = carrying.find(
      (one) => one.tag.row.id === tag.row.id && one.plan.accelerators < plan.accelerators,
    );
    return fewer === undefined
      ? []
      : [
          {
            change,
            effect: `${fewer.plan.accelerators} instead of ${plan.accelerators} cards; test the quality`,
          },
        ];
  });
  const cache = planService({
    ...serviceOn(tag.row, tag.format, workloadIn(tag.format, 'fp8'), question).request,
    layout: plan.layout,
    count: plan.accelerators,
  });
  const held = (one: ServicePlan): number => one.copies * one.largestConcurrency;
  const [faster] = candidatesOf(
    [serviceOn(tag.row, tag.format, workloadIn(tag.format, kvCacheFormat), open)],
    open,
  ).filter(
    (one) =>
      one.plan.carries &&
      one.plan.operation.timePerOutputToken < 0.8 * plan.operation.timePerOutputToken &&
      (one.usdPerHour ?? 0) > (first.usdPerHour ?? Number.POSITIVE_INFINITY),
  );
  return [
    ...(faster === undefined
      ? []
      : [
          {
            change: 'next faster',
            effect: `${configurationName(faster)}: ${ms(faster.plan.operation.timePerOutputToken)} ms a token instead of ${ms(plan.operation.timePerOutputToken)}, ${formatUsd((faster.usdPerHour ?? 0) - (first.usdPerHour ?? 0))} an hour more`,
          },
        ]),
    ...smaller.slice(0, 2),
    ...(kvCacheFormat === '16-bit' && held(cache) > held(plan)
      ? [
          {
            change: 'cache in fp8',
            effect: `holds ${formatNumber(held(cache))} at once instead of ${formatNumber(held(plan))}`,
          },
        ]
      : []),
  ];
}

function lengthStep({ first, maximumContext, workloadIn }: About): Step {
  const { plan, tag } = first;
  const { layout, memory, operation } = plan;
  const workload = workloadIn(tag.format);
  const longest = longestContext(
    memory.freeBytes / Math.max(1, operation.running / attentionRanks(layout)),
    maximumContext,
    (length) => cacheBytesPerAccelerator(workload, layout, length),
  );
  return longest > 0
    ? {
        change: 'request length',
        effect: `up to ${formatNumber(longest)} tokens with ${operation.running} at once a copy`,
      }
    : {
        change: 'shorter requests',
        effect: `no help: the weights alone take ${gb(memory.weightBytes)} GB a card`,
      };
}
