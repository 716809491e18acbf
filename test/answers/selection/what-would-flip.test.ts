import { describe, expect, it } from 'vitest';
import { announcedEndings } from '../../../src/answers/selection/hosted-terms.ts';
import { rankModels } from '../../../src/answers/selection/rank-models.ts';
import { selectionFacts } from '../../../src/answers/selection/selection-facts.ts';
import type { Wanted } from '../../../src/answers/selection/wanted.ts';
import { bindingConstraint, whatWouldFlip } from '../../../src/answers/selection/what-would-flip.ts';
import { realContext } from '../../support/read-catalog.ts';

const context = realContext();
const facts = selectionFacts(context.catalog);
const endings = announcedEndings(context);
const anything: Wanted = {
  use: 'closed-source',
  languages: [],
  minLanguages: 1,
  offline: false,
  prefer: 'balance',
};
const rank = (task: string, wanted: Partial<Wanted>) =>
  rankModels(task, { ...anything, ...wanted }, facts, endings);
const flips = (task: string, wanted: Partial<Wanted>) =>
  whatWouldFlip(rank(task, wanted), { ...anything, ...wanted }, facts, endings);

describe('whatWouldFlip', () => {
  it('lets in only what the constraint kept out', () => {
    const wanted = { device: 'T4', maxLatencyMs: 5 };
    const base = rank('object-detection', wanted);
    for (const { without, first } of flips('object-detection', wanted).constraints) {
      const by = base.ruledOut.find(({ model }) => model === first.model.id)?.by;
      expect(without, first.model.id).toContain(by === 'hardware' ? 'T4' : by);
    }
  });

  it('names a better score on the benchmark that then decides', () => {
    const base = rank('object-detection', { device: 'T4', maxLatencyMs: 5 });
    const binding = bindingConstraint(flips('object-detection', { device: 'T4', maxLatencyMs: 5 }), base);
    expect(binding?.first.accuracy).toBeGreaterThan(base.ranked[0]?.accuracy ?? Number.NaN);
  });

  it('finds nothing that binds where nothing was ruled out for a stated reason', () => {
    const research = { use: 'research' } as const;
    expect(flips('image-classification', research).constraints).toEqual([]);
  });

  it('changes the first choice by preference and by purpose', () => {
    const base = rank('object-detection', { device: 'T4' }).ranked[0]?.model.id;
    const { preferences, purposes } = flips('object-detection', { device: 'T4' });
    expect(preferences.map(({ without }) => without)).toEqual(['prefer = accuracy', 'prefer = speed']);
    for (const { first } of [...preferences, ...purposes]) expect(first.model.id).not.toBe(base);
  });
});

describe('announced endings', () => {
  it('rule out what has ended by the day asked about, and put last what ends within a year', () => {
    const models = (today: string) =>
      rankModels(
        'speech-to-text',
        { ...anything, hardware: 'api' },
        facts,
        announcedEndings({ ...context, today }),
      );
    const before = models('2026-11-25').ranked.map(({ model }) => model.id);
    expect(before.slice(-3).toSorted()).toEqual(['gpt-4o-mini-transcribe', 'gpt-4o-transcribe', 'whisper-1']);
    const after = models('2027-03-01');
    expect(after.ranked.map(({ model }) => model.id)).not.toContain('whisper-1');
    expect(after.ruledOut.find(({ model }) => model === 'whisper-1')).toMatchObject({
      by: 'status',
      reason: expect.stringContaining('shut down on 2027-02-26'),
    });
  });
});
