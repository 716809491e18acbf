import { kolmogorovSurvival } from './kolmogorov-survival.ts';

export type SortedComparison = {
  readonly n: number;
  readonly m: number;
  readonly ks: {
    readonly statistic: number;
    readonly pValue: number;
    readonly method: 'asymptotic-stephens';
    readonly ties: boolean;
  };
  /** Wasserstein distance of order 1; infinite when one side holds an infinity that the other lacks. */
  readonly wasserstein1: number;
};

/**
 * Kolmogorov-Smirnov statistic and Wasserstein distance of two columns that come in ascending blocks, in one reading of both: for columns too
 * long for memory. The numbers of rows must be known, since both distribution functions are followed as shares.
 * @throws RangeError when the blocks descend, or hold another number of values than said.
 */
export async function sortedComparison(
  reference: AsyncIterable<Float64Array>,
  n: number,
  current: AsyncIterable<Float64Array>,
  m: number,
): Promise<SortedComparison> {
  const left = cursor(reference);
  const right = cursor(current);
  await Promise.all([left.fill(), right.fill()]);
  let distance = 0;
  let area = 0;
  let ties = false;
  let last = Number.NaN;
  while (!(left.done && right.done)) {
    const value = Math.min(left.value, right.value);
    const gap = Math.abs(left.passed / n - right.passed / m);
    if (value > last && gap > 0) area += gap * (value - last);
    if (value < last) throw new RangeError(`${value} follows ${last}: the blocks are not ascending`);
    const before = left.passed + right.passed;
    // a run of one value may go on in the next block
    while (!left.done && left.value === value) if (left.step()) await left.fill();
    while (!right.done && right.value === value) if (right.step()) await right.fill();
    if (left.passed + right.passed - before > 1) ties = true;
    distance = Math.max(distance, Math.abs(left.passed * m - right.passed * n));
    last = value;
  }
  if (left.passed !== n || right.passed !== m)
    throw new RangeError(`${left.passed} and ${right.passed} values came where ${n} and ${m} were due`);
  const statistic = distance / (n * m);
  const root = Math.sqrt(n / (1 + n / m));
  const pValue = kolmogorovSurvival((root + 0.12 + 0.11 / root) * statistic);
  return { n, m, ks: { statistic, pValue, method: 'asymptotic-stephens', ties }, wasserstein1: area };
}

/** A place in ascending blocks. */
type Cursor = {
  /** The value here; Infinity at the end. */
  value: number;
  /** How many values lie before it. */
  passed: number;
  done: boolean;
  /** One value on. @returns whether the next block is needed: call `fill`. */
  step(): boolean;
  fill(): Promise<void>;
};

function cursor(blocks: AsyncIterable<Float64Array>): Cursor {
  const source = blocks[Symbol.asyncIterator]();
  let block: Float64Array = new Float64Array(0);
  let at = 0;
  return {
    value: Number.POSITIVE_INFINITY,
    passed: 0,
    done: false,
    step() {
      this.passed++;
      at++;
      if (at >= block.length) return true;
      this.value = block[at] as number;
      return false;
    },
    async fill() {
      do {
        const next = await source.next();
        if (next.done) {
          this.done = true;
          this.value = Number.POSITIVE_INFINITY;
          return;
        }
        block = next.value;
        at = 0;
      } while (block.length === 0);
      this.value = block[0] as number;
    },
  };
}
