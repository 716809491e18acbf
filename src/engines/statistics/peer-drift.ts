import { alignLevels } from './align-levels.ts';
import { hellinger } from './hellinger.ts';
import { jensenShannon } from './jensen-shannon.ts';
import { doaneBins, linearEdges, numpyHistogram, sturgesBins } from './numpy-histogram.ts';
import { populationStabilityIndex } from './population-stability-index.ts';
import { proportions } from './proportions.ts';
import { quantileType7 } from './quantile-type7.ts';

export type Peer = 'evidently' | 'nannyml' | 'popmon' | 'frouros';

/** What another tool makes of two samples of numbers, in its own convention. */
export type PeerDrift = {
  /** Names of the peer's bins: `[0, 1.5)`, or a value. */
  readonly labels: readonly string[];
  /** Rows a bin. */
  readonly reference: readonly number[];
  readonly current: readonly number[];
  /** How the peer cuts, in a few words. */
  readonly binning: string;
  /** As the peer reports it. */
  readonly psi?: number;
  /** As the peer reports it: base e for Evidently, base 2 for NannyML. */
  readonly jensenShannonDistance?: number;
  readonly hellinger?: number;
};

/**
 * Reproduces the drift figures of four Python packages with their default settings, so that a value from one of them can
 * be set beside ours. Test: test/evidence/drift/peers.json.
 * - Evidently 0.7: at most 20 distinct reference values one bin each, else equal width by Sturges' rule over both samples
 *   pooled; an empty bin counts 1e-4, or the least other share / 1e6 where that share is at most 1e-4.
 * - NannyML 0.13: equal width by Doane's rule over the reference, current rows outside in one more bin; it has no PSI.
 * - popmon 1.4: widths of a fortieth of the reference's 5 to 95 % range, widened by a ninth; PSI is summed over the numbers
 *   of rows, not their shares, each plus 1e-5, and so grows with the rows.
 * - frouros 0.9: ten bins of equal width over both samples pooled; an empty bin counts 2.2e-308.
 * @param reference, current ascending, finite, at least one value each.
 * @throws RangeError on an empty sample.
 */
export function peerDrift(peer: Peer, reference: ArrayLike<number>, current: ArrayLike<number>): PeerDrift {
  if (reference.length === 0 || current.length === 0)
    throw new RangeError('an empty sample has no histogram');
  switch (peer) {
    case 'evidently':
      return evidently(reference, current);
    case 'nannyml':
      return nannyml(reference, current);
    case 'popmon':
      return popmon(reference, current);
    case 'frouros': {
      const edges = linearEdges(pooled(reference, current), 10);
      const counts = { reference: numpyHistogram(reference, edges), current: numpyHistogram(current, edges) };
      const { value } = populationStabilityIndex(counts.reference, counts.current, 2.2250738585072014e-308);
      return {
        ...counts,
        labels: names(edges),
        binning: 'as frouros 0.9: ten bins of equal width over both sides',
        psi: value,
      };
    }
  }
}

function evidently(reference: ArrayLike<number>, current: ArrayLike<number>): PeerDrift {
  const levels = alignLevels(Array.from(reference), Array.from(current));
  const both = pooled(reference, current);
  const edges = new Set(Array.from(reference)).size > 20 ? linearEdges(both, sturgesBins(both)) : undefined;
  const counts =
    edges === undefined
      ? { reference: levels.reference, current: levels.current }
      : { reference: numpyHistogram(reference, edges), current: numpyHistogram(current, edges) };
  const filled = (side: readonly number[]): number[] => {
    const shares = proportions(side);
    const least = Math.min(...shares.filter((share) => share > 0));
    return shares.map((share) => (share > 0 ? share : least <= 1e-4 ? least / 1e6 : 1e-4));
  };
  const p = filled(counts.reference);
  const q = filled(counts.current);
  return {
    ...counts,
    labels: edges === undefined ? levels.levels.map(String) : names(edges),
    binning:
      edges === undefined
        ? 'as Evidently 0.7: one bin a value'
        : "as Evidently 0.7: equal width by Sturges' rule over both sides",
    psi: sumOverBins(p, q),
    jensenShannonDistance: Math.sqrt(jensenShannon(counts.reference, counts.current).divergenceNats),
  };
}

function nannyml(reference: ArrayLike<number>, current: ArrayLike<number>): PeerDrift {
  const edges = linearEdges(reference, doaneBins(reference));
  const inside = numpyHistogram(current, edges);
  const outside = current.length - inside.reduce((sum, count) => sum + count, 0);
  const counts =
    outside > 0
      ? { reference: [...numpyHistogram(reference, edges), 0], current: [...inside, outside] }
      : { reference: numpyHistogram(reference, edges), current: inside };
  return {
    ...counts,
    labels: outside > 0 ? [...names(edges), 'outside'] : names(edges),
    binning: "as NannyML 0.13: equal width by Doane's rule over the reference, what lies outside in one more",
    jensenShannonDistance: jensenShannon(counts.reference, counts.current).distance,
    hellinger: hellinger(counts.reference, counts.current),
  };
}

function popmon(reference: ArrayLike<number>, current: ArrayLike<number>): PeerDrift {
  const quantiles = (low: number, high: number): [number, number] => [
    quantileType7(reference, low, 100),
    quantileType7(reference, high, 100),
  ];
  const inner = quantiles(5, 95);
  const [low, high] = inner[0] < inner[1] ? inner : quantiles(0, 100);
  const range = high > low ? (high - low) * (1 / 0.9) : 1;
  const width = range / 40;
  const origin = low - range * 0.05;
  const bin = (value: number): number => Math.floor((value - origin) / width);
  const { levels, ...filled } = alignLevels(Array.from(reference, bin), Array.from(current, bin));
  const order = levels.map((_, at) => at).sort((x, y) => (levels[x] ?? 0) - (levels[y] ?? 0));
  const p = order.map((at) => filled.reference[at] ?? 0);
  const q = order.map((at) => filled.current[at] ?? 0);
  const raised = (counts: readonly number[]): number[] => counts.map((count) => count + 1e-5);
  return {
    labels: order.flatMap((at) => {
      const start = origin + (levels[at] ?? 0) * width;
      return names([start, start + width]);
    }),
    reference: p,
    current: q,
    binning:
      "as popmon 1.4: forty widths over the reference's 5 to 95 % range and a little more, filled bins alone",
    psi: sumOverBins(raised(p), raised(q)),
  };
}

/** Of bins closed on the left, to six significant digits. */
function names(edges: readonly number[]): string[] {
  const short = edges.map((edge) => String(Number(edge.toPrecision(6))));
  return short.slice(1).map((end, bin) => `[${short[bin]}, ${end})`);
}

function sumOverBins(p: readonly number[], q: readonly number[]): number {
  return p.reduce((sum, share, bin) => {
    const other = q[bin] ?? 0;
    return sum + (other - share) * Math.log(other / share);
  }, 0);
}

function pooled(reference: ArrayLike<number>, current: ArrayLike<number>): Float64Array {
  const both = new Float64Array(reference.length + current.length);
  both.set(reference);
  both.set(current, reference.length);
  return both;
}
