import { cpus } from 'node:os';
import { candidatesOf, serviceOn } from '../src/answers/llm-candidates.ts';
import { holdPercentile } from '../src/answers/llm-percentiles.ts';
import { subjectOfName } from '../src/answers/llm-subject.ts';
import { servingConstantsOf } from '../src/answers/serving-constants-of.ts';
import { servingWorkload } from '../src/answers/serving-workload.ts';
import { catalogOf, readTables } from '../src/catalog/read-tables.ts';
import { ALL_TABLES } from '../src/catalog/table-list.ts';
import { accelerators } from '../src/catalog/tables/accelerators.ts';
import { defaults } from '../src/catalog/tables/defaults.ts';
import { gpuPrices } from '../src/catalog/tables/gpu-prices.ts';
import { weightFormats } from '../src/catalog/tables/weight-formats.ts';
import { rowCalled } from '../src/contract/row-called.ts';

/**
 * Times the parts of sizing a language model, median of some runs after a warm-up: the analytic screen of every accelerator,
 * layout and copy, and the simulation of one finalist. Prints, never judges.
 */
const RUNS = 15;
const catalog = catalogOf(readTables(new URL('../references', import.meta.url).pathname, ALL_TABLES));
const rows = catalog.rows(accelerators);
const assumed = (id: string): number => rowCalled(catalog.rows(defaults), id, 'defaults', 'default').value;

console.log(`Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}`);
for (const [model, formatId] of [
  ['Llama-3.1-70B', 'fp8'],
  ['DeepSeek-V3', 'fp8-block'],
  ['Qwen3-8B', 'bf16'],
] as const) {
  const subject = subjectOfName(model, catalog);
  const format = rowCalled(catalog.rows(weightFormats), formatId, 'format', 'weight format');
  const workload = servingWorkload({
    shape: subject.shape,
    parameters: subject.parameters,
    format,
    kvElementBytes: 2,
    inputTokens: 2000,
    outputTokens: 500,
  });
  const asked = {
    engine: 'vllm',
    demand: { requestsPerSecond: 10, targetLoad: assumed('target-load') },
    targets: { timePerOutputToken: 0.05, timeToFirstToken: 1 },
    rentals: catalog.rows(gpuPrices),
    today: '2026-11-25',
    constants: servingConstantsOf(catalog),
    assumed,
  } as const;
  const screen = () =>
    candidatesOf(
      rows.map((row) => serviceOn(row, format, workload, asked)),
      asked,
    );
  const candidates = screen();
  const [first] = candidates;
  if (first === undefined) throw new Error('nothing to simulate');
  const simulate = () =>
    holdPercentile(first, { requestsPerSecond: 10, spread: 2, percentile: 'p95', targets: asked.targets });
  console.log(
    `${model} in ${formatId}: screen of ${rows.length} accelerators, ${candidates.length} configurations ${median(screen)} ms; simulated finalist ${median(simulate)} ms`,
  );
}

function median(work: () => unknown): string {
  work();
  const times = Array.from({ length: RUNS }, () => {
    const from = performance.now();
    work();
    return performance.now() - from;
  }).sort((a, b) => a - b);
  return (times[Math.floor(RUNS / 2)] ?? 0).toFixed(0);
}
