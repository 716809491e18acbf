import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/contract/input-error.ts';
import { planTraining } from '../../src/tools/plan-training.ts';
import { realContext } from '../support/read-catalog.ts';

type Answer = {
  verdict: string;
  binding: string;
  plan?: {
    accelerator: string;
    count: number;
    hours: { value: number; low?: number; high?: number };
    usd?: { value: number };
    peakGib?: { value: number };
    limitGib?: number;
  };
  memory?: { part: string; gib: number }[];
  alternatives: { hours: number; usd?: number; meetsLimits: boolean }[];
  wouldChange: string[];
  diagram: string;
};
type Input = Readonly<Record<string, unknown>>;

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 40);
const context = realContext();
const answerOf = async (input: Input): Promise<Answer | undefined> => {
  try {
    const { complete } = await planTraining.execute({ ...input, detail: 'full' }, context);
    return complete as Answer;
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
};

const power = (least: number, most: number) =>
  fc
    .double({ min: least, max: most, noNaN: true })
    .map((exponent) => Number((10 ** exponent).toPrecision(3)));
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const limits = { deadlineDays: maybe(power(-3, 3)), budgetUsd: maybe(power(-1, 6)) };
const cards = maybe(
  fc.constantFrom(
    '1x RTX-4090',
    '8x L40S',
    'H100',
    '3x H100-SXM',
    '64x A100-80GB-SXM',
    'H100-PCIe',
    'T4',
    'GB200',
  ),
);
const language = fc.record({
  method: fc.constantFrom('scratch', 'continued', 'full', 'lora', 'qlora'),
  model: fc.constantFrom('Llama-3.2-1B', 'Llama-3.1-8B', 'Llama-3.1-70B', 'Qwen3-30B-A3B', 'Mixtral-8x7B'),
  items: power(0, 13),
  epochs: fc.constantFrom(1, 0.5, 10),
  sequence: maybe(fc.constantFrom(16, 2048, 32_768)),
  batch: maybe(fc.constantFrom(1, 8, 64)),
  checkpointing: maybe(fc.constantFrom('none', 'selective', 'full')),
  precision: fc.constantFrom('bf16', 'bf16', 'fp8'),
  accelerator: cards,
  ...limits,
});
const images = fc.record({
  method: fc.constant('vision'),
  model: fc.constantFrom('ResNet-50', 'ViT-B/16', 'EfficientNet-B0'),
  items: power(0, 9),
  epochs: fc.constantFrom(1, 90),
  accelerator: cards,
  ...limits,
});
const tables = fc.record({
  method: fc.constant('tabular'),
  model: maybe(fc.constantFrom('XGBoost', 'LightGBM', 'CatBoost')),
  items: power(0, 10),
  epochs: fc.integer({ min: 1, max: 500 }),
  deadlineDays: limits.deadlineDays,
  freshHours: maybe(power(-2, 2)),
});
const defined = (input: Input): Input =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
const anything = fc.oneof(language, language, images, tables).map(defined);

/** `batch 8`, `accelerator left out`, `deadlineDays 3 and budgetUsd 9` as a change of the question; undefined for other lines. */
function changeIn(line: string): { change: Input; finds: string } | undefined {
  const [, words, finds] = /^(.*?)(?: \(measured[^)]*\))?: (\d+ x [\w.-]+|the plan named)/.exec(line) ?? [];
  if (words === undefined || finds === undefined) return undefined;
  const parts = words.split(' and ').map((part) => /^(\w+) (.+)$/.exec(part));
  const change: Record<string, unknown> = {};
  for (const part of parts) {
    const [, field, value] = part ?? [];
    if (
      field === undefined ||
      !/^(batch|sequence|method|precision|checkpointing|accelerator|deadlineDays|budgetUsd)$/.test(field)
    )
      return undefined;
    change[field] =
      value === 'left out' ? undefined : /^[\d.e+-]+$/.test(value ?? '') ? Number(value) : value;
  }
  if ('method' in change) change['optimizer'] = undefined;
  return { change, finds };
}

describe('planTraining on any question', () => {
  it('answers in finite figures above 0 that agree with one another and keep the limits unless it says that nothing does', async () => {
    await fc.assert(
      fc.asyncProperty(anything, async (input) => {
        const answer = await answerOf(input);
        if (answer === undefined) return;
        const { verdict, plan, diagram, binding } = answer;
        expect(JSON.stringify(answer)).not.toMatch(/NaN|Infinity|null|undefined/);
        if (plan === undefined) {
          expect(verdict).toContain('no plan');
          expect(answer.wouldChange.length).toBeGreaterThan(0);
          return;
        }
        const { hours, usd, peakGib, limitGib = 0 } = plan;
        expect(hours.value).toBeGreaterThan(0);
        if (peakGib !== undefined) expect(peakGib.value).toBeLessThanOrEqual(limitGib);
        if (input['method'] !== 'tabular') expect(diagram).toContain(`${plan.count} x ${plan.accelerator}`);
        for (const { gib } of answer.memory ?? []) expect(gib).toBeGreaterThan(0);
        if (answer.memory !== undefined && peakGib !== undefined) {
          const of = (name: string): number => answer.memory?.find(({ part }) => part === name)?.gib ?? 0;
          const sum = answer.memory.reduce((total, { gib }) => total + gib, 0);
          const notAtOnce = of('activations') + of('logits') + of('workingLayer') + of('gathered');
          expect(peakGib.value).toBeLessThanOrEqual(sum * 1.001);
          expect(peakGib.value).toBeGreaterThanOrEqual(sum - 1.05 * notAtOnce - 0.001 * sum);
          if (of('gathered') === 0)
            expect(peakGib.value).toBeCloseTo(sum - Math.min(of('logits'), of('workingLayer')), 0);
        }
        const missed = /nothing meets|Nothing meets|Not within/.test(verdict);
        const late = hours.value > 24.01 * Number(input['deadlineDays'] ?? 1e9);
        const dear = (usd?.value ?? 0) > 1.001 * Number(input['budgetUsd'] ?? 1e12);
        if (late) expect(binding).toContain('deadline');
        if (dear) expect(binding).toContain('budget');
        if (late || dear) expect(missed).toBe(true);
        if (missed) return;
        for (const other of answer.alternatives)
          if (other.meetsLimits && other.usd !== undefined && input['method'] !== 'tabular')
            expect(other.usd).toBeGreaterThanOrEqual((usd?.value ?? 0) * 0.999);
      }),
      { numRuns: RUNS },
    );
  });

  it('says what would change it, and asked exactly that, finds it', async () => {
    await fc.assert(
      fc.asyncProperty(language.map(defined), async (input) => {
        const answer = await answerOf(input);
        for (const line of answer?.wouldChange ?? []) {
          const found = changeIn(line);
          if (found === undefined) continue;
          const then = await answerOf(defined({ ...input, ...found.change }));
          expect(then?.plan).toBeDefined();
          if (found.finds === 'the plan named') expect(then?.verdict).not.toContain('nothing meets');
          else expect(`${then?.plan?.count} x ${then?.plan?.accelerator}`).toBe(found.finds);
          if (found.finds !== 'the plan named' && !('deadlineDays' in found.change))
            expect(/nothing meets/.test(then?.verdict ?? '')).toBe(line.includes('still beyond the limits'));
        }
      }),
      { numRuns: RUNS },
    );
  });
});
