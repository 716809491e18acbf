import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { solveLinear } from '../../../scripts/serving/solve-linear.ts';

describe('solveLinear', () => {
  it('solves the textbook system of three planes: x = 2, y = 3, z = -1', () => {
    const solved = solveLinear(
      [
        [2, 1, -1],
        [-3, -1, 2],
        [-2, 1, 2],
      ],
      [8, -11, -3],
    );
    [2, 3, -1].forEach((value, index) => {
      expect(solved[index]).toBeCloseTo(value, 12);
    });
  });

  it('needs its pivots: a zero on the diagonal', () => {
    expect(
      solveLinear(
        [
          [0, 1],
          [1, 0],
        ],
        [5, 7],
      ),
    ).toEqual([7, 5]);
  });

  it('gives back what a well-conditioned matrix was multiplied with', () => {
    const cell = fc.double({ min: -1, max: 1, noNaN: true });
    const size = 6;
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: size, maxLength: size }), { minLength: size, maxLength: size }),
        fc.array(cell, { minLength: size, maxLength: size }),
        (random, wanted) => {
          // diagonally dominant
          const matrix = random.map((row, r) => row.map((value, c) => (r === c ? value + 10 : value)));
          const right = matrix.map((row) => row.reduce((sum, value, c) => sum + value * (wanted[c] ?? 0), 0));
          solveLinear(matrix, right).forEach((value, index) => {
            expect(value).toBeCloseTo(wanted[index] ?? Number.NaN, 9);
          });
        },
      ),
    );
  });

  it('refuses a system without a single solution', () => {
    expect(() =>
      solveLinear(
        [
          [1, 2],
          [2, 4],
        ],
        [1, 2],
      ),
    ).toThrow('the system has no single solution');
  });
});
