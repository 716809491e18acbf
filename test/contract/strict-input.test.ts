import { describe, expect, it } from 'vitest';
import * as z from 'zod/v4';
import { InputError } from '../../src/contract/input-error.ts';
import { parseStrictly } from '../../src/contract/strict-input.ts';

const schema = z.strictObject({
  task: z.enum(['ocr', 'tabular']),
  maxLatencyMs: z.number().positive().max(1000).optional(),
  bins: z.int().min(2).max(100).optional(),
  languages: z.array(z.string().max(5)).max(3).default([]),
  offline: z.boolean().optional(),
  traffic: z.strictObject({ inputTokens: z.int().min(1).max(9) }).optional(),
});

function errorOf(raw: unknown): string {
  try {
    parseStrictly(schema, raw);
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return 'no error';
}

describe('parseStrictly', () => {
  it('gives back sound input with its defaults', () => {
    expect(parseStrictly(schema, { task: 'ocr' })).toEqual({ task: 'ocr', languages: [] });
  });

  it.each<[string, unknown, string]>([
    [
      'an unknown key near a known one',
      { task: 'ocr', latencyMs: 5 },
      'latencyMs: is not a field of this tool. Did you mean "maxLatencyMs".',
    ],
    [
      'an unknown key near none',
      { task: 'ocr', zzz: 5 },
      'zzz: is not a field of this tool. Allowed: task, maxLatencyMs, bins, languages, offline, traffic.',
    ],
    [
      'an unknown key inside',
      { task: 'ocr', traffic: { inputTokens: 1, inputToken: 1 } },
      'traffic.inputToken: is not a field of this tool. Did you mean "inputTokens".',
    ],
    ['a missing field', {}, 'task: is missing. Allowed: ocr, tabular.'],
    [
      'a missing field inside',
      { task: 'ocr', traffic: {} },
      'traffic.inputTokens: is missing. Send a finite number.',
    ],
    [
      'a value that is not allowed',
      { task: 'orc' },
      'task: "orc" is not one of the allowed values. Allowed: ocr, tabular.',
    ],
    [
      'a number in quotes',
      { task: 'ocr', maxLatencyMs: '10' },
      'maxLatencyMs: "10" is not a finite number. Send the number 10 without quotes.',
    ],
    [
      'NaN as text',
      { task: 'ocr', maxLatencyMs: 'NaN' },
      'maxLatencyMs: "NaN" is not a finite number. Send a finite number, without quotes and without a unit.',
    ],
    [
      'infinity',
      { task: 'ocr', maxLatencyMs: Number.POSITIVE_INFINITY },
      'maxLatencyMs: Infinity is not a finite number. Send a finite number.',
    ],
    ['a negative', { task: 'ocr', maxLatencyMs: -1 }, 'maxLatencyMs: -1 is too small. Allowed: above 0.'],
    [
      'a huge number',
      { task: 'ocr', maxLatencyMs: 1e9 },
      'maxLatencyMs: 1000000000 is too large. Allowed: at most 1000.',
    ],
    [
      'a fraction for a count',
      { task: 'ocr', bins: 2.5 },
      'bins: 2.5 is not a whole number. Send a whole number.',
    ],
    [
      'too many entries',
      { task: 'ocr', languages: ['a', 'b', 'c', 'd'] },
      'languages: a list of 4 is too long. Allowed: at most 3 entries.',
    ],
    [
      'text that is too long',
      { task: 'ocr', languages: ['german'] },
      'languages.0: "german" is too long. Allowed: at most 5 characters.',
    ],
    [
      'text for a switch',
      { task: 'ocr', offline: 'yes' },
      'offline: "yes" is not true or false. Send true or false.',
    ],
    ['a list for the input', [], 'input: a list of 0 is not an object. Send an object.'],
    [
      'null for a field',
      { task: null },
      'task: null is not one of the allowed values. Allowed: ocr, tabular.',
    ],
    [
      'a prototype key',
      JSON.parse('{"task":"ocr","__proto__":{"offline":true}}'),
      '__proto__: is a reserved key and never part of the input.',
    ],
    [
      'a prototype key inside',
      JSON.parse('{"task":"ocr","traffic":{"constructor":1}}'),
      'traffic.constructor: is a reserved key and never part of the input.',
    ],
    [
      'a control character',
      { task: 'ocr\u0007' },
      'task: holds the invisible or control character U+0007. Send plain printable text.',
    ],
    [
      'a right-to-left override',
      { task: 'ocr', languages: ['\u202eed'] },
      'languages.0: holds the invisible or control character U+202E. Send plain printable text.',
    ],
    [
      'deep nesting',
      JSON.parse(`${'{"a":'.repeat(12)}1${'}'.repeat(12)}`),
      'a.a.a.a.a.a.a.a.a: is nested more than 8 levels deep.',
    ],
  ])('explains %s', (_, raw, message) => {
    expect(errorOf(raw)).toBe(message);
  });

  it('names every fault at once', () => {
    expect(errorOf({ task: 'x', bins: 1, extra: 1 }).split('\n')).toHaveLength(3);
  });

  it('stops at ten faults and counts the rest', () => {
    const many = Object.fromEntries(Array.from({ length: 25 }, (_, index) => [`zz${index}`, 1]));
    const lines = errorOf({ task: 'ocr', ...many }).split('\n');
    expect(lines).toHaveLength(11);
    expect(lines.at(-1)).toBe('input: has 15 more faults.');
  });

  it('cuts a long value in its message', () => {
    expect(errorOf({ task: 'x'.repeat(500) }).length).toBeLessThan(200);
  });
});
