import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { binnedDrift } from '../../../src/engines/statistics/binned-drift.ts';
import { countBins } from '../../../src/engines/statistics/count-bins.ts';
import { peerDrift } from '../../../src/engines/statistics/peer-drift.ts';
import { populationStabilityIndex } from '../../../src/engines/statistics/population-stability-index.ts';
import { quantileEdges } from '../../../src/engines/statistics/quantile-edges.ts';
import { rowsForPsi } from '../../../src/engines/statistics/rows-for-psi.ts';
import example from './frouros-example.json' with { type: 'json' };
import { seededUniform } from './histograms.ts';

// The figures of references/drift.md are what the engines compute.

const text = readFileSync(new URL('../../../references/drift.md', import.meta.url), 'utf8');

/** The rows of the table whose header begins so, cell by cell. */
function tableOf(header: string): string[][] {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${header} |`));
  expect(start).toBeGreaterThan(0);
  const rest = lines.slice(start + 2);
  return rest
    .slice(
      0,
      rest.findIndex((line) => !line.startsWith('|')),
    )
    .map((line) =>
      line
        .slice(2, -2)
        .split(' | ')
        .map((cell) => cell.trim()),
    );
}
const share = (cell = ''): number => Number(cell.replace(' %', '')) / 100;

test('the rows that are needed', () => {
  const rows = tableOf('Bins');
  expect(rows.map(([bins]) => bins)).toEqual(['5', '10', '20', '50']);
  for (const [bins, ...needed] of rows)
    expect(needed.map(Number)).toEqual(
      [0.1, 0.2].flatMap((limit) => {
        const { eachSide, currentAlone } = rowsForPsi(Number(bins), limit, 1e15);
        return [eachSide, currentAlone];
      }),
    );
});

test('the false alarms, simulated again with another seed, within four standard errors', () => {
  const uniform = seededUniform(1);
  const trials = 1000;
  const draw = (rows: number, bins: number): number[] => {
    const counts = new Array<number>(bins).fill(0);
    for (let row = 0; row < rows; row++) {
      const bin = Math.floor(uniform() * bins);
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
    return counts;
  };
  const rows = tableOf('Reference rows').filter(([n]) => Number(n) <= 1000);
  expect(rows.length).toBeGreaterThan(4);
  for (const [n, m, above5, above10, significant10, above20, supported10, drift10] of rows) {
    const found = (bins: number) =>
      Array.from({ length: trials }, () =>
        binnedDrift(draw(Number(n), bins), draw(Number(m), bins), true, {
          moderateFrom: 0.1,
          significantAbove: 0.2,
          alpha: 0.05,
        }),
      );
    const agree = (cell: string | undefined, hits: number): void => {
      const told = share(cell);
      const error = Math.sqrt(Math.max(told * (1 - told), 1 / trials) / trials);
      expect(Math.abs(hits / trials - told), `${n} rows, ${cell}`).toBeLessThan(4 * error);
    };
    const [five, ten, twenty] = [found(5), found(10), found(20)];
    agree(above5, five.filter(({ psi }) => psi > 0.1).length);
    agree(above10, ten.filter(({ psi }) => psi > 0.1).length);
    agree(significant10, ten.filter(({ psi }) => psi > 0.2).length);
    agree(above20, twenty.filter(({ psi }) => psi > 0.1).length);
    agree(supported10, ten.filter(({ evidence }) => evidence === 'supported').length);
    agree(drift10, ten.filter(({ verdict }) => verdict === 'drift').length);
  }
});

test('the PSIs of five tools for one pair of samples', () => {
  const reference = Float64Array.from(example.reference).sort();
  const current = Float64Array.from(example.current).sort();
  const edges = quantileEdges(reference, 10);
  const ours = populationStabilityIndex(countBins(reference, edges), countBins(current, edges)).value;
  const told = Object.fromEntries(
    tableOf('Tool, default settings').map(([tool = '', psi]) => [tool.split(' ')[0], psi]),
  );
  const three = (value: number | undefined): string => String(Number((value ?? Number.NaN).toPrecision(3)));
  expect(told).toEqual({
    computePSI: three(ours),
    Evidently: three(peerDrift('evidently', reference, current).psi),
    frouros: three(peerDrift('frouros', reference, current).psi),
    popmon: three(peerDrift('popmon', reference, current).psi),
    NannyML: '-',
  });
  const nannyml = peerDrift('nannyml', reference, current);
  expect(text).toContain(`in base 2 instead: ${three(nannyml.jensenShannonDistance)}`);
});
