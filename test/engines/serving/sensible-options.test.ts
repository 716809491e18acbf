import { describe, expect, it } from 'vitest';
import { sensibleOptions } from '../../../src/engines/serving/sensible-options.ts';

const option = (name: string, accelerators: number, secondsPerToken: number, usdPerHour?: number) => ({
  name,
  accelerators,
  secondsPerToken,
  totalMemoryGb: 80 * accelerators,
  usdPerHour,
});
const all = [
  option('slow', 8, 9, 2),
  option('dear', 1, 3, 30),
  option('fast', 4, 1),
  option('middle', 2, 2, 5),
  option('cheap', 4, 8, 1),
];

describe('sensibleOptions', () => {
  it('keeps the cheapest, the fewest and the fastest, cheapest first', () => {
    expect(sensibleOptions(all, 3).map(({ name }) => name)).toEqual(['cheap', 'dear', 'fast']);
  });

  it('orders all by price, those without one last', () => {
    expect(sensibleOptions(all, 9).map(({ name }) => name)).toEqual([
      'cheap',
      'slow',
      'middle',
      'dear',
      'fast',
    ]);
    expect(sensibleOptions([], 3)).toEqual([]);
  });
});
