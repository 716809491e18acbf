import { expect, test } from 'vitest';
import { batchToSend } from '../../../src/engines/queueing/batch-to-send.ts';

/** As Triton's guide states the rule (docs/user_guide/batcher.md, 2026-08-19). */
test.each([
  { waiting: 3, largest: 8, preferred: [], mayHold: false, sends: 3, why: 'no delay: what there is' },
  { waiting: 12, largest: 8, preferred: [], mayHold: true, sends: 8, why: 'full: at once' },
  { waiting: 3, largest: 8, preferred: [], mayHold: true, sends: 0, why: 'held' },
  { waiting: 7, largest: 8, preferred: [4, 6], mayHold: true, sends: 6, why: 'the largest preferred size' },
  { waiting: 3, largest: 8, preferred: [4, 6], mayHold: true, sends: 0, why: 'no preferred size: held' },
  { waiting: 3, largest: 8, preferred: [4, 6], mayHold: false, sends: 3, why: 'the delay is over' },
])('$waiting of $largest, preferred $preferred: $sends, $why', (row) => {
  expect(batchToSend(row.waiting, row.largest, row.preferred, row.mayHold)).toBe(row.sends);
});
