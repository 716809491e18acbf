import fc from 'fast-check';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, test } from 'vitest';
import { SERVING_RUNTIMES } from '../../src/catalog/tables/metric-names.ts';
import { InputError } from '../../src/contract/input-error.ts';
import { planMonitoring } from '../../src/tools/plan-monitoring.ts';
import { realContext } from '../support/read-catalog.ts';

type Checked = {
  signal: string;
  state: string;
  value: number;
  low?: number;
  high?: number;
  threshold: number;
  why: string;
};
type Signal = {
  signal: string;
  rule: string;
  threshold: number;
  needs?: number;
  falseAlarmsPerMonth?: number;
};
type Answer = {
  verdict: string;
  checked?: Checked[];
  signals?: Signal[];
  pairs?: { pair: string; failures?: { falseAlarmsPerMonth?: number; fewestRequests?: number } }[];
  quality?: {
    labelsNeeded?: number;
    labelsPerDay?: number;
    detectionDelayDays?: number;
    withoutLabels?: string;
  };
  artefacts: { artefact: string }[];
  files?: { path: string; content: string }[];
  assumptions: string[];
  warnings: string[];
};

const CHAT = {
  runtime: 'vllm',
  model: 'llm',
  service: 'chat',
  requestsPerSecond: 5,
  capacityPerSecond: 2500,
  latencyP50Ms: 1200,
  latencyP95Ms: 4000,
  latencyP99Ms: 9000,
} as const;

const ask = async (raw: unknown): Promise<{ answer: Answer; text: string }> => {
  const { structured, text } = await planMonitoring.execute(raw, realContext());
  return { answer: structured as Answer, text };
};

