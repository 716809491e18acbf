import type { memoryTechniques } from '../catalog/tables/memory-techniques.ts';
import type { RowOf } from '../contract/catalog.ts';
import { formatNumber } from '../contract/markdown.ts';
import { largestConcurrency } from '../engines/memory/largest-concurrency.ts';
import { BYTES_PER_GB } from '../units/bytes.ts';

type Technique = RowOf<typeof memoryTechniques>;

/** Up to here a batch counts as few, from there as many: as the columns of the techniques table do. */
const FEW = 8;
const MANY = 64;

/** One copy of a model on its cards, in bytes. */
export type Fit = {
  /** What one card has for weights and cache: what the engine may take, less activations and runtime. */
  readonly roomBytes: number;
  /** Weights on one card. */
  readonly weightBytes: number;
  /** Cache of one sequence of the asked length on one card. */
  readonly cacheBytesPerSequence: number;
  /** Cards that each hold the cache of sequences of their own (data-parallel attention); 1 by default: all hold it of all. */
  readonly attentionRanks?: number | undefined;
};

/** A change and what the copy would look like after it. */
export type Candidate = {
  readonly kind:
    | 'cache-format'
    | 'weight-format'
    | 'prefix-cache'
    | 'shorter'
    | 'more-cards'
    | 'larger-card'
    | 'smaller-model';
  /** As the answer names it: `cache in fp8`, `weights in awq-int4-g128`, `8 cards instead of 4`. */
  readonly change: string;
  /** Row of the techniques table that says what it does to speed and quality; none for a change that has none. */
  readonly technique?: string | undefined;
  readonly fit: Fit;
};

export type FirstThing = {
  readonly change: string;
  readonly technique?: string | undefined;
  /** Freed on one card, or gained by a larger one. */
  readonly savesGb: number;
  /** Sequences of the asked length that fit after this change alone. */
  readonly sequences: number;
  /** This change alone is enough for the load. */
  readonly enough: boolean;
  /** In multiples of the baseline, at this load; "not measured" where it is not. */
  readonly speed: string;
  /** Kernel, hardware, model and lengths that the speeds were measured on: another model's, as a rule. */
  readonly measuredOn?: string | undefined;
  readonly quality: string;
  readonly needs?: string | undefined;
  readonly sources: readonly string[];
};

export type WhatToTryFirst = {
  readonly sequencesNow: number;
  /** Lacking on one card for the load; 0 when it fits. */
  readonly lackingGb: number;
  /** What binds: the weights alone, or the cache of the load. */
  readonly binds: 'weights' | 'cache' | 'nothing';
  /** In the order to try them. Those that buy nothing are left out. */
  readonly steps: readonly FirstThing[];
  /** Changes that do not help here, with the reason. */
  readonly noHelp: readonly string[];
};

/** What costs least comes first: quality kept before quality lost, software before hardware, hardware before another model. */
const ORDER: readonly Candidate['kind'][] = [
  'prefix-cache',
  'cache-format',
  'weight-format',
  'shorter',
  'more-cards',
  'larger-card',
  'smaller-model',
];

/**
 * What to try first when a model and its load do not fit, and what each change buys for this model and load: bytes on a card
 * and sequences at once, with what it does to speed and quality as measured elsewhere. Changes that are enough by themselves
 * come before those that only help; within both, what costs least first and, of weight formats, the one that keeps most bits.
 * The caller computes each candidate's bytes (`weightBytes`, `kvBytesPerSequence`); nothing here knows a model or a card.
 */
