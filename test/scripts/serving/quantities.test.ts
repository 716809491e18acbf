import { describe, expect, it } from 'vitest';
import { JUDGED } from '../../../scripts/serving/quantities.ts';
import { llama8b } from '../../engines/memory/published-shapes.ts';
import { h100 } from '../../engines/serving/published-devices.ts';
import { servingCase } from './published-case.ts';

const base = servingCase({ shape: llama8b, format: 'bf16', device: h100 });
const counts = (given: typeof base): string[] =>
  Object.entries(JUDGED)
    .filter(([, judged]) => judged(given))
    .map(([name]) => name);

describe('what is judged', () => {
  it('takes first tokens at low load up to eight at once, and at any load apart', () => {
    const first = { ...base, quantity: 'time to first token' } as const;
    const at = (concurrency: number) =>
      counts({ ...first, arrival: { kind: 'closed', concurrency, pattern: 'waves' } });
    expect(at(8)).toEqual(['timeToFirstToken', 'timeToFirstTokenAnyLoad']);
    expect(at(9)).toEqual(['timeToFirstTokenAnyLoad']);
  });

  it('calls saturated what was, and what ran offline', () => {
    const rate = { ...base, quantity: 'throughput' } as const;
    expect(counts({ ...rate, arrival: { kind: 'saturated' } })).toEqual([
      'saturatedThroughput',
      'throughput',
    ]);
    expect(counts({ ...rate, arrival: { kind: 'offline' } })).toEqual(['saturatedThroughput', 'throughput']);
    expect(counts(rate)).toEqual(['throughput']);
    expect(counts(base)).toEqual(['timePerOutputToken']);
  });
});
