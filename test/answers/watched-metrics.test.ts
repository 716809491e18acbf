import { describe, expect, test } from 'vitest';
import { nearestEdge, watchedMetrics } from '../../src/answers/watched-metrics.ts';
import { metricNames, SERVING_RUNTIMES } from '../../src/catalog/tables/metric-names.ts';
import { realContext } from '../support/read-catalog.ts';

const rows = realContext().catalog.rows(metricNames);

describe('the metrics of a runtime', () => {
  test.each(SERVING_RUNTIMES)(
    '%s: latency, requests and errors are known, and none is of a past version',
    (runtime) => {
      const { former, ...watched } = watchedMetrics(rows, runtime);
      const used = Object.values(watched).flat();
      expect(used.filter(({ status }) => status === 'renamed' || status === 'removed')).toEqual([]);
      expect(former.every(({ note }) => note !== undefined)).toBe(true);
    },
  );

  test('TorchServe alone has no latency histogram', () => {
    expect(
      SERVING_RUNTIMES.filter((runtime) => watchedMetrics(rows, runtime).latency.type !== 'histogram'),
    ).toEqual(['torchserve']);
  });

  test.each([
    ['vllm', 8000, 10_000],
    ['vllm', 2000, 2000],
    ['triton', 120, 100],
    ['ray-serve', 240, 200],
  ] as const)('%s: the edge nearest to %i ms is %i ms', (runtime, asked, edgeMs) => {
    expect(nearestEdge(watchedMetrics(rows, runtime).latency, asked)?.edgeMs).toBe(edgeMs);
  });

  test("TGI's 35 edges are a geometric sequence of 1.5, as its source computes them", () => {
    let edge = 0.0001;
    const edges = Array.from({ length: 35 }, () => (edge *= 1.5));
    expect(watchedMetrics(rows, 'tgi').latency.buckets).toEqual(edges);
  });

  test('an unknown runtime is a fault of the table', () => {
    expect(() => watchedMetrics([], 'vllm')).toThrow('lacks latency, requests or errors of vllm');
  });
});