export function whatToTryFirst(
  now: Fit,
  wantedSequences: number,
  candidates: readonly Candidate[],
  techniques: readonly Technique[],
): WhatToTryFirst {
  const sequencesNow = fitting(now);
  const lacking = now.weightBytes + cacheBytes(now, wantedSequences) - now.roomBytes;
  const tried = candidates.map((candidate) => {
    const technique = techniques.find(({ id }) => id === candidate.technique);
    const sequences = fitting(candidate.fit);
    return { candidate, technique, sequences };
  });
  const steps = tried
    .filter(({ sequences }) => sequences > sequencesNow)
    .map(({ candidate, technique, sequences }) => ({
      kind: candidate.kind,
      step: {
        change: candidate.change,
        technique: candidate.technique,
        savesGb: savedBytes(now, candidate.fit, wantedSequences) / BYTES_PER_GB,
        sequences,
        enough: sequences >= wantedSequences,
        ...speedOf(technique, wantedSequences),
        quality:
          technique?.quality ??
          (candidate.kind === 'smaller-model' ? 'that of the other model' : 'unchanged'),
        needs: technique?.hardware,
        sources: [...new Set([technique?.speedSource, technique?.qualitySource, technique?.source])].filter(
          (source) => source !== undefined,
        ),
      },
    }))
    .sort(
      (a, b) =>
        Number(b.step.enough) - Number(a.step.enough) ||
        ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) ||
        a.step.savesGb - b.step.savesGb,
    )
    .map(({ step }) => step);
  return {
    sequencesNow,
    lackingGb: Math.max(0, lacking) / BYTES_PER_GB,
    binds: lacking <= 0 ? 'nothing' : now.weightBytes >= now.roomBytes ? 'weights' : 'cache',
    steps,
    noHelp: tried
      .filter(({ sequences }) => sequences <= sequencesNow)
      .map(({ candidate }) =>
        candidate.fit.weightBytes >= candidate.fit.roomBytes
          ? `${candidate.change}: the weights alone still do not fit`
          : `${candidate.change}: no more sequences than now`,
      ),
  };
}

/** The technique that a weight format is, by the kernel that the card has for 4-bit integers. */
export function techniqueOfFormat(format: string, fastIntegerKernel: boolean): string | undefined {
  if (format === 'fp8-block') return 'fp8';
  if (format === 'int8-weight-only') return 'llm-int8';
  if (/^(awq|gptq)-int4/.test(format)) return fastIntegerKernel ? 'int4-fast-kernel' : 'int4-plain-kernel';
  if (format === 'mxfp4-fp8') return 'mxfp4';
  return ['bf16', 'fp8', 'int8-w8a8', 'nvfp4', 'mxfp4', 'gguf-q8_0', 'gguf-q4_k_m'].find(
    (id) => id === format,
  );
}

function fitting(fit: Fit): number {
  const { roomBytes, weightBytes, cacheBytesPerSequence, attentionRanks = 1 } = fit;
  return attentionRanks * largestConcurrency(roomBytes - weightBytes, cacheBytesPerSequence);
}

/** Cache of so many sequences of the copy on one card. */
function cacheBytes({ cacheBytesPerSequence, attentionRanks = 1 }: Fit, sequences: number): number {
  return (sequences / attentionRanks) * cacheBytesPerSequence;
}

/** Room gained on one card at the load: weights and cache that are no longer there, and memory that is new. */
function savedBytes(now: Fit, then: Fit, sequences: number): number {
  return (
    now.weightBytes -
    then.weightBytes +
    (cacheBytes(now, sequences) - cacheBytes(then, sequences)) +
    (then.roomBytes - now.roomBytes)
  );
}

function speedOf(
  technique: Technique | undefined,
  sequences: number,
): Pick<FirstThing, 'speed' | 'measuredOn'> {
  if (technique === undefined) return { speed: 'not measured' };
  const { decodeFewSpeed, decodeManySpeed, promptSpeed, speedMeasured } = technique;
  const parts = [
    ...(decodeFewSpeed === undefined || sequences >= MANY
      ? []
      : [`decoding ${times(decodeFewSpeed)} with few at once`]),
    ...(decodeManySpeed === undefined || sequences <= FEW
      ? []
      : [`decoding ${times(decodeManySpeed)} with many`]),
    ...(promptSpeed === undefined ? [] : [`prompts ${times(promptSpeed)}`]),
  ];
  if (parts.length === 0) return { speed: 'not measured at this load' };
  return { speed: parts.join(', '), measuredOn: speedMeasured };
}

function times(speed: number): string {
  return `${formatNumber(speed)}x`;
}