const faultOf = async (raw: unknown): Promise<string> => {
  try {
    await planMonitoring.execute(raw, realContext());
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return 'no fault';
};

const now = async (values: object, facts: object = {}): Promise<Checked | undefined> =>
  (await ask({ ...CHAT, ...facts, now: values })).answer.checked?.[0];

describe('a whole answer', () => {
  test('a chat model on vLLM', async () => {
    expect((await ask({ ...CHAT, detail: 'full' })).text).toMatchInlineSnapshot(`
      "**chat: page when 14.4 % of requests fail over 1 h or 72 % take over 10,000 ms; ticket from 1 % failing; drift from PSI 0.2.**

      | Signal | Rule | Metric | Needs | False alarms a month | Why |
      |---|---|---|---|---|---|
      | latency | over 5 % of requests slower than 10,000 ms, by burn rate | vllm:e2e_request_latency_seconds | 60 requests in 72 h | 0 | a P95 above T is over 5 % slower than T: exact at a bucket's edge, the nearest to 8,000 ms |
      | throughput | under 2,000 tokens/s for 10 min while vllm:num_requests_waiting >= 1; over it for 30 min: add capacity | vllm:generation_tokens_total | a load test for the capacity | not computed | without the queue it fires every quiet night |
      | errors | objective 99 % over 30 days, by burn rate | http_requests_total | 1,500 requests in 72 h | 0 | 1 % is burn rate 1, the slowest ticket; a page is for a budget gone in hours |
      | drift | PSI > 0.2 and above its 99 % point without drift, 0.0001 | ml_drift_psi | 170 rows a side and window | 0 | at these rows noise stays below it |
      | data quality | over 5 % of a column's rows newly missing or out of range | ml_data_missing_share | 80 rows a window | 0 | usually 1 %: fewer rows pass 5 % by chance |

      | Pair | Windows | Burn rate | Failed | Slow |
      |---|---|---|---|---|
      | page-fast | 1h and 5m | 14.4 | > 14.4 %, from 14 requests, has 18,000, 0 false alarms a month | > 72 %, from 2 requests, has 18,000, 0 false alarms a month |
      | page-slow | 6h and 30m | 6 | > 6 %, from 50 requests, has 108,000, 0 false alarms a month | > 30 %, from 7 requests, has 108,000, 0 false alarms a month |
      | ticket-fast | 1d and 2h | 3 | > 3 %, from 134 requests, has 432,000, 0 false alarms a month | > 15 %, from 14 requests, has 432,000, 0 false alarms a month |
      | ticket-slow | 3d and 6h | 1 | > 1 %, from 1,500 requests, has 1,296,000, 0 false alarms a month | > 5 %, from 60 requests, has 1,296,000, 0 false alarms a month |

      **Quality**
      - share of answers rated good: labels needed not computed (send quality)
      - until labels come: rate a random sample every window; no statistic of the inputs replaces it
      - watch too: length of prompts and answers, refusals, finish reasons, retries

      **Files (name one as \`artefact\` to get it whole)**
      - \`prometheus-rules\`: chat-rules.yaml, 12,558 bytes; alert: RequestFailuresPageFast
      - \`grafana-dashboard\`: chat-dashboard.json, 13,563 bytes; "title":"chat: serving and drift"
      - \`drift-check\`: drift-cronjob.yaml, drift.json, drift.crontab, 2,567 bytes; schedule: 7 3 * * *

      **Assumed**
      - the objective is over 30 days
      - availability objective 99 %
      - usual failures: 0.5 % of requests, half the budget
      - latency is log-normal between and beyond the percentiles given: 0.787 % usually over 10,000 ms
      - usual anomalies: 1 % of rows
      - labels never arrive (labelShare 0)
      - failures are random and independent; those that come in bursts raise more alarms

      **Sources**
      - vllm-buckets: [vLLM: bucket boundaries of its histograms](https://github.com/vllm-project/vllm/blob/139b1c3f17/vllm/v1/metrics/buckets.py), 2026
      - sre-workbook-slo: [Google, The Site Reliability Workbook, chapter 5: alerting on SLOs](https://sre.google/workbook/alerting-on-slos/), 2018
      - sloth-windows: [Sloth: alert windows for 30 days](https://github.com/slok/sloth/blob/0e395d8151/internal/alert/windows/google-30d.yaml), 2026-04-04
      - vllm-http-status: [vLLM pull request 44303: 4xx that were recorded as 5xx](https://github.com/vllm-project/vllm/pull/44303), 2026-06-02
      - psi-yurdakul-2018: [Yurdakul, Statistical Properties of Population Stability Index (dissertation)](https://scholarworks.wmich.edu/dissertations/3208), 2018-04

      **Next**
      - detectDrift: the comparison that the scheduled check runs"
    `);
  });

  test('a fraud classifier on Triton, now', async () => {
    expect((await ask(planMonitoring.examples[1]?.input)).answer).toMatchInlineSnapshot(`
      {
        "artefacts": [
          {
            "artefact": "prometheus-rules",
            "bytes": 11631,
            "excerpt": "alert: RequestFailuresPageFast",
            "path": "fraud-rules.yaml",
          },
          {
            "artefact": "grafana-dashboard",
            "bytes": 10166,
            "excerpt": ""title":"fraud: serving and drift"",
            "path": "fraud-dashboard.json",
          },
          {
            "artefact": "drift-check",
            "bytes": 2577,
            "excerpt": "schedule: 7 3 * * *",
            "path": "drift-cronjob.yaml, drift.json, drift.crontab",
          },
        ],
        "assumptions": [
          "the objective is over 30 days",
          "availability objective 99 %",
          "usual failures: 0.5 % of requests, half the budget",
          "latency is log-normal between and beyond the percentiles given: 0.7984 % usually over 100 ms",
          "usual anomalies: 1 % of rows",
          "failures are random and independent; those that come in bursts raise more alarms",
        ],
        "checked": [
          {
            "high": 0.0422027,
            "low": 0.0118816,
            "signal": "errors",
            "state": "fires",
            "threshold": 0.01,
            "unit": "share",
            "value": 0.0225,
            "why": "9 of 400 requests failed; the budget goes 2.25 times as fast as it may, beyond ticket-slow (1)",
          },
          {
            "signal": "drift",
            "state": "fires",
            "threshold": 0.2,
            "unit": "nats",
            "value": 0.24,
            "why": "without drift one window in a hundred passes 0.04442 at 20,000 and 500 rows (p 5.30e-21)",
          },
        ],
        "next": [
          {
            "tool": "detectDrift",
            "why": "the comparison that the scheduled check runs",
          },
        ],
        "sources": [
          {
            "asOf": "2026-08-19",
            "id": "triton-metrics",
            "title": "Triton Inference Server: metrics",
            "url": "https://github.com/triton-inference-server/server/blob/e1db8a603d/docs/user_guide/metrics.md",
          },
          {
            "asOf": "2018",
            "id": "sre-workbook-slo",
            "title": "Google, The Site Reliability Workbook, chapter 5: alerting on SLOs",
            "url": "https://sre.google/workbook/alerting-on-slos/",
          },
          {
            "asOf": "2026-04-04",
            "id": "sloth-windows",
            "title": "Sloth: alert windows for 30 days",
            "url": "https://github.com/slok/sloth/blob/0e395d8151/internal/alert/windows/google-30d.yaml",
          },
          {
            "asOf": "2018-04",
            "id": "psi-yurdakul-2018",
            "title": "Yurdakul, Statistical Properties of Population Stability Index (dissertation)",
            "url": "https://scholarworks.wmich.edu/dissertations/3208",
          },
          {
            "asOf": "1927",
            "id": "wilson-1927",
            "title": "Wilson, Probable inference, the law of succession, and statistical inference",
            "url": "https://doi.org/10.1080/01621459.1927.10502953",
          },
          {
            "asOf": "2026",
            "id": "r-power-prop-test",
            "title": "R: power calculations for a two-sample test of proportions",
            "url": "https://stat.ethz.ch/R-manual/R-devel/library/stats/html/power.prop.test.html",
          },
        ],
        "verdict": "fraud: act on errors, drift.",
        "warnings": [
          "Off as shipped: nv_inference_first_response_histogram_ms (--metrics-config histogram_latencies=true; experimental; buckets by model_metrics in config.pbtxt; for a streamed answer it is the time to the first part).",
        ],
      }
    `);
  });

  test('a vision model on TorchServe, of which little is known', async () => {
    expect((await ask({ runtime: 'torchserve', model: 'detector' })).text).toMatchInlineSnapshot(`
      "**model: page when 14.4 % of requests fail over 1 h; latency only as a mean against last week, for this runtime has no percentiles; ticket from 1 % failing; drift from PSI 0.2.**

      | Signal | Rule | Metric | Needs | False alarms a month | Why |
      |---|---|---|---|---|---|
      | latency | mean latency over 2 times the same hour last week | ts_inference_latency_microseconds | 100 requests an hour | not computed | ts_inference_latency_microseconds is a running total: no percentile can be had from it |
      | throughput | not watched | Requests2XX | a load test for the capacity | not computed | no capacity was given (capacityPerSecond, from a load test) |
      | errors | objective 99 % over 30 days, by burn rate | Requests5XX | 1,500 requests in 72 h | not computed | 1 % is burn rate 1, the slowest ticket; a page is for a budget gone in hours |
      | drift | PSI > 0.2 and above its 99 % point without drift | ml_drift_psi | 170 rows a side and window | not computed | how high noise reaches depends on the rows: send rowsPerWindow and referenceRows |
      | data quality | over 5 % of a column's rows newly missing or out of range | ml_data_missing_share | 80 rows a window | not computed | usually 1 %: fewer rows pass 5 % by chance |

      | Pair | Windows | Burn rate | Failed | Slow |
      |---|---|---|---|---|
      | page-fast | 1h and 5m | 14.4 | > 14.4 % | - |
      | page-slow | 6h and 30m | 6 | > 6 % | - |
      | ticket-fast | 1d and 2h | 3 | > 3 % | - |
      | ticket-slow | 3d and 6h | 1 | > 1 % | - |

      **Quality**
      - precision at the deployed threshold (recall on a labelled sample): labels needed not computed (send quality)
      - until labels come: objects an image and shares of classes; empty images
      - watch too: objects an image, confidence, image size, brightness

      **Files (name one as \`artefact\` to get it whole)**
      - \`prometheus-rules\`: model-rules.yaml, 7,795 bytes; alert: RequestFailuresPageFast
      - \`grafana-dashboard\`: model-dashboard.json, 7,509 bytes; "title":"model: serving and drift"
      - \`drift-check\`: drift-cronjob.yaml, drift.json, drift.crontab, 2,577 bytes; schedule: 7 3 * * *

      **Warnings**
      - torchserve exports no latency percentiles: an alert on P95 is not written. Take a histogram from a proxy or OpenTelemetry in front.
      - TorchServe is no longer maintained.
      - The row of ts_inference_latency_microseconds is of 2025-03-17, 616 days old (stale after 540): check it before you rely on it.

      **Assumed**
      - the objective is over 30 days
      - availability objective 99 %
      - usual failures: 0.5 % of requests, half the budget
      - usual anomalies: 1 % of rows
      - labels never arrive (labelShare 0)
      - failures are random and independent; those that come in bursts raise more alarms

      **Sources**
      - torchserve-metrics: [TorchServe: metrics (no longer maintained)](https://github.com/pytorch/serve/blob/62c4d6a1fd/docs/metrics.md), 2025-03-17
      - sre-workbook-slo: [Google, The Site Reliability Workbook, chapter 5: alerting on SLOs](https://sre.google/workbook/alerting-on-slos/), 2018
      - sloth-windows: [Sloth: alert windows for 30 days](https://github.com/slok/sloth/blob/0e395d8151/internal/alert/windows/google-30d.yaml), 2026-04-04

      **Next**
      - detectDrift: the comparison that the scheduled check runs"
    `);
  });
});

describe('the plan', () => {
  test.each(SERVING_RUNTIMES)(
    '%s: its three files are listed, and given whole by name alone',
    async (runtime) => {
      const listed = (await ask({ ...CHAT, runtime })).answer;
      expect(listed.artefacts.map(({ artefact }) => artefact)).toEqual([
        'prometheus-rules',
        'grafana-dashboard',
        'drift-check',
      ]);
      expect(listed.files).toBeUndefined();
      for (const { artefact } of listed.artefacts) {
        const { answer } = await ask({ ...CHAT, runtime, artefact });
        expect(answer.files?.every(({ content }) => content.length > 50)).toBe(true);
        expect(answer.signals).toBeUndefined();
      }
    },
  );

  test('a bare service gets an answer, and every value that was taken for granted is named', async () => {
    const { answer } = await ask({ runtime: 'opentelemetry', model: 'embedding' });
    expect(answer.assumptions).toMatchInlineSnapshot(`
      [
        "the objective is over 30 days",
        "availability objective 99 %",
        "usual failures: 0.5 % of requests, half the budget",
        "usual anomalies: 1 % of rows",
        "labels never arrive (labelShare 0)",
        "failures are random and independent; those that come in bursts raise more alarms",
      ]
    `);
    expect(answer.signals?.find(({ signal }) => signal === 'latency')?.rule).toContain('same hour last week');
  });

  test('thin traffic: pairs that cannot tell are held off and the answer says what would help', async () => {
    const { answer } = await ask({
      ...CHAT,
      requestsPerSecond: 10 / 3600,
      availability: 0.999,
      capacityPerSecond: undefined,
      detail: 'full',
    });
    expect(answer.warnings).toMatchInlineSnapshot(`
      [
        "Failures: page-fast needs 209 requests, has 10; page-slow needs 500 requests, has 60; ticket-fast needs 1,334 requests, has 240; ticket-slow needs 15,000 requests, has 720: held off. Synthetic requests, a joint objective or a lower one would help.",
      ]
    `);
  });

  test('an objective already missed leaves its pairs out', async () => {
    const { answer } = await ask({ ...CHAT, usualErrorShare: 0.02, artefact: 'prometheus-rules' });
    expect(answer.files?.[0]?.content).not.toContain('RequestFailuresTicketSlow');
    expect(answer.files?.[0]?.content).toContain('RequestFailuresPageFast');
    expect(answer.warnings.join()).toContain('the usual share reaches ticket-slow');
  });

  test('an objective so low that a burn rate is impossible has no such pair', async () => {
    const { answer } = await ask({ ...CHAT, availability: 0.9 });
    expect(answer.pairs?.find(({ pair }) => pair === 'page-fast')?.failures).toBeUndefined();
    expect(answer.verdict).toContain('60 % of requests fail');
    expect(answer.warnings.join()).toContain(
      'page-fast left out: a budget of 10 % cannot be spent that fast',
    );
  });

  test('the period scales the burn rates: 28 days page at 13.44', async () => {
    const { answer } = await ask({ ...CHAT, periodDays: 28 });
    expect(answer.pairs?.[0]).toMatchObject({ pair: 'page-fast', burnRate: 13.44 });
  });

  test('PSI at 100 rows a side: 0.2 alone would alarm on noise', async () => {
    const { answer } = await ask({ ...CHAT, rowsPerWindow: 100, referenceRows: 100, features: 20 });
    const drift = answer.signals?.find(({ signal }) => signal === 'drift');
    expect(drift).toMatchInlineSnapshot(`
      {
        "falseAlarmsPerMonth": 6.08,
        "founding": "PSI > 0.2",
        "metric": "ml_drift_psi",
        "needs": 170,
        "needsOf": "rows a side and window",
        "rule": "PSI > 0.2 and above its 99 % point without drift, 0.4333",
        "signal": "drift",
        "threshold": 0.43332,
        "unit": "nats",
        "why": "at these rows noise alone passes 0.2: 213.2 false alarms a month",
      }
    `);
    expect(answer.warnings.join()).toContain('At 100 rows a window noise reaches PSI 0.4333');
  });

  test('false alarms fall with traffic', async () => {
    const alarms = async (requestsPerSecond: number): Promise<number> => {
      const { answer } = await ask({ ...CHAT, requestsPerSecond, usualErrorShare: 0.008, detail: 'full' });
      return (
        answer.pairs?.find(({ pair }) => pair === 'ticket-slow')?.failures?.falseAlarmsPerMonth ?? Number.NaN
      );
    };
    const [thin, busy] = [await alarms(0.2), await alarms(2)];
    expect(thin).toBeGreaterThan(busy);
    expect(thin).toBeLessThan(1);
  });

  test.each([
    ['all, at once', { labelShare: 1 }, 1187 / 432_000],
    ['all, after 45 days', { labelShare: 1, labelDelayDays: 45 }, 45 + 1187 / 432_000],
    ['one in a thousand, after 7 days', { labelShare: 0.001, labelDelayDays: 7 }, 7 + 1187 / 432],
  ])('labels that come for %s: a loss shows after their delay and their number', async (_, labels, days) => {
    const { answer } = await ask({ ...CHAT, model: 'classifier', quality: 0.97, ...labels });
    expect(answer.quality?.labelsNeeded).toBe(1187);
    expect(answer.quality?.detectionDelayDays).toBeCloseTo(days, 3);
  });

  test('labels that never come: no delay is computed, and the answer says what is left', async () => {
    const { answer } = await ask({ ...CHAT, model: 'classifier', quality: 0.97 });
    expect(answer.quality?.detectionDelayDays).toBeUndefined();
    expect(answer.quality?.withoutLabels).toContain('calibrated probabilities');
  });

  test('regression needs no baseline: 10 % more error shows in 706 labels', async () => {
    const { answer } = await ask({ ...CHAT, model: 'regression', qualityLoss: 0.1 });
    expect(answer.quality?.labelsNeeded).toBe(706);
  });

  test('an artefact costs what it costs, and nothing else comes with it', async () => {
    for (const artefact of ['prometheus-rules', 'grafana-dashboard', 'drift-check']) {
      const { answer } = await ask({ ...CHAT, artefact });
      process.stdout.write(`planMonitoring ${artefact}: ${encode(JSON.stringify(answer)).length} tokens\n`);
    }
  });
});

describe('what is measured now', () => {
  test.each([
    ['errors', { requests: 10_000, errors: 1600 }, 'fires'],
    ['errors', { requests: 200, errors: 3 }, 'within_noise'],
    ['errors', { requests: 200, errors: 1 }, 'cannot_exclude'],
    ['errors', { requests: 10_000, errors: 20 }, 'quiet'],
    ['latency', { latenciesMs: Array.from({ length: 400 }, (_, at) => 5000 + 20 * at) }, 'fires'],
    ['latency', { latenciesMs: [100, 200, 9000] }, 'within_noise'],
    ['latency', { latenciesMs: Array.from({ length: 400 }, (_, at) => 10 * at) }, 'quiet'],
    ['latency', { p95Ms: 12_000, requests: 5000 }, 'fires'],
    ['latency', { p95Ms: 8100, requests: 100 }, 'within_noise'],
    ['latency', { p95Ms: 7000, requests: 60 }, 'cannot_exclude'],
    ['throughput', { perSecond: 1200, waiting: 4 }, 'fires'],
    ['throughput', { perSecond: 1200, waiting: 0 }, 'quiet'],
    ['throughput', { perSecond: 1200 }, 'cannot_exclude'],
    ['drift', { psi: 0.3 }, 'fires'],
    ['drift', { psi: 0.05 }, 'quiet'],
  ])('%s of %o: %s', async (signal, values, state) => {
    const found = (await ask({ ...CHAT, now: values })).answer.checked?.find(
      (each) => each.signal === signal,
    );
    expect(found?.state).toBe(state);
  });

  test('drift at 100 rows a side is within noise where 5,000 rows would fire', async () => {
    expect((await now({ psi: 0.3 }, { rowsPerWindow: 100, referenceRows: 100 }))?.state).toBe('within_noise');
    expect((await now({ psi: 0.3 }, { rowsPerWindow: 5000, referenceRows: 5000 }))?.state).toBe('fires');
  });

  test('data quality and model quality', async () => {
    expect((await now({ anomalousRows: 90 }, { rowsPerWindow: 1000 }))?.state).toBe('fires');
    expect((await now({ anomalousRows: 4 }, { rowsPerWindow: 50 }))?.state).toBe('within_noise');
    expect((await now({ labelled: 500, correct: 440 }, { quality: 0.94 }))?.state).toBe('fires');
    expect((await now({ labelled: 50, correct: 45 }, { quality: 0.94 }))?.state).toBe('within_noise');
  });

  test('the fastest pair that is reached is named, and whether the sample carries it', async () => {
    expect((await now({ requests: 10_000, errors: 1600 }))?.why).toMatchInlineSnapshot(
      `"1,600 of 10,000 requests failed; the budget goes 16 times as fast as it may, beyond page-fast (14.4)"`,
    );
    expect((await now({ requests: 50, errors: 8 }))?.why).toMatchInlineSnapshot(
      `"8 of 50 requests failed; the budget goes 16 times as fast as it may, at page-fast (14.4), which the interval leaves open"`,
    );
  });
});

describe('bad input', () => {
  test.each<readonly [string, object, string]>([
    [
      'no runtime',
      { runtime: undefined },
      'runtime: is missing. Allowed: vllm, tgi, triton, torchserve, kserve, ray-serve, opentelemetry.',
    ],
    [
      'unknown runtime',
      { runtime: 'vlm' },
      'runtime: "vlm" is not one of the allowed values. Allowed: vllm, tgi, triton, torchserve, kserve, ray-serve, opentelemetry.',
    ],
    [
      'unknown kind',
      { model: 'gan' },
      'model: "gan" is not one of the allowed values. Allowed: llm, classifier, detector, regression, ranking, embedding.',
    ],
    [
      'a service that is no name',
      { service: 'Chat Bot' },
      'service: "Chat Bot" must be up to 30 lower-case letters, digits and hyphens.',
    ],
    [
      'percentiles that fall',
      { latencyP95Ms: 1000 },
      'latencyP95Ms: 1000 ms is not above latencyP50Ms, 1200 ms. Percentiles ascend.',
    ],
    [
      'P99 under P95',
      { latencyP99Ms: 4000 },
      'latencyP99Ms: 4000 ms is not above latencyP95Ms, 4000 ms. Percentiles ascend.',
    ],
    [
      'a latency of nothing',
      { latencyP50Ms: 0 },
      'latencyP50Ms: is 0. Allowed: from 0.000001; leave it out when it is not known.',
    ],
    [
      'a limit of nothing',
      { latencyLimitMs: 0 },
      'latencyLimitMs: is 0. Allowed: from 0.000001; leave it out when it is not known.',
    ],
    [
      'no traffic',
      { requestsPerSecond: 0 },
      'requestsPerSecond: is 0. Allowed: from 0.000001; leave it out when it is not known.',
    ],
    [
      'capacity of nothing',
      { capacityPerSecond: 0 },
      'capacityPerSecond: is 0. Allowed: from 0.000001; leave it out when it is not known.',
    ],
    [
      'an availability in percent',
      { availability: 99.9 },
      'availability: 99.9 is too large. Allowed: at most 0.99999.',
    ],
    [
      'a delay of labels that never come',
      { labelDelayDays: 3 },
      'labelDelayDays: 3 days of delay, but no label ever comes. Send labelShare: 1 when every request gets a label.',
    ],
    ['a quality in percent', { quality: 95 }, 'quality: 95 is too large. Allowed: at most 1.'],
    [
      'a loss above the quality',
      { quality: 0.01, qualityLoss: 0.02 },
      'qualityLoss: 0.02 is not below quality, 0.01.',
    ],
    [
      'a quality of regression',
      { model: 'regression', quality: 0.9 },
      'quality: is a share, and regression has none. Leave it out: the loss is relative to the error.',
    ],
    [
      'errors without requests',
      { now: { errors: 3 } },
      'now.errors: is given without now.requests. Send now.requests too.',
    ],
    [
      'more errors than requests',
      { now: { errors: 3, requests: 2 } },
      'now.errors: 3 is more than now.requests, 2.',
    ],
    [
      'a share of nothing',
      { now: { errors: 0, requests: 0 } },
      'now.requests: is 0: there is no share of nothing. Leave now.errors out.',
    ],
    [
      'anomalies of no rows',
      { requestsPerSecond: undefined, now: { anomalousRows: 3 } },
      'now.anomalousRows: is given without rowsPerWindow. Send rowsPerWindow too.',
    ],
    [
      'two P95s',
      { now: { latenciesMs: [1], p95Ms: 2 } },
      'now.p95Ms: is given beside now.latenciesMs. Send one of them.',
    ],
    [
      'an empty sample',
      { now: { latenciesMs: [] } },
      'now.latenciesMs: is empty. Send at least one latency or leave it out.',
    ],
    [
      'an unknown artefact',
      { artefact: 'helm' },
      'artefact: "helm" is not one of the allowed values. Allowed: prometheus-rules, grafana-dashboard, drift-check.',
    ],
    [
      'labels on next to nothing',
      { labelShare: 1e-9 },
      'labelShare: is 1e-9. Allowed: 0, or from 0.000001 to 1.',
    ],
    [
      'an unknown field',
      { latencyP95: 3 },
      'latencyP95: is not a field of this tool. Did you mean "latencyP95Ms" or "latencyP99Ms".',
    ],
  ])('%s', async (_, change, message) => {
    const raw = Object.fromEntries(
      Object.entries({ ...CHAT, ...change }).filter(([, value]) => value !== undefined),
    );
    expect(await faultOf(raw)).toBe(message);
  });
});

describe('any sound input', () => {
  const some = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
  const share = some(fc.double({ min: 0, max: 1, noNaN: true }));
  const rate = some(
    fc.oneof(
      fc.double({ min: 0.001, max: 5, noNaN: true }),
      fc.double({ min: 1, max: 999_999, noNaN: true }),
    ),
  );
  const input = fc.record({
    runtime: fc.constantFrom(...SERVING_RUNTIMES),
    model: fc.constantFrom('llm', 'classifier', 'detector', 'regression', 'ranking', 'embedding'),
    requestsPerSecond: rate,
    capacityPerSecond: rate,
    latencyP50Ms: some(fc.double({ min: 0.1, max: 5000, noNaN: true })),
    latencyP95Ms: some(fc.double({ min: 1, max: 50_000, noNaN: true })),
    latencyP99Ms: some(fc.double({ min: 1, max: 500_000, noNaN: true })),
    latencyLimitMs: some(fc.double({ min: 1, max: 900_000, noNaN: true })),
    availability: some(fc.double({ min: 0.5, max: 0.99999, noNaN: true })),
    periodDays: some(fc.integer({ min: 1, max: 90 })),
    usualErrorShare: share,
    windowHours: fc.integer({ min: 1, max: 744 }),
    rowsPerWindow: some(fc.integer({ min: 1, max: 999_999_999 })),
    referenceRows: some(fc.integer({ min: 1, max: 999_999_999 })),
    features: fc.integer({ min: 1, max: 9999 }),
    labelShare: fc.double({ min: 0, max: 1, noNaN: true }),
    quality: share,
    now: some(
      fc.record({
        requests: some(fc.nat({ max: 1_000_000 })),
        errors: some(fc.nat({ max: 1000 })),
        p95Ms: some(fc.double({ min: 1, max: 900_000, noNaN: true })),
        perSecond: rate,
        psi: some(fc.double({ min: 0, max: 99, noNaN: true })),
      }),
    ),
    detail: fc.constantFrom('concise', 'full'),
  });
  const defined = (value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([, each]) => each !== undefined)
            .map(([key, each]) => [key, defined(each)]),
        )
      : value;

  test('gives finite numbers or a named fault, soon', async () => {
    const context = realContext();
    let slowest = 0;
    await fc.assert(
      fc.asyncProperty(input, async (raw) => {
        const begin = performance.now();
        try {
          const { structured, text } = await planMonitoring.execute(defined(raw), context);
          expect(text).not.toMatch(/NaN|undefined|∞/);
          expect(JSON.stringify(structured)).not.toContain('null');
        } catch (error) {
          if (!(error instanceof InputError)) throw error;
        }
        slowest = Math.max(slowest, performance.now() - begin);
      }),
      { numRuns: 400 },
    );
    process.stdout.write(`planMonitoring: the slowest of 400 answers took ${slowest.toFixed(0)} ms\n`);
  }, 120_000);
});
