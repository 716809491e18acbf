import { readFileSync, writeFileSync } from 'node:fs';
import { overPcie } from '../../src/engines/serving/serving-rates.ts';
import { type Errors, summarise } from './errors.ts';
import { ROOT } from './evidence.ts';
import { JUDGED } from './quantities.ts';
import type { ServingCase } from './serving-case.ts';
import type { Predicted } from './validation.ts';

const TABLE = `${ROOT}references/benchmarks/serving-model.md`;
const LEAST_ROWS = 15;

const QUANTITIES: readonly { readonly name: string; readonly counts: (given: ServingCase) => boolean }[] = [
  {
    name: 'time per output token',
    counts: (given) => JUDGED.timePerOutputToken(given) && given.speculative === undefined,
  },
  { name: 'time to first token', counts: JUDGED.timeToFirstToken },
  { name: 'saturated throughput', counts: JUDGED.saturatedThroughput },
  { name: 'single stream', counts: ({ arrival }) => arrival.kind === 'stream' },
];

const GROUPS: readonly {
  readonly name: string;
  readonly memberOf: (given: ServingCase) => string | undefined;
}[] = [
  { name: 'all', memberOf: () => 'all' },
  { name: 'engine', memberOf: ({ engine }) => engine },
  { name: 'generation', memberOf: ({ generation }) => generation },
  { name: 'kind', memberOf: ({ kind }) => kind },
  {
    name: 'link',
    memberOf: ({ layouts, device }) =>
      (layouts[0]?.tensorParallel ?? 1) > 1 ? (overPcie(device) ? 'PCIe' : 'NVLink') : undefined,
  },
];

/** Rewrites the table of errors: for each group the worse of leaving whole models and whole accelerators out. */
export function writeErrorTable(
  modelOut: readonly Predicted[],
  gpuOut: readonly Predicted[],
  today: string,
): void {
  const rows = QUANTITIES.flatMap(({ name: quantity, counts }) =>
    GROUPS.flatMap(({ name: group, memberOf }) => {
      const members = new Set(
        modelOut.filter(({ given }) => counts(given)).flatMap(({ given }) => memberOf(given) ?? []),
      );
      return [...members].sort().flatMap((member) => {
        const of = (predicted: readonly Predicted[]): Errors | undefined =>
          summarise(
            predicted
              .filter(({ given }) => counts(given) && memberOf(given) === member)
              .map(({ error }) => error),
          );
        const [models, gpus] = [of(modelOut), of(gpuOut)];
        if (models === undefined || gpus === undefined || models.rows < LEAST_ROWS) return [];
        const worse = models.p90AbsoluteError >= gpus.p90AbsoluteError ? models : gpus;
        const leftOut = worse === models ? 'model' : 'gpu';
        const cells = [
          quantity,
          group,
          member,
          String(worse.rows),
          leftOut,
          percent(worse.medianAbsoluteError),
          percent(worse.p90AbsoluteError),
          percent(worse.bias),
          'serving-calibration',
          today,
        ];
        return [`| ${cells.join(' | ')} |`];
      });
    }),
  );
  const text = readFileSync(TABLE, 'utf8');
  const head = text.indexOf('<!-- table: serving-errors -->');
  const body = text.indexOf('|---|', head);
  const from = text.indexOf('\n', body) + 1;
  const to = text.indexOf('\n## ', from);
  writeFileSync(TABLE, `${text.slice(0, from)}${rows.join('\n')}\n${text.slice(to)}`);
}

function percent(share: number): string {
  return String(Number((100 * share).toFixed(1)));
}
