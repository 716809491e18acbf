import { describe, expect, it } from 'vitest';
import {
  type Limits,
  type ModelFacts,
  openConstraints,
  ruleOut,
  weightsGb,
} from '../../../src/engines/selection/rule-out.ts';

const anything: Limits = {
  use: 'closed-source',
  offline: false,
  languages: [],
  minLanguages: 1,
  needs: [],
  place: undefined,
  withoutGpu: false,
  hostedOnly: false,
  maxSizeMb: Number.POSITIVE_INFINITY,
  maxMemoryGb: Number.POSITIVE_INFINITY,
  placeMemoryGb: Number.POSITIVE_INFINITY,
  maxLatencyMs: Number.POSITIVE_INFINITY,
  mostBits: Number.POSITIVE_INFINITY,
};
const model: ModelFacts = {
  access: 'weights',
  parametersM: 70_000,
  status: 'active',
  languages: 'en',
  abilities: new Set(['streaming']),
};
const hosted: ModelFacts = { ...model, access: 'api', parametersM: undefined };
const apache = { name: 'Apache License 2.0', commercial: 'yes' } as const;
const agpl = {
  name: 'AGPL',
  commercial: 'conditional',
  conditions: ['network-copyleft'],
  trap: 'pay',
} as const;
const unstated = { name: 'No licence found', commercial: 'unclear' } as const;
const slow = { latencyMs: 61.3, hardware: 'galaxy-s24-npu', runtime: 'TFLite', precision: 'fp32' };

describe('ruleOut', () => {
  it.each<[string, ModelFacts, Partial<Limits>, { by: string; reason: string } | undefined]>([
    ['what passes', model, {}, undefined],
    [
      'what is shut down',
      { ...model, status: 'shut-down', since: '2026-10-23', successor: 'next' },
      {},
      { by: 'status', reason: 'shut-down since 2026-10-23, succeeded by next' },
    ],
    ['a hosted API offline', hosted, { offline: true }, { by: 'offline', reason: 'a hosted API' }],
    [
      'a hosted API on a Jetson',
      hosted,
      { place: 'jetson' },
      { by: 'hardware', reason: 'a hosted API, not on jetson' },
    ],
    [
      'what needs a GPU where there is none',
      { ...model, abilities: new Set(['needs-gpu']) },
      { place: 'cpu', withoutGpu: true },
      { by: 'hardware', reason: 'needs a GPU' },
    ],
    [
      'weights where only hosted models count',
      model,
      { hostedOnly: true },
      { by: 'hardware', reason: 'not a hosted API' },
    ],
    [
      'an ability that nobody states',
      model,
      { needs: [{ id: 'metric-depth', meaning: 'give metres' }] },
      { by: 'purpose', reason: 'not stated to give metres' },
    ],
    ['an ability that is stated', model, { needs: [{ id: 'streaming', meaning: 'stream' }] }, undefined],
    [
      'a published size above the limit',
      { ...model, sizeMb: 436 },
      { maxSizeMb: 100 },
      { by: 'maxSizeMb', reason: '436 MB of weights against 100 MB' },
    ],
    [
      '70B at 16 bits on 80 GB',
      model,
      { maxMemoryGb: 80 },
      { by: 'maxMemoryGb', reason: '140 GB of weights at 16 bits against 80 GB' },
    ],
    [
      '70B at 16 bits on a device of 64 GB',
      model,
      { placeMemoryGb: 64, place: 'jetson' },
      { by: 'hardware', reason: '140 GB of weights at 16 bits against 64 GB on jetson' },
    ],
    ['70B at 4 bits on 80 GB', model, { maxMemoryGb: 80, mostBits: 4.5 }, undefined],
    [
      'a hosted model where a size was stated',
      hosted,
      { maxMemoryGb: 1 },
      { by: 'maxMemoryGb', reason: 'a hosted API: a limit of size means that it runs with you' },
    ],
    ['a missing language', model, { languages: ['de'] }, { by: 'languages', reason: 'covers en' }],
    ['too few languages', model, { minLanguages: 40 }, { by: 'minLanguages', reason: 'covers en' }],
    [
      'what is too slow where it was measured',
      model,
      { maxLatencyMs: 10 },
      { by: 'maxLatencyMs', reason: '61.3 ms on galaxy-s24-npu, TFLite fp32' },
    ],
  ])('%s', (_, facts, limits, expected) => {
    expect(ruleOut(facts, [apache], { ...anything, ...limits }, slow)).toEqual(expected);
  });

  it('names the licence and its trap', () => {
    expect(ruleOut(model, [apache, agpl], anything, undefined)).toEqual({ by: 'use', reason: 'AGPL: pay' });
  });

  it('does not fail what was not measured or is not known', () => {
    const unknown: ModelFacts = { access: 'weights', status: 'active', abilities: new Set() };
    const limits = { ...anything, maxLatencyMs: 1, maxMemoryGb: 1, languages: ['de'] };
    expect(ruleOut(unknown, [apache], limits, undefined)).toBeUndefined();
  });
});

describe('openConstraints', () => {
  it('names what a model is not known to meet', () => {
    const unknown: ModelFacts = { access: 'weights', status: 'active', abilities: new Set() };
    const limits = { ...anything, maxLatencyMs: 1, maxSizeMb: 100, languages: ['de'] };
    expect(openConstraints(unknown, [unstated], limits, undefined, true)).toEqual([
      'licence',
      'size',
      'languages',
      'latency',
    ]);
    expect(openConstraints(model, [apache], anything, undefined, false)).toEqual([]);
    const onPhone = { ...anything, place: 'phone-npu' };
    expect(openConstraints(model, [apache], onPhone, undefined, false)).toEqual(['hardware']);
    expect(openConstraints(model, [apache], onPhone, undefined, true)).toEqual([]);
  });
});

describe('weightsGb', () => {
  it('takes the published size, else the parameters, and at fewer bits never the published size', () => {
    expect(weightsGb({ ...model, sizeMb: 500 })).toBe(0.5);
    expect(weightsGb({ ...model, parametersM: 7_000 })).toBe(14);
    expect(weightsGb({ ...model, parametersM: 7_000, bitsPerWeight: 8 })).toBe(7);
    expect(weightsGb({ ...model, parametersM: 7_000, sizeMb: 14_000 }, 4)).toBe(3.5);
  });
});
