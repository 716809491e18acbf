import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storeAndForward } from '../../../src/engines/queueing/store-and-forward.ts';

describe('store and forward', () => {
  it('keeps 24 h of 10 results/s of 2 KB in 1,728 MB and empties them in 3.9 h over 1 Mbit/s (by hand)', () => {
    const { storeMb, liveMbps, drainHours } = storeAndForward({
      resultsPerSecond: 10,
      resultKb: 2,
      outageHours: 24,
      uplinkMbps: 1.16,
    });
    expect(storeMb).toBeCloseTo(1728, 9);
    expect(liveMbps).toBeCloseTo(0.16, 9);
    expect(drainHours).toBeCloseTo(3.84, 9);
  });

  it('drains in the outage times the load over one minus the load (conservation of bytes)', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 0.95, noNaN: true }),
        fc.double({ min: 0.1, max: 100, noNaN: true }),
        (load, outageHours) => {
          const { drainHours } = storeAndForward({
            resultsPerSecond: load * 125,
            resultKb: 1,
            outageHours,
            uplinkMbps: 1,
          });
          expect(drainHours).toBeCloseTo((outageHours * load) / (1 - load), 6);
        },
      ),
    );
  });

  it('never drains over an uplink that the live results fill', () => {
    expect(
      storeAndForward({ resultsPerSecond: 125, resultKb: 1, outageHours: 1, uplinkMbps: 1 }).drainHours,
    ).toBe(Number.POSITIVE_INFINITY);
  });

  it('does not say how long it takes where the uplink is not known', () => {
    expect(storeAndForward({ resultsPerSecond: 1, resultKb: 1, outageHours: 1 })).not.toHaveProperty(
      'drainHours',
    );
  });

  it('refuses a negative rate', () => {
    expect(() => storeAndForward({ resultsPerSecond: -1, resultKb: 1, outageHours: 1 })).toThrow(RangeError);
  });
});
