import { expect, test } from 'vitest';
import { MARK_FIELDS, simulationLog } from '../../../src/engines/queueing/simulation-log.ts';

test('it keeps every record and mark through growth, and counts the records of a mark itself', () => {
  const log = simulationLog();
  const many = 40_000;
  for (let at = 1; at <= many; at++) {
    log.record(at, at / 2, at % 3);
    if (log.due(at)) log.mark(MARK_FIELDS.map((field) => (field === 'records' ? -1 : at)));
  }
  const observed = log.observed();
  expect(observed.latencies).toHaveLength(many);
  expect([observed.latencies[many - 1], observed.waits[many - 1], observed.classes[many - 1]]).toEqual([
    many,
    many / 2,
    many % 3,
  ]);
  expect(observed.marks).toBe(many / 32);
  expect(observed.mark(0, 'records')).toBe(32);
  expect(observed.mark(observed.marks - 1, 'busyArea')).toBe(many);
});
