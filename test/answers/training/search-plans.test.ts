import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measuredRuns } from '../../../src/answers/training/expected-utilisation.ts';
import {
  type PlanWishes,
  searchPlans,
  triedCards,
  triedCounts,
} from '../../../src/answers/training/search-plans.ts';
import {
  largestBatch,
  type PlanContext,
  planOn,
  type TrainingPlan,
  type TrainingTask,
} from '../../../src/answers/training/training-plan.ts';
import { trainingSubject } from '../../../src/answers/training/training-subject.ts';
import { type LanguageQuestion, taskOf } from '../../../src/answers/training/training-task.ts';

import { realContext } from '../../support/read-catalog.ts';

const { catalog, today } = realContext();
const context: PlanContext = { catalog, runs: measuredRuns(catalog), today };
const byName = (name: string) => triedCards({}, context).find(({ id }) => id === name);

const models = ['Llama-3.2-1B', 'Llama-3.2-3B', 'Llama-3.1-8B', 'Llama-3.1-70B', 'Qwen3-30B-A3B'];
const question = fc.record({
  method: fc.constantFrom<LanguageQuestion['method']>('scratch', 'continued', 'full', 'lora', 'qlora'),
  model: fc.constantFrom(...models),
  items: fc.double({ min: 4, max: 12, noNaN: true }).map((exponent) => Math.round(10 ** exponent)),
  epochs: fc.constantFrom(1, 3),
  sequence: fc.constantFrom(1024, 4096, 16_384),
  batch: fc.constantFrom(1, 1, 4),
  precision: fc.constantFrom<'bf16' | 'fp8'>('bf16', 'bf16', 'bf16', 'fp8'),
});
const limit = (least: number, most: number) =>
  fc.option(
    fc.double({ min: least, max: most, noNaN: true }).map((exponent) => 10 ** exponent),
    { nil: undefined },
  );
const wishes = fc.record({
  deadlineHours: limit(-0.5, 4),
  budgetUsd: limit(-1, 6),
  card: fc.constantFrom(undefined, undefined, 'H100-SXM', 'RTX-4090', 'A100-80GB-SXM', 'L40S'),
});
type Wishes = { deadlineHours: number | undefined; budgetUsd: number | undefined; card: string | undefined };

const taskFor = (asked: LanguageQuestion): TrainingTask =>
  taskOf(asked, trainingSubject({ model: asked.model }, catalog), catalog);
const limits = ({ card, ...rest }: Wishes): PlanWishes => ({
  ...rest,
  card: card === undefined ? undefined : byName(card),
});
const costOf = ({ usd }: TrainingPlan): number => usd?.value ?? Number.MAX_VALUE;

/** Every plan of the searched space by itself, those beyond the largest batch left out. */
function everyPlan(task: TrainingTask, asked: PlanWishes): TrainingPlan[] {
  return triedCards(asked, context).flatMap((card) =>
    triedCounts(card, asked, context).flatMap((count) => {
      const plan = planOn(task, card, count, context);
      return plan === undefined || plan.batchTokens > largestBatch(task, catalog) ? [] : [plan];
    }),
  );
}

