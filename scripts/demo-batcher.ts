import { batcherRows, delayRows } from './batching/tables.ts';

/** Prints the two computed tables of references/batching.md. */
function print(header: readonly string[], rows: readonly (readonly string[])[]): void {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  console.log([line(header), line(header.map(() => '---')), ...rows.map(line), ''].join('\n'));
}

print(
  [
    'Requests/s',
    'Largest batch',
    'Wait (ms)',
    'Sketch: mean batch',
    'runs on nothing',
    'own answer',
    'One timer: mean batch',
    'own answer',
  ],
  await batcherRows(),
);
print(
  ['Requests/s', 'Delay (ms)', 'Mean (ms)', 'P95 (ms)', 'P99 (ms)', 'Mean batch', 'Server busy'],
  delayRows(),
);
