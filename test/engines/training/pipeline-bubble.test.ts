import { describe, expect, it } from 'vitest';
import { pipelineBubble } from '../../../src/engines/training/pipeline-bubble.ts';

describe('pipelineBubble', () => {
  it('is (p - 1) / m of the ideal time (Narayanan et al., section 2.2): 3/8 at four stages and eight micro-batches', () => {
    const share = pipelineBubble(4, 8);
    expect(share / (1 - share)).toBeCloseTo(3 / 8, 10);
  });

  it('shrinks by the chunks a stage holds, and is none without stages', () => {
    const share = pipelineBubble(4, 8, 2);
    expect(share / (1 - share)).toBeCloseTo(3 / 16, 10);
    expect(pipelineBubble(1, 1)).toBe(0);
  });

  it('refuses no stage', () => {
    expect(() => pipelineBubble(0, 1)).toThrow(RangeError);
  });
});
