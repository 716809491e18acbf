import * as fc from 'fast-check';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { CLOUDS, components, FRAMEWORKS, WORKLOADS } from '../../src/catalog/tables/components.ts';
import { selectComponents } from '../../src/tools/select-components.ts';
import { realContext } from '../support/read-catalog.ts';

const context = realContext('2026-11-25');
const ids = context.catalog.rows(components).map(({ id }) => id);
const CONCISE_TOKENS = 1200;
const FULL_TOKENS = 4000;

const input = fc.record({
  team: fc.integer({ min: 1, max: 200 }),
  workloads: fc.uniqueArray(fc.constantFrom(...WORKLOADS), { minLength: 1, maxLength: 7 }),
  cloud: fc.constantFrom(...CLOUDS, 'on-premises'),
  licence: fc.constantFrom('any', 'open-source', 'permissive'),
  models: fc.integer({ min: 0, max: 100 }),
  jobs: fc.integer({ min: 0, max: 100 }),
  requestsPerSecond: fc.integer({ min: 1, max: 5000 }),
  onlineFeatures: fc.integer({ min: 0, max: 100 }),
  trainGpus: fc.constantFrom(0, 2, 8, 64),
  serveGpus: fc.constantFrom(0, 2, 64),
  existing: fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1, maxLength: 12 }),
  frameworks: fc.uniqueArray(fc.constantFrom(...FRAMEWORKS), { minLength: 1, maxLength: 2 }),
});

async function tokens(given: object, detail: 'concise' | 'full'): Promise<number> {
  const { structured } = await selectComponents.execute({ ...given, detail }, context);
  return encode(JSON.stringify(structured)).length;
}

describe('the length of an answer of selectComponents', () => {
  it('is bounded, whatever is asked', async () => {
    await fc.assert(
      fc.asyncProperty(input, async (given) => {
        expect(await tokens(given, 'concise')).toBeLessThanOrEqual(CONCISE_TOKENS);
        expect(await tokens(given, 'full')).toBeLessThanOrEqual(FULL_TOKENS);
      }),
      { numRuns: 15 },
    );
  });

  it('is bounded for every part at once, and the answer says what it left for the full one', async () => {
    const given = {
      team: 30,
      workloads: [...WORKLOADS],
      models: 20,
      jobs: 20,
      onlineFeatures: 50,
      requestsPerSecond: 500,
      trainGpus: 16,
      serveGpus: 8,
      vectorsM: 5,
    };
    expect(await tokens(given, 'concise')).toBeLessThanOrEqual(CONCISE_TOKENS);
    const { structured } = await selectComponents.execute(given, context);
    expect(String(structured['assumptions'])).toMatch(
      /only in the full answer: who was ruled out, why each product/,
    );
  });
});
