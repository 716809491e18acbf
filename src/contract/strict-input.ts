import type * as z from 'zod/v4';
import { InputError, type InputIssue } from './input-error.ts';
import { didYouMean } from './nearest.ts';

const MAX_DEPTH = 8;
const MAX_SHOWN = 60;
const MAX_ISSUES = 10;

/** Control, zero-width, bidirectional and other invisible characters: none has a place in a name or a number. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is its purpose
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]/u;

/**
 * Parses a caller's input against a strict zod object.
 * @throws InputError that names each faulty field, the value given, what is allowed and the nearest valid key.
 */
export function parseStrictly<Schema extends z.ZodObject>(schema: Schema, raw: unknown): z.output<Schema> {
  const hostile = findHostile(raw, [], 0);
  if (hostile !== undefined) throw new InputError([hostile]);
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.flatMap((issue) => explain(issue, raw, schema));
  const [shown, rest] = [issues.slice(0, MAX_ISSUES), issues.length - MAX_ISSUES];
  throw new InputError(rest > 0 ? [...shown, { field: 'input', problem: `has ${rest} more faults` }] : shown);
}

function findHostile(value: unknown, path: readonly string[], depth: number): InputIssue | undefined {
  const field = path.join('.') || 'input';
  if (depth > MAX_DEPTH) return { field, problem: `is nested more than ${MAX_DEPTH} levels deep` };
  if (typeof value === 'string') {
    const found = INVISIBLE.exec(value)?.[0];
    if (found === undefined) return undefined;
    const code = found.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
    return {
      field,
      problem: `holds the invisible or control character U+${code}`,
      remedy: 'Send plain printable text',
    };
  }
  if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) {
      const found = findHostile(entry, [...path, String(index)], depth + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  for (const key of Object.keys(value)) {
    if (key === '__proto__' || key === 'constructor' || key === 'prototype')
      return { field: [...path, key].join('.'), problem: 'is a reserved key and never part of the input' };
    const found =
      findHostile(key, [...path, printable(key)], depth + 1) ??
      findHostile(Reflect.get(value, key), [...path, key], depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function explain(issue: z.core.$ZodIssue, raw: unknown, schema: z.ZodObject): InputIssue[] {
  const field = issue.path.map(String).join('.') || 'input';
  const given = valueAt(raw, issue.path);
  const was = show(given);
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = keysAt(schema, issue.path);
      const prefix = issue.path.length === 0 ? '' : `${field}.`;
      return issue.keys.map((key) => ({
        field: `${prefix}${printable(key)}`,
        problem: 'is not a field of this tool',
        remedy: didYouMean(key, known),
      }));
    }
    case 'invalid_type':
      if (given === undefined)
        return [{ field, problem: 'is missing', remedy: `Send ${article(issue.expected)}` }];
      return [
        {
          field,
          problem: `${was} is not ${article(issue.expected)}`,
          remedy: typeRemedy(issue.expected, given),
        },
      ];
    case 'invalid_value': {
      const allowed = issue.values.map(String);
      if (given === undefined)
        return [{ field, problem: 'is missing', remedy: `Allowed: ${allowed.join(', ')}` }];
      return [
        { field, problem: `${was} is not one of the allowed values`, remedy: enumRemedy(given, allowed) },
      ];
    }
    case 'too_small':
      return [
        {
          field,
          problem: `${was} is too ${sizeWord(issue.origin, 'small')}`,
          remedy: bound(issue, 'minimum'),
        },
      ];
    case 'too_big':
      return [
        { field, problem: `${was} is too ${sizeWord(issue.origin, 'big')}`, remedy: bound(issue, 'maximum') },
      ];
    default:
      return [{ field, problem: `${was} ${issue.message}` }];
  }
}

function bound(
  issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig,
  side: 'minimum' | 'maximum',
): string {
  const limit = issue.code === 'too_small' ? issue.minimum : issue.maximum;
  const counted = issue.origin === 'string' ? ' characters' : issue.origin === 'array' ? ' entries' : '';
  const strict = issue.inclusive === false;
  const relation = side === 'minimum' ? (strict ? 'above' : 'at least') : strict ? 'below' : 'at most';
  return `Allowed: ${relation} ${limit}${counted}`;
}

function sizeWord(origin: string, direction: 'small' | 'big'): string {
  const counted = origin === 'string' || origin === 'array';
  if (direction === 'small') return counted ? 'short' : 'small';
  return counted ? 'long' : 'large';
}

function enumRemedy(given: unknown, allowed: readonly string[]): string {
  if (typeof given !== 'string' || allowed.length <= 12) return `Allowed: ${allowed.join(', ')}`;
  return didYouMean(given, allowed);
}

function typeRemedy(expected: string, given: unknown): string {
  if ((expected === 'number' || expected === 'int') && typeof given === 'string') {
    return given.trim() !== '' && Number.isFinite(Number(given))
      ? `Send the number ${Number(given)} without quotes`
      : 'Send a finite number, without quotes and without a unit';
  }
  return `Send ${article(expected)}`;
}

function article(expected: string): string {
  if (expected === 'int') return 'a whole number';
  if (expected === 'number') return 'a finite number';
  if (expected === 'boolean') return 'true or false';
  if (expected === 'array') return 'a list';
  if (expected === 'string') return 'text';
  return /^[aeiou]/.test(expected) ? `an ${expected}` : `a ${expected}`;
}

function keysAt(schema: z.ZodObject, path: readonly PropertyKey[]): string[] {
  let level: unknown = schema;
  for (const step of path)
    level = typeof step === 'number' ? elementOf(level) : shapeOf(level)?.[String(step)];
  return Object.keys(shapeOf(level) ?? {});
}

function shapeOf(schema: unknown): Record<string, unknown> | undefined {
  const inner = unwrap(schema);
  return isRecord(inner) && isRecord(inner['shape']) ? inner['shape'] : undefined;
}

function elementOf(schema: unknown): unknown {
  const inner = unwrap(schema);
  return isRecord(inner) ? inner['element'] : undefined;
}

function unwrap(schema: unknown): unknown {
  let inner = schema;
  while (isRecord(inner) && isRecord(inner['def']) && 'innerType' in inner['def'])
    inner = inner['def']['innerType'];
  return inner;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return (typeof value === 'object' || typeof value === 'function') && value !== null;
}

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  let value = raw;
  for (const step of path)
    value = isRecord(value) && Object.hasOwn(value, step) ? Reflect.get(value, step) : undefined;
  return value;
}

/** The value as the caller wrote it, cut to a readable length. */
function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  const written = JSON.stringify(value) ?? String(value);
  return written.length <= MAX_SHOWN
    ? written
    : `${written.slice(0, MAX_SHOWN)}… (${written.length} characters)`;
}

function printable(key: string): string {
  return key.replace(new RegExp(INVISIBLE, 'gu'), '?').slice(0, MAX_SHOWN);
}