describe('searchPlans', () => {
  it('recommends what meets the deadline and the budget, and nothing that fits both is cheaper', () => {
    fc.assert(
      fc.property(question, wishes, (asked, given) => {
        const [task, wish] = [taskFor(asked), limits(given)];
        const { best, byCard } = searchPlans(task, wish, context);
        const hours = wish.deadlineHours ?? Number.POSITIVE_INFINITY;
        const usd = wish.budgetUsd ?? Number.POSITIVE_INFINITY;
        const meeting = everyPlan(task, wish).filter(
          (plan) => plan.hours.value <= hours && costOf(plan) <= usd,
        );
        if (best === undefined) {
          expect(meeting).toEqual([]);
          return;
        }
        expect(best.hours.value).toBeLessThanOrEqual(hours);
        expect(costOf(best)).toBeLessThanOrEqual(usd);
        expect(best.peakGib).toBeLessThanOrEqual(best.limitGib);
        for (const plan of [...meeting, ...byCard.filter((one) => one.hours.value <= hours)])
          expect(costOf(plan)).toBeGreaterThanOrEqual(costOf(best));
      }),
      { numRuns: 60 },
    );
  });

  it('never costs more with a longer deadline or a larger budget', () => {
    fc.assert(
      fc.property(question, wishes, fc.double({ min: 1, max: 100, noNaN: true }), (asked, given, looser) => {
        const [task, wish] = [taskFor(asked), limits(given)];
        const { best } = searchPlans(task, wish, context);
        const wide = {
          ...wish,
          deadlineHours: wish.deadlineHours === undefined ? undefined : looser * wish.deadlineHours,
          budgetUsd: wish.budgetUsd === undefined ? undefined : looser * wish.budgetUsd,
        };
        const then = searchPlans(task, wide, context).best;
        if (best === undefined) return;
        expect(then === undefined ? Number.POSITIVE_INFINITY : costOf(then)).toBeLessThanOrEqual(
          costOf(best),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('names the nearest where nothing meets the limits: none misses its worst limit by less, and that limit found it', () => {
    fc.assert(
      fc.property(question, limit(-4, 0), limit(-4, 0), (asked, deadlineHours = 1e-3, budgetUsd = 1e-3) => {
        const task = taskFor(asked);
        const wish = { deadlineHours, budgetUsd };
        const { best, nearest } = searchPlans(task, wish, context);
        if (nearest === undefined) return;
        expect(best).toBeUndefined();
        const miss = (plan: TrainingPlan): number =>
          Math.max(plan.hours.value / deadlineHours, costOf(plan) / budgetUsd);
        for (const plan of everyPlan(task, wish)) expect(miss(plan)).toBeGreaterThanOrEqual(miss(nearest));
        const found = searchPlans(
          task,
          {
            deadlineHours: Math.max(deadlineHours, nearest.hours.value),
            budgetUsd: Math.max(budgetUsd, costOf(nearest)),
          },
          context,
        ).best;
        expect(found === undefined ? Number.POSITIVE_INFINITY : costOf(found)).toBeLessThanOrEqual(
          costOf(nearest),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('names the cheapest with room in memory where the cheapest of all has none', () => {
    fc.assert(
      fc.property(question, wishes, (asked, given) => {
        const { best, roomy, meeting } = searchPlans(taskFor(asked), limits(given), context);
        const withRoom = meeting.filter(({ hasRoom }) => hasRoom);
        if (best === undefined || best.hasRoom || withRoom.length === 0) expect(roomy).toBeUndefined();
        else {
          expect(roomy?.hasRoom).toBe(true);
          for (const plan of withRoom)
            expect(costOf(plan)).toBeGreaterThanOrEqual(roomy === undefined ? 0 : costOf(roomy));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('splits a quantised base by data alone', () => {
    fc.assert(
      fc.property(question, fc.integer({ min: 1, max: 16 }), (asked, count) => {
        const card = byName('RTX-4090');
        const task = taskFor({ ...asked, method: 'qlora' });
        const plan = card === undefined ? undefined : planOn(task, card, count, context);
        if (plan !== undefined) expect(plan.layout.dataParallel).toBe(count);
      }),
      { numRuns: 60 },
    );
  });

  it('splits exactly the cards it names, pays every hour of them, and takes longer for more tokens on the same cards', () => {
    fc.assert(
      fc.property(
        question,
        fc.integer({ min: 1, max: 64 }),
        fc.integer({ min: 2, max: 50 }),
        (asked, count, times) => {
          const task = taskFor(asked);
          const card = byName('H100-SXM');
          const plan = card === undefined ? undefined : planOn(task, card, count, context);
          if (card === undefined || plan === undefined) return;
          const { dataParallel, tensorParallel, pipelineParallel } = plan.layout;
          expect(dataParallel * tensorParallel * pipelineParallel).toBe(count);
          expect(plan.usd?.value).toBeCloseTo((plan.price?.usdPerHour ?? 0) * plan.hours.value, 9);
          expect(plan.hours.low).toBeLessThanOrEqual(plan.hours.value);
          expect(plan.hours.high).toBeGreaterThanOrEqual(plan.hours.value);
          expect(plan.hours.low).toBeGreaterThan(plan.startHours);
          const longer = planOn({ ...task, tokens: times * task.tokens }, card, count, context);
          expect(longer?.hours.value ?? 0).toBeGreaterThan(plan.hours.value);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('is never faster than in proportion to the cards, for the same checkpointing', () => {
    fc.assert(
      fc.property(
        question,
        fc.integer({ min: 0, max: 9 }),
        fc.constantFrom('H100-SXM', 'A100-80GB-SXM', 'B200'),
        (asked, exponent, name) => {
          const task = { ...taskFor(asked), checkpointing: ['full'] as const };
          const card = byName(name);
          const few = card === undefined ? undefined : planOn(task, card, 2 ** exponent, context);
          const many = card === undefined ? undefined : planOn(task, card, 2 ** (exponent + 1), context);
          if (few === undefined || many === undefined || few.utilisation.basis === 'measured') return;
          expect(many.tokensPerSecond).toBeLessThanOrEqual(2.0001 * few.tokensPerSecond);
        },
      ),
      { numRuns: 100 },
    );
  });
});
