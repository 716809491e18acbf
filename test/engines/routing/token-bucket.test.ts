import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tokenBucket } from '../../../src/engines/routing/token-bucket.ts';

const load = {
  perMinute: 60,
  peakFactor: 1,
  inputTokens: 1000,
  outputTokens: 200,
  reservedOutputTokens: 800,
  burstSeconds: 1,
};

describe('two token buckets', () => {
  // Anthropic, rate limits: 60 requests a minute may be enforced as 1 request a second.
  test('60 requests a minute enforced by the second let one through at once', () => {
    expect(tokenBucket(load)).toEqual({
      requestsPerMinute: 60,
      reservedTokensPerMinute: 108_000,
      usedTokensPerMinute: 72_000,
      burstRequests: 1,
      burstTokens: 1800,
    });
  });

  // Cerebras, rate limits: a limit of 50 requests and 200,000 tokens a minute is reached by 50 requests of 100 tokens.
  test('the bucket of requests binds for short prompts: 50 requests of 100 tokens are 5,000 tokens a minute', () => {
    const { requestsPerMinute, usedTokensPerMinute } = tokenBucket({
      ...load,
      perMinute: 50,
      inputTokens: 100,
      outputTokens: 0,
      reservedOutputTokens: 0,
    });
    expect({ requestsPerMinute, usedTokensPerMinute }).toEqual({
      requestsPerMinute: 50,
      usedTokensPerMinute: 5000,
    });
  });

  test('never refill less for the reservation than for the use, and hold a whole request', () => {
    const many = fc.double({ min: 0, max: 1e5, noNaN: true });
    fc.assert(
      fc.property(many, many, many, many, (perMinute, inputTokens, outputTokens, more) => {
        const buckets = tokenBucket({
          perMinute,
          peakFactor: 2,
          inputTokens,
          outputTokens,
          reservedOutputTokens: outputTokens + more,
          burstSeconds: 10,
        });
        expect(buckets.reservedTokensPerMinute).toBeGreaterThanOrEqual(buckets.usedTokensPerMinute);
        expect(buckets.burstTokens).toBeGreaterThanOrEqual(inputTokens + outputTokens + more);
      }),
    );
  });

  test('refuse a peak below the mean and a reservation below the use', () => {
    expect(() => tokenBucket({ ...load, peakFactor: 0.5 })).toThrow(RangeError);
    expect(() => tokenBucket({ ...load, reservedOutputTokens: 100 })).toThrow(RangeError);
  });
});
