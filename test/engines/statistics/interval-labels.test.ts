import { expect, test } from 'vitest';
import { intervalLabels } from '../../../src/engines/statistics/interval-labels.ts';

test('bins are named by their edges, the outer ones open', () => {
  expect(intervalLabels([-1 / 3, 2])).toEqual(['(-inf, -0.333333]', '(-0.333333, 2]', '(2, inf)']);
});
