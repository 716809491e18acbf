import { describe, expect, it } from 'vitest';
import { mixedStepTime } from '../../../src/engines/serving/mixed-step-time.ts';
import { planService, type ServiceRequest } from '../../../src/engines/serving/plan-service.ts';
import { simulateService, type Traffic } from '../../../src/engines/serving/simulate-service.ts';
import { llama8b } from '../memory/published-shapes.ts';
import { published } from './published-constants.ts';
import { h100, one, rates, runtime, serving } from './published-devices.ts';

const gib = 1024 ** 3;
const request: ServiceRequest = {
  workload: serving(llama8b, 'bf16', 1000, 200),
  device: h100,
  reserve: {
    utilisation: 0.9,
    activationBytes: 5.64 * gib,
    runtimeBytes: gib,
    mostRunning: 256,
    promptTokensPerStep: 8192,
  },
  runtime: runtime(),
  constants: published,
  demand: { concurrency: 16 },
  targets: {},
  layout: one,
  most: 1,
};
const plan = planService(request);
const traffic: Traffic = { inputSpread: 1, outputSpread: 1, requests: 1000, seed: 1 };
const at = (given: Partial<Traffic>) => simulateService(request, plan, { ...traffic, ...given });

describe('simulateService', () => {
  it('meets the closed form where requests hardly meet: one arrival in 50 seconds', () => {
    const { timeToFirstToken, timePerOutputToken } = at({ requestsPerSecond: 0.02, requests: 200 });
    const own = rates(request.workload, h100);
    expect(timePerOutputToken.p50).toBeCloseTo(mixedStepTime(request.workload, one, own, 1, 1100, 0), 4);
    // the server's own handling, and one step that reads nothing but the prompt
    const handling = request.constants['first-token-ms-vllm'] / 1000;
    const prompt = mixedStepTime(request.workload, one, own, 0, 0, request.workload.inputTokens);
    expect(timeToFirstToken.p50).toBeCloseTo(handling + prompt, 4);
  });

  it('meets the steady state of as many clients within 10 %', () => {
    const { timePerOutputToken } = at({ clients: 16 });
    expect(timePerOutputToken.p50 / plan.operation.timePerOutputToken).toBeGreaterThan(0.9);
    expect(timePerOutputToken.p50 / plan.operation.timePerOutputToken).toBeLessThan(1.1);
  });

  it('gives the same for the same seed, other arrivals for another, and leaves the first tenth out', () => {
    const busy = { requestsPerSecond: 10, inputSpread: 2, outputSpread: 2 };
    expect(at(busy)).toEqual(at(busy));
    expect(at({ ...busy, seed: 2 })).not.toEqual(at(busy));
    expect(at(busy).requests).toBe(900);
  });

  it('orders its percentiles, and each gets worse as more arrive', () => {
    const loads = [1, 8, 16].map((requestsPerSecond) =>
      at({ requestsPerSecond, inputSpread: 2, outputSpread: 2 }),
    );
    for (const quantity of ['timeToFirstToken', 'timePerOutputToken', 'endToEnd'] as const) {
      for (const { [quantity]: percentiles } of loads) {
        expect(percentiles.p95).toBeGreaterThanOrEqual(percentiles.p50);
        expect(percentiles.p99).toBeGreaterThanOrEqual(percentiles.p95);
      }
      expect(loads[1]?.[quantity].p95).toBeGreaterThan(loads[0]?.[quantity].p95 ?? 0);
      expect(loads[2]?.[quantity].p95).toBeGreaterThan(loads[1]?.[quantity].p95 ?? 0);
    }
  });

  it('queues without end above what saturates: the last requests wait far longer than the median at half of it', () => {
    const saturated = plan.requestsPerSecondPerCopy;
    const half = at({ requestsPerSecond: saturated / 2 });
    const over = at({ requestsPerSecond: 1.5 * saturated });
    expect(over.timeToFirstToken.p99).toBeGreaterThan(10 * half.timeToFirstToken.p99);
  });

  it('spreads end-to-end times with the lengths', () => {
    const alike = at({ requestsPerSecond: 2 });
    const spread = at({ requestsPerSecond: 2, outputSpread: 3 });
    expect(spread.endToEnd.p95 / spread.endToEnd.p50).toBeGreaterThan(
      1.5 * (alike.endToEnd.p95 / alike.endToEnd.p50),
    );
  });

  it('takes times as measured, by their factor over the modelled', () => {
    const slow = simulateService({ ...request, timeFactor: 1.5 }, plan, {
      ...traffic,
      requestsPerSecond: 0.02,
      requests: 50,
    });
    const plain = at({ requestsPerSecond: 0.02, requests: 50 });
    expect(slow.timePerOutputToken.p50 / plain.timePerOutputToken.p50).toBeCloseTo(1.5, 6);
  });
});
