import { describe, expect, test } from 'vitest';
import { replicaController } from '../../../src/engines/queueing/replica-controller.ts';

const rule = { fewest: 1, most: 100, metric: 'busy-share', target: 0.75, coldStartSeconds: 30 } as const;
const state = (ready: number, mean: number, starting = 0) => ({
  ready,
  starting,
  metricSum: mean * ready,
  inSystem: 5,
  lastActive: 0,
});

describe("the Kubernetes autoscaler's own example and rules", () => {
  test('50 replicas at 90 % of a target of 75 % become 60 (kubernetes.io, 2025-04-28)', () => {
    expect(replicaController(rule)(15, state(50, 0.9))).toBe(60);
  });
  test('within 10 % of the target nothing changes', () => {
    expect(replicaController(rule)(15, state(50, 0.81))).toBe(50);
    expect(replicaController(rule)(15, state(50, 0.69))).toBe(50);
  });
  test('a step up doubles or adds four, whichever is more', () => {
    expect(replicaController({ ...rule, target: 0.1 })(15, state(1, 1))).toBe(5);
    expect(replicaController({ ...rule, target: 0.1 })(15, state(8, 1))).toBe(16);
  });
  test('replicas that start count as idle, and stop a step up that they would turn', () => {
    expect(replicaController(rule)(15, state(4, 1, 4))).toBe(8);
    expect(replicaController({ ...rule, target: 0.25 })(15, state(4, 1, 4))).toBe(16);
  });
  test('down only to the largest wish of the last 300 s', () => {
    const wants = replicaController(rule);
    expect(wants(15, state(10, 0.75))).toBe(10);
    expect(wants(30, state(10, 0.075))).toBe(10);
    expect(wants(314, state(10, 0.075))).toBe(10);
    expect(wants(330, state(10, 0.075))).toBe(1);
  });
});

test('from none at the first request, and to none after the cool-down (KEDA: 300 s)', () => {
  const wants = replicaController({ ...rule, fewest: 0 });
  const none = { ready: 0, starting: 0, metricSum: 0, lastActive: 0 };
  expect(wants(30, { ...none, inSystem: 0 })).toBe(0);
  expect(wants(60, { ...none, inSystem: 1 })).toBe(1);
  expect(wants(299, { ...none, ready: 1, inSystem: 0 })).toBe(1);
  expect(wants(300, { ...none, ready: 1, inSystem: 0 })).toBe(0);
});
test('impossible rules are refused', () => {
  expect(() => replicaController({ ...rule, target: 0 })).toThrow('a scaling target of 0 is not above 0');
  expect(() => replicaController({ ...rule, most: 0 })).toThrow(
    'from 1 to 0 replicas: the most must be at least 1 and the fewest',
  );
});
