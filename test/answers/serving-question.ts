import { type Asked, candidatesOf, serviceOn } from '../../src/answers/llm-candidates.ts';
import { subjectOfName } from '../../src/answers/llm-subject.ts';
import { servingConstantsOf } from '../../src/answers/serving-constants-of.ts';
import { servingWorkload } from '../../src/answers/serving-workload.ts';
import { accelerators } from '../../src/catalog/tables/accelerators.ts';
import { defaults } from '../../src/catalog/tables/defaults.ts';
import { gpuPrices } from '../../src/catalog/tables/gpu-prices.ts';
import { weightFormats } from '../../src/catalog/tables/weight-formats.ts';
import { realContext, TODAY } from '../support/read-catalog.ts';

export const { catalog } = realContext();
const values = new Map(catalog.rows(defaults).map(({ id, value }) => [id, value]));
export const asked: Asked = {
  engine: 'vllm',
  demand: { concurrency: 16 },
  targets: {},
  rentals: catalog.rows(gpuPrices),
  today: TODAY,
  constants: servingConstantsOf(catalog),
  assumed: (id) => {
    const value = values.get(id);
    if (value === undefined) throw new Error(`no default ${id}`);
    return value;
  },
};

export function choice(model: string, card: string, format: string, question: Asked = asked) {
  const row = catalog.rows(accelerators).find(({ id }) => id === card);
  const stored = catalog.rows(weightFormats).find(({ id }) => id === format);
  if (row === undefined || stored === undefined) throw new Error(`${card} or ${format} is not listed`);
  const { shape, parameters } = subjectOfName(model, catalog);
  const workload = servingWorkload({
    shape,
    parameters,
    format: stored,
    kvElementBytes: 2,
    inputTokens: 1000,
    outputTokens: 300,
  });
  return serviceOn(row, stored, workload, question);
}
export const best = (model: string, card: string, format: string, question: Asked = asked) => {
  const [first] = candidatesOf([choice(model, card, format, question)], question);
  if (first === undefined) throw new Error('no candidate');
  return first;
};
