import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { batcherRows, delayRows } from '../../../scripts/batching/tables.ts';

const page = readFileSync(new URL('../../../references/batching.md', import.meta.url), 'utf8');

/** The rows of the table whose header begins so. */
function rowsOf(header: string): string[][] {
  const lines = page.split('\n');
  const from = lines.findIndex((line) => line.startsWith(header));
  expect(from, header).toBeGreaterThan(0);
  const rows: string[][] = [];
  for (const line of lines.slice(from + 2)) {
    if (!line.startsWith('|')) break;
    rows.push(
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
  }
  return rows;
}

describe('references/batching.md', () => {
  test('shows what the two batchers do, digit for digit', async () => {
    expect(rowsOf('| Requests/s | Largest batch | Wait (ms) |')).toEqual(await batcherRows());
  });

  test('shows what a delay buys as the simulator says, within 2.5 %', () => {
    const printed = rowsOf('| Requests/s | Delay (ms) |');
    const simulated = delayRows();
    expect(printed).toHaveLength(simulated.length);
    simulated.forEach((row, at) => {
      row.forEach((cell, column) => {
        const shown = Number.parseFloat(printed[at]?.[column] ?? '');
        const found = Number.parseFloat(cell);
        expect(Math.abs(shown - found), `row ${at}, column ${column}`).toBeLessThanOrEqual(0.025 * found);
      });
    });
  });

  test('a delay lowers no mean and no percentile of its table, and frees the server', () => {
    const rows = rowsOf('| Requests/s | Delay (ms) |').map((row) =>
      row.map((cell) => Number.parseFloat(cell)),
    );
    let compared = 0;
    for (const [load, delay, mean = 0, p95 = 0, p99 = 0, batch = 0, busy = 0] of rows) {
      const none = rows.find(([otherLoad, otherDelay]) => otherLoad === load && otherDelay === 0);
      if (none === undefined || delay === 0) continue;
      compared += 1;
      expect(mean).toBeGreaterThan(none[2] ?? Number.NaN);
      expect(p95).toBeGreaterThan(none[3] ?? Number.NaN);
      expect(p99).toBeGreaterThan(none[4] ?? Number.NaN);
      expect(batch).toBeGreaterThan(none[5] ?? Number.NaN);
      expect(busy).toBeLessThan(none[6] ?? Number.NaN);
    }
    expect(compared).toBe(5);
  });
});
