import { expect, it } from 'vitest';
import { attentionRanks } from '../../../src/engines/serving/attention-ranks.ts';
import { one, ranks, wide } from './published-devices.ts';

it('each tensor rank attends to its own requests where attention is data-parallel, else all to the same', () => {
  expect([one, wide(8), ranks(8)].map(attentionRanks)).toEqual([1, 1, 8]);
});
