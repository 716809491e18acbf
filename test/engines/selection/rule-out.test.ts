import { describe, expect, it } from 'vitest';
import { type Limits, type ModelFacts, ruleOut } from '../../../src/engines/selection/rule-out.ts';

const none: Limits = {
  use: 'closed-source',
  offline: false,
  languages: [],
  minLanguages: 1,
  maxParametersM: Number.POSITIVE_INFINITY,
  maxMemoryGb: Number.POSITIVE_INFINITY,
  maxLatencyMs: Number.POSITIVE_INFINITY,
};
const model: ModelFacts = { access: 'weights', parametersM: 70_000, status: 'active', languages: 'en' };
const apache = { name: 'Apache License 2.0', commercial: 'yes' } as const;
const agpl = {
  name: 'AGPL',
  commercial: 'conditional',
  conditions: ['network-copyleft'],
  trap: 'pay',
} as const;
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
    [
      'a hosted API offline',
      { ...model, access: 'api' },
      { offline: true },
      { by: 'offline', reason: 'a hosted API' },
    ],
    [
      'what exceeds the parameters',
      model,
      { maxParametersM: 8_000 },
      { by: 'maxParametersM', reason: '70000M parameters' },
    ],
    [
      '70B at 16 bits on 80 GB',
      model,
      { maxMemoryGb: 80 },
      { by: 'memory', reason: '140 GB of weights at 16 bits against 80 GB' },
    ],
    ['a hosted model by no size', { ...model, access: 'api' }, { maxMemoryGb: 1 }, undefined],
    ['a missing language', model, { languages: ['de'] }, { by: 'languages', reason: 'covers en' }],
    [
      'what is too slow where it was measured',
      model,
      { maxLatencyMs: 10 },
      { by: 'maxLatencyMs', reason: '61.3 ms on galaxy-s24-npu, TFLite fp32' },
    ],
  ])('%s', (_, facts, limits, expected) => {
    expect(ruleOut(facts, [apache], { ...none, ...limits }, slow)).toEqual(expected);
  });

  it('names the licence and its trap', () => {
    expect(ruleOut(model, [apache, agpl], none, undefined)).toEqual({ by: 'licence', reason: 'AGPL: pay' });
  });

  it('does not fail what was not measured or is not known', () => {
    expect(
      ruleOut(
        { access: 'weights', status: 'active' },
        [apache],
        { ...none, maxLatencyMs: 1, maxMemoryGb: 1, languages: ['de'] },
        undefined,
      ),
    ).toBeUndefined();
  });
});
