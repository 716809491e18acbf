import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Candidate,
  type Fit,
  techniqueOfFormat,
  whatToTryFirst,
} from '../../src/answers/what-to-try-first.ts';
import { memoryTechniques } from '../../src/catalog/tables/memory-techniques.ts';
import { sources } from '../../src/catalog/tables/sources.ts';
import { weightFormats } from '../../src/catalog/tables/weight-formats.ts';
import { realContext } from '../support/read-catalog.ts';

const { catalog } = realContext();
const techniques = catalog.rows(memoryTechniques);
const GB = 1e9;

// Llama-3.1-70B in FP8 on one H100 80 GB: 70.6 GB of weights, 0.9 of 80 GB less 7.7 GB of reserves; 2,000 tokens of
// 16-bit cache are 655 MB. TensorRT-LLM 0.17 measured 840 tokens/s on this card and 4,391 on two.
const now: Fit = { roomBytes: 64.3 * GB, weightBytes: 70.6 * GB, cacheBytesPerSequence: 0.655 * GB };
const candidates: Candidate[] = [
  {
    kind: 'smaller-model',
    change: 'Llama-3.1-8B',
    fit: { ...now, weightBytes: 9.1 * GB, cacheBytesPerSequence: 0.262 * GB },
  },
  {
    kind: 'larger-card',
    change: 'H200-SXM instead of H100-SXM',
    fit: { ...now, roomBytes: 119.2 * GB },
  },
  {
    kind: 'more-cards',
    change: '2 cards instead of 1',
    technique: 'tensor-parallel',
    fit: { ...now, weightBytes: 35.3 * GB, cacheBytesPerSequence: 0.328 * GB },
  },
  {
    kind: 'weight-format',
    change: 'weights in awq-int4-g128',
    technique: 'int4-fast-kernel',
    fit: { ...now, weightBytes: 39.8 * GB },
  },
  {
    kind: 'cache-format',
    change: 'cache in fp8',
    technique: 'fp8-cache',
    fit: { ...now, cacheBytesPerSequence: 0.328 * GB },
  },
];

describe('whatToTryFirst', () => {
  it('says of a 70B on one H100 that its weights bind, and puts what is enough first', () => {
    const answer = whatToTryFirst(now, 40, candidates, techniques);
    expect(answer).toMatchObject({ sequencesNow: 0, binds: 'weights' });
    expect(answer.lackingGb).toBeCloseTo(70.6 + 40 * 0.655 - 64.3, 6);
    expect(answer.steps.map(({ change, sequences, enough }) => [change, sequences, enough])).toEqual([
      ['2 cards instead of 1', 88, true],
      ['H200-SXM instead of H100-SXM', 74, true],
      ['Llama-3.1-8B', 210, true],
      ['weights in awq-int4-g128', 37, false],
    ]);
    expect(answer.noHelp).toEqual(['cache in fp8: the weights alone still do not fit']);
  });

  it('tries the cache format first where the cache binds', () => {
    const roomy = { ...now, roomBytes: 84 * GB };
    const answer = whatToTryFirst(
      roomy,
      36,
      candidates.map((candidate) => ({ ...candidate, fit: { ...candidate.fit, roomBytes: 84 * GB } })),
      techniques,
    );
    expect(answer.binds).toBe('cache');
    expect(answer.steps[0]).toMatchObject({ change: 'cache in fp8', enough: true, sequences: 40 });
    expect(answer.steps[0]?.savesGb).toBeCloseTo(36 * (0.655 - 0.328), 6);
  });

  it('is honest about speed: slower where the kernel is slow, and says so by load', () => {
    const plain = candidates.map((candidate) =>
      candidate.kind === 'weight-format'
        ? { ...candidate, technique: techniqueOfFormat('awq-int4-g128', false) }
        : candidate,
    );
    const stepAt = (wanted: number) =>
      whatToTryFirst(now, wanted, plain, techniques).steps.find(({ change }) => change.startsWith('weights'));
    expect(stepAt(4)?.speed).toBe('decoding 0.7x with few at once');
    expect(stepAt(4)?.measuredOn).toMatch(/^few: transformers on T4/);
    expect(stepAt(100)?.speed).toMatch(/^decoding 0\.15x with many/);
    expect(stepAt(20)?.speed).toMatch(/^decoding 0\.7x with few at once, decoding 0\.15x with many/);
  });

  it('has no step when all fits, and cites only sources that exist', () => {
    const fits = { ...now, weightBytes: 10 * GB };
    expect(whatToTryFirst(fits, 4, [], techniques)).toEqual({
      sequencesNow: 82,
      lackingGb: 0,
      binds: 'nothing',
      steps: [],
      noHelp: [],
    });
    const known = new Set(catalog.rows(sources).map(({ id }) => id));
    for (const step of whatToTryFirst(now, 40, candidates, techniques).steps)
      for (const source of step.sources) expect(known.has(source)).toBe(true);
  });

  it('never puts a change that is not enough before one that is, and never keeps one that buys nothing', () => {
    const bytes = fc.double({ min: 1e8, max: 2e11, noNaN: true });
    const fit = fc.record({ roomBytes: bytes, weightBytes: bytes, cacheBytesPerSequence: bytes });
    const kind = fc.constantFrom(...candidates.map((candidate) => candidate.kind));
    fc.assert(
      fc.property(
        fit,
        fc.integer({ min: 1, max: 500 }),
        fc.array(fc.record({ kind, change: fc.string(), fit }), { maxLength: 8 }),
        (start, wanted, tries) => {
          const { steps, sequencesNow, noHelp } = whatToTryFirst(start, wanted, tries, techniques);
          expect(steps.length + noHelp.length).toBe(tries.length);
          for (const [index, step] of steps.entries()) {
            expect(step.sequences).toBeGreaterThan(sequencesNow);
            expect(step.enough).toBe(step.sequences >= wanted);
            if (step.enough && index > 0) expect(steps[index - 1]?.enough).toBe(true);
          }
        },
      ),
    );
  });
});

describe('techniqueOfFormat', () => {
  it('names a row of the table for every format that has one, by the kernel of the card', () => {
    const rows = new Set(techniques.map(({ id }) => id));
    for (const { id } of catalog.rows(weightFormats)) {
      const technique = techniqueOfFormat(id, true);
      if (technique !== undefined) expect(rows.has(technique)).toBe(true);
    }
    expect(techniqueOfFormat('gptq-int4-g128', true)).toBe('int4-fast-kernel');
    expect(techniqueOfFormat('gptq-int4-g128', false)).toBe('int4-plain-kernel');
    expect(techniqueOfFormat('gguf-q5_k_m', true)).toBeUndefined();
  });
});
