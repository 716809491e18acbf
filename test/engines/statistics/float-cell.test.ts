import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FLOAT_CELLS, floatCell } from '../../../src/engines/statistics/float-cell.ts';

function cellOf(value: number): number {
  return floatCell(new Uint32Array(new Float64Array([value]).buffer)[1] ?? 0);
}

describe('floatCell', () => {
  it('never falls as the value rises', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (a, b) => {
        const [low, high] = a <= b ? [a, b] : [b, a];
        expect(cellOf(low)).toBeLessThanOrEqual(cellOf(high) + (low === high ? FLOAT_CELLS : 0));
      }),
    );
  });

  it('makes 256 cells an octave and stays in range', () => {
    expect(cellOf(2) - cellOf(1)).toBe(256);
    expect(cellOf(-1) - cellOf(-2)).toBe(256);
    expect(cellOf(Number.POSITIVE_INFINITY)).toBeLessThan(FLOAT_CELLS);
    expect(cellOf(Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(0);
  });
});
