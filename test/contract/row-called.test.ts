import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/contract/input-error.ts';
import { rowCalled } from '../../src/contract/row-called.ts';

const rows = [{ id: 'H100-SXM' }, { id: 'H100-PCIe' }, { id: 'A100-SXM-80GB' }] as const;

function problemsOf(id: string): string {
  try {
    rowCalled(rows, id, 'accelerator', 'accelerator');
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return 'found';
}

describe('rowCalled', () => {
  it('finds a row whatever the case of its id', () => {
    fc.assert(
      fc.property(fc.constantFrom(...rows), fc.boolean(), (row, upper) => {
        const asked = upper ? row.id.toUpperCase() : row.id.toLowerCase();
        expect(rowCalled(rows, asked, 'accelerator', 'accelerator')).toBe(row);
      }),
    );
  });

  it('names the field, the value and the nearest ids of one that is not there', () => {
    const message = problemsOf('H100-SMX');
    expect(message).toContain('accelerator');
    expect(message).toContain('"H100-SMX" is not a known accelerator');
    expect(message).toContain('H100-SXM');
  });

  it('shows odd values as they came, quoted', () => {
    expect(problemsOf('a "b"\n')).toContain('"a \\"b\\"\\n" is not a known accelerator');
  });
});
