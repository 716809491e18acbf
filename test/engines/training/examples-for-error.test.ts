import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { examplesForError } from '../../../src/engines/training/examples-for-error.ts';

describe('examplesForError', () => {
  it('takes 7.2 times the labels to halve an error at the steepest curve of Hestness et al., 19,973 at the flattest', () => {
    expect(examplesForError(1, 0.2, 0.1, 0.35)).toBeCloseTo(7.25, 2);
    expect(examplesForError(1, 0.2, 0.1, 0.07)).toBeCloseTo(19_972.6, 0);
  });

  it('inverts the curve', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 1, noNaN: true }),
        fc.integer({ min: 2, max: 50 }),
        (b, times) => {
          const target = 0.4 * times ** -b;
          expect(examplesForError(1000, 0.4, target, b) / 1000).toBeCloseTo(times, 6);
        },
      ),
    );
  });

  it('refuses a target that is not below the error now', () => {
    expect(() => examplesForError(1, 0.1, 0.1, 0.3)).toThrow(RangeError);
  });
});
