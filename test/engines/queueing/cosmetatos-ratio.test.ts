import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cosmetatosRatio } from '../../../src/engines/queueing/cosmetatos-ratio.ts';

describe("Cosmetatos's ratio as refined by Kimura", () => {
  test('is one half for one server, nears it in heavy and c / (c + 1) in light traffic', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), (servers) => {
        expect(cosmetatosRatio(servers, 1 - 1e-9)).toBeCloseTo(0.5, 6);
        expect(cosmetatosRatio(servers, 1e-9)).toBeCloseTo(servers / (servers + 1), 6);
      }),
    );
    expect(cosmetatosRatio(1, 0.3)).toBe(0.5);
  });

  // exact M/D/c over exact M/M/c, which Kimura's abstract (1991) says it meets within 1 % up to 20 servers
  test.each([
    [2, 1.6, 0.903284, 1.777778],
    [4, 3.2, 0.386095, 0.745541],
    [8, 7.2, 0.449973, 0.876916],
  ])('%i servers, %d erlang: within 1 %% of %d / %d', (servers, offered, deterministic, exponential) => {
    const error = cosmetatosRatio(servers, offered / servers) / (deterministic / exponential) - 1;
    expect(Math.abs(error)).toBeLessThan(0.01);
  });

  test.each([
    [0, 0.5],
    [1.5, 0.5],
    [2, 0],
    [2, 1],
    [2, Number.NaN],
  ])('refuses %d servers at %d', (servers, utilisation) => {
    expect(() => cosmetatosRatio(servers, utilisation)).toThrow(RangeError);
  });
});
