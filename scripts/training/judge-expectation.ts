import { expectedUtilisation, measuredRuns } from '../../src/answers/training/expected-utilisation.ts';
import { accelerators } from '../../src/catalog/tables/accelerators.ts';
import type { Catalog } from '../../src/contract/catalog.ts';
import { type Errors, summarise } from '../serving/errors.ts';

/**
 * Error of the utilisation that is expected of a run when no run of its own model is known: every tabled run in BF16 or FP8, judged
 * from the others. Relative to what was measured; undefined where nothing else was measured on that accelerator or its like.
 */
export function expectationErrors(catalog: Catalog): Errors | undefined {
  const cards = new Map(catalog.rows(accelerators).map((row) => [row.id, row]));
  const runs = measuredRuns(catalog);
  const errors = runs.flatMap((run) => {
    const { precision, accelerator } = run.row;
    const card = cards.get(accelerator);
    if (card === undefined || (precision !== 'bf16' && precision !== 'fp8')) return [];
    const others = runs.filter(({ parameters }) => Math.abs(parameters / run.parameters - 1) > 0.03);
    const expected = expectedUtilisation(card, precision, run, others, catalog);
    return expected === undefined ? [] : [expected.value / run.utilisation - 1];
  });
  return summarise(errors);
}
