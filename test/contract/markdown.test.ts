import { describe, expect, it } from 'vitest';
import {
  formatFigure,
  formatNumber,
  formatUsd,
  markdownTable,
  paragraphs,
} from '../../src/contract/markdown.ts';

describe('rendering', () => {
  it.each([
    [0, '0'],
    [0.00001234, '1.23e-5'],
    [0.123456, '0.1235'],
    [6.05, '6.05'],
    [1234.56, '1,235'],
    [131_072, '131,072'],
    [-2.5, '-2.5'],
  ])('formats the number %d as %s', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });

  it.each([
    [0, '$0.00'],
    [0.001, '$0.001'],
    [0.027, '$0.027'],
    [3.5, '$3.50'],
    [2700, '$2,700'],
  ])('formats %d dollars as %s', (value, text) => {
    expect(formatUsd(value)).toBe(text);
  });

  it('shows a figure with basis, source and date', () => {
    expect(
      formatFigure({ value: 2.3, unit: 'ms', basis: 'measured', source: 'rf-detr', asOf: '2026-01-22' }),
    ).toBe('2.3 ms (measured, rf-detr, 2026-01-22)');
  });

  it('escapes cells and leaves out empty parts', () => {
    expect(markdownTable(['a|b'], [['c\nd']])).toBe('| a\\|b |\n|---|\n| c d |');
    expect(paragraphs('a', '', 'b')).toBe('a\n\nb');
  });
});
