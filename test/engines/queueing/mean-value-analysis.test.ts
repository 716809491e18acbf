import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { meanValueAnalysis } from '../../../src/engines/queueing/mean-value-analysis.ts';

const network = { clients: 3, thinkTime: 15, demands: [0.605, 2.1, 1.35] };

describe('mean value analysis', () => {
  test('the example of Lazowska et al., Quantitative System Performance, chapter 6: 0.152 a second', () => {
    const { throughput, responseTime, queueLengths } = meanValueAnalysis(network);
    expect(throughput).toBeCloseTo(0.152, 3);
    expect(throughput * (15 + responseTime)).toBeCloseTo(3, 12);
    expect(queueLengths.reduce((sum, length) => sum + length, 0)).toBeCloseTo(throughput * responseTime, 12);
  });

  test('is what the product form of two stations gives, summed state by state', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 25 }),
        fc.double({ min: 0.1, max: 5, noNaN: true }),
        fc.double({ min: 0.1, max: 5, noNaN: true }),
        fc.double({ min: 0, max: 20, noNaN: true }),
        (clients, one, other, thinkTime) => {
          // G(n) is the sum of one^i other^j think^k / k! over i + j + k = n; throughput is G(n - 1) / G(n)
          const norm = (n: number): number => {
            let sum = 0;
            for (let k = 0, think = 1; k <= n; think *= thinkTime / ++k)
              for (let i = 0; i <= n - k; i++) sum += think * one ** i * other ** (n - k - i);
            return sum;
          };
          const { throughput } = meanValueAnalysis({ clients, thinkTime, demands: [one, other] });
          expect(throughput / (norm(clients - 1) / norm(clients))).toBeCloseTo(1, 9);
        },
      ),
    );
  });

  test('nears the bottleneck with many clients', () => {
    expect(meanValueAnalysis({ ...network, clients: 200 }).throughput).toBeCloseTo(1 / 2.1, 9);
  });

  test.each([
    [{ clients: 1.5 }, '1.5 clients are not a whole number from 1'],
    [{ thinkTime: Number.NaN }, 'a think time of NaN is not finite and at least 0'],
    [{ demands: [1, -1] }, 'a demand of -1 is not finite and at least 0'],
    [{ demands: [0] }, 'no station has a demand'],
    [{ demands: [] }, 'no station has a demand'],
  ])('refuses %o', (change, message) => {
    expect(() => meanValueAnalysis({ ...network, ...change })).toThrow(new RangeError(message));
  });
});
