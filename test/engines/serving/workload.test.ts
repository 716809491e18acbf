import { describe, expect, it } from 'vitest';
import { CONSTANT_IDS } from '../../../src/engines/serving/serving-constants.ts';
import { ENGINES, GENERATIONS } from '../../../src/engines/serving/workload.ts';

const ids = new Set<string>(CONSTANT_IDS);

describe('the words of a workload', () => {
  it.each(ENGINES)('have a constant of each kind for the engine %s', (engine) => {
    for (const kind of ['launch-factor', 'prefill-share', 'first-token-ms', 'eager-share'])
      expect(ids).toContain(`${kind}-${engine}`);
  });

  it.each(GENERATIONS)('have a launch factor for the generation %s', (generation) => {
    expect(ids).toContain(`launch-factor-${generation}`);
  });
});
