import { describe, expect, it } from 'vitest';
import { nearestUtilization } from '../../../src/engines/training/nearest-utilization.ts';

// MosaicML, MPT-7B and 70B on H100 in BF16
const run = (billions: number, accelerators: number, checkpointed: boolean, utilisation: number) => ({
  parameters: billions * 1e9,
  sequenceLength: 2048,
  accelerators,
  checkpointed,
  sparse: false,
  frozen: false,
  utilisation,
});
const RUNS = [
  run(6.66, 512, false, 0.422),
  run(6.66, 256, false, 0.4415),
  run(6.66, 128, false, 0.4571),
  run(64.9, 512, true, 0.4125),
  run(64.9, 256, true, 0.4242),
  run(64.9, 128, true, 0.4336),
];

describe('nearestUtilization', () => {
  it('puts the run that is the same first and spans its neighbours', () => {
    const found = nearestUtilization(RUNS, run(6.66, 256, false, 0));
    expect(found?.runs[0]?.utilisation).toBe(0.4415);
    expect(found?.distance).toBe(0);
    expect(found?.low).toBeLessThanOrEqual(found?.utilisation ?? 0);
    expect(found?.high).toBeGreaterThanOrEqual(found?.utilisation ?? 1);
  });

  it('prefers the same size to the same count', () => {
    const found = nearestUtilization(RUNS, run(60, 512, true, 0));
    expect(found?.runs.slice(0, 3).every(({ parameters }) => parameters > 60e9)).toBe(true);
  });

  it('knows nothing without runs', () => {
    expect(nearestUtilization([], run(7, 8, false, 0))).toBeUndefined();
  });
});
