import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Runtime } from '../../src/answers/watched-metrics.ts';
import { SERVING_RUNTIMES } from '../../src/catalog/tables/metric-names.ts';
import { planMonitoring } from '../../src/tools/plan-monitoring.ts';
import { promtool } from '../support/debian-tools.ts';
import { realContext } from '../support/read-catalog.ts';
import {
  counter,
  gauge,
  ruleTests,
  type Scenario,
  type Series,
  type Stretch,
} from '../support/rule-scenarios.ts';

const tool = promtool();
if ('missing' in tool) process.stdout.write(`prometheus-rules: skipped, ${tool.missing}\n`);
const folder = mkdtempSync(join(tmpdir(), 'rules-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FACTS = {
  model: 'llm',
  service: 'chat',
  job: 'serving',
  modelName: 'm',
  requestsPerSecond: 1,
  capacityPerSecond: 100,
  latencyP50Ms: 300,
  latencyP95Ms: 1000,
  referenceRows: 5000,
} as const;

async function rulesOf(runtime: Runtime, facts: object = {}): Promise<string> {
  const { structured } = await planMonitoring.execute(
    { runtime, ...FACTS, ...facts, artefact: 'prometheus-rules' },
    realContext(),
  );
  const [file] = structured['files'] as { content: string }[];
  return file?.content ?? '';
}

function run(args: readonly string[]): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync('path' in tool ? tool.path : '', args, {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, said: `${stdout}${stderr}` };
}

/** What a runtime exports: requests that succeed, fail, and fail for the client's own fault. */
type Exported = {
  readonly good: string;
  readonly bad: string;
  /** Counted too, and no failure of the service. */
  readonly clients?: string;
  /** Where each failure is also a request of another counter. */
  readonly badIsCountedIn?: 'good';
  readonly latency?: { readonly bucket: string; readonly count: string };
  readonly mean?: { readonly total: string; readonly count: string; readonly perMs: number };
  readonly tokens?: string;
  readonly queue?: string;
};
const J = 'job="serving"';
const EXPORTED: Readonly<Record<Runtime, Exported>> = {
  vllm: {
    good: `http_requests_total{${J},handler="/v1/completions",method="POST",status="2xx"}`,
    bad: `http_requests_total{${J},handler="/v1/completions",method="POST",status="5xx"}`,
    clients: `http_requests_total{${J},handler="/v1/completions",method="POST",status="4xx"}`,
    latency: {
      bucket: `vllm:e2e_request_latency_seconds_bucket{${J},model_name="m",engine="0",le="2.0"}`,
      count: `vllm:e2e_request_latency_seconds_count{${J},model_name="m",engine="0"}`,
    },
    tokens: `vllm:generation_tokens_total{${J},model_name="m",engine="0"}`,
    queue: `vllm:num_requests_waiting{${J},model_name="m",engine="0"}`,
  },
  tgi: {
    good: `tgi_request_count{${J}}`,
    bad: `tgi_request_failure{${J},err="generation"}`,
    clients: `tgi_request_failure{${J},err="validation"}`,
    badIsCountedIn: 'good',
    latency: {
      bucket: `tgi_request_duration_bucket{${J},le="${0.0001 * 1.5 ** 0}"}`,
      count: `tgi_request_duration_count{${J}}`,
    },
    tokens: `tgi_request_generated_tokens_sum{${J}}`,
    queue: `tgi_queue_size{${J}}`,
  },
  triton: {
    good: `nv_inference_request_success{${J},model="m",version="1"}`,
    bad: `nv_inference_request_failure{${J},model="m",version="1",reason="BACKEND"}`,
    clients: `nv_inference_request_failure{${J},model="m",version="1",reason="CANCELED"}`,
    latency: {
      bucket: `nv_inference_first_response_histogram_ms_bucket{${J},model="m",version="1",le="2000"}`,
      count: `nv_inference_first_response_histogram_ms_count{${J},model="m",version="1"}`,
    },
    queue: `nv_inference_pending_request_count{${J},model="m",version="1"}`,
  },
  torchserve: {
    good: `Requests2XX{${J},Level="Host",Hostname="h"}`,
    bad: `Requests5XX{${J},Level="Host",Hostname="h"}`,
    clients: `Requests4XX{${J},Level="Host",Hostname="h"}`,
    mean: {
      total: `ts_inference_latency_microseconds{${J},model_name="m",model_version="1",hostname="h"}`,
      count: `ts_inference_requests_total{${J},model_name="m",model_version="1",hostname="h"}`,
      perMs: 1000,
    },
  },
  kserve: {
    good: `http_server_request_duration_seconds_count{${J},http_response_status_code="200"}`,
    bad: `http_server_request_duration_seconds_count{${J},http_response_status_code="503"}`,
    clients: `http_server_request_duration_seconds_count{${J},http_response_status_code="404"}`,
    latency: {
      bucket: `request_predict_seconds_bucket{${J},model_name="m",le="2.5"}`,
      count: `request_predict_seconds_count{${J},model_name="m"}`,
    },
    queue: `kn_serving_queue_depth{${J}}`,
  },
  'ray-serve': {
    good: `ray_serve_num_http_requests_total{${J},application="m",route="/",method="POST",status_code="200"}`,
    bad: `ray_serve_num_http_error_requests_total{${J},application="m",route="/",method="POST",error_code="500"}`,
    clients: `ray_serve_num_http_error_requests_total{${J},application="m",route="/",method="POST",error_code="404"}`,
    badIsCountedIn: 'good',
    latency: {
      bucket: `ray_serve_http_request_latency_ms_bucket{${J},application="m",route="/",le="2000.0"}`,
      count: `ray_serve_http_request_latency_ms_count{${J},application="m",route="/"}`,
    },
    queue: `ray_serve_deployment_queued_queries{${J},application="m",deployment="d"}`,
  },
  opentelemetry: {
    good: `http_server_request_duration_seconds_count{${J},http_response_status_code="200"}`,
    bad: `http_server_request_duration_seconds_count{${J},http_response_status_code="500"}`,
    clients: `http_server_request_duration_seconds_count{${J},http_response_status_code="429"}`,
    latency: {
      bucket: `http_server_request_duration_seconds_bucket{${J},le="2.5"}`,
      count: `http_server_request_duration_seconds_count{${J}}`,
    },
  },
};

/** The edge that TGI exports nearest to two seconds, as Rust writes the number. */
function tgiEdge(): string {
  let edge = 0.0001;
  let best = edge;
  for (let at = 0; at < 35; at++) {
    edge *= 1.5;
    if (Math.abs(Math.log(edge / 2)) < Math.abs(Math.log(best / 2))) best = edge;
  }
  return String(best);
}

type Minute = {
  readonly minutes: number;
  readonly requests?: number;
  readonly failing?: number;
  readonly slow?: number;
  readonly clientsFault?: number;
  readonly meanMs?: number;
};

/** Series of a service over stretches of time; 60 requests a minute unless said. */
function service(runtime: Runtime, story: readonly Minute[], waiting = 0, tokensPerSecond = 50): Series[] {
  const { good, bad, clients, badIsCountedIn, latency, mean, tokens, queue } = EXPORTED[runtime];
  const along = (value: (minute: Required<Minute>) => number): Stretch[] =>
    story.map((minute) => [
      minute.minutes,
      value({ requests: 60, failing: 0, slow: 0, clientsFault: 0, meanMs: 200, ...minute }),
    ]);
  const total = story.reduce((sum, { minutes }) => sum + minutes, 0);
  const bucket = latency?.bucket.replace(
    /tgi_request_duration_bucket\{(.*),le="[^"]*"\}/,
    `tgi_request_duration_bucket{$1,le="${tgiEdge()}"}`,
  );
  return [
    counter(
      good,
      along(({ requests, failing }) => (badIsCountedIn === 'good' ? requests : requests * (1 - failing))),
    ),
    counter(
      bad,
      along(({ requests, failing }) => requests * failing),
    ),
    ...(clients === undefined
      ? []
      : [
          counter(
            clients,
            along(({ requests, clientsFault }) => requests * clientsFault),
          ),
        ]),
    ...(latency === undefined || bucket === undefined
      ? []
      : [
          counter(
            bucket,
            along(
              ({ requests, slow, clientsFault }) =>
                requests * (1 + (runtime === 'opentelemetry' ? clientsFault : 0)) * (1 - slow),
            ),
          ),
          // OpenTelemetry counts requests and latencies in one histogram
          ...(runtime === 'opentelemetry'
            ? []
            : [
                counter(
                  latency.count,
                  along(({ requests }) => requests),
                ),
              ]),
        ]),
    ...(mean === undefined
      ? []
      : [
          counter(
            mean.total,
            along(({ requests, meanMs }) => requests * meanMs * mean.perMs),
          ),
          counter(
            mean.count,
            along(({ requests }) => requests),
          ),
        ]),
    ...(tokens === undefined ? [] : [counter(tokens, [[total, 60 * tokensPerSecond]])]),
    ...(queue === undefined ? [] : [gauge(queue, waiting, total)]),
    ...drifting({}, total),
  ];
}

/** What the drift check exports. */
function drifting(
  {
    psi = 0.01,
    noise = 0.02,
    missing = 0.01,
    rows = 5000,
    lastRun = true,
  }: {
    psi?: number;
    noise?: number;
    missing?: number;
    rows?: number;
    lastRun?: boolean;
  },
  minutes: number,
): Series[] {
  const column = 'service="chat",column="age"';
  return [
    gauge(`ml_drift_psi{${column}}`, psi, minutes),
    gauge(`ml_drift_psi_no_drift_p99{${column}}`, noise, minutes),
    gauge(`ml_data_missing_share{${column},side="reference"}`, 0.01, minutes),
    gauge(`ml_data_missing_share{${column},side="current"}`, missing, minutes),
    gauge(`ml_data_out_of_range_share{${column}}`, 0, minutes),
    gauge('ml_drift_rows{service="chat",side="current"}', rows, minutes),
    // last run three days before the start, or every minute
    lastRun
      ? { series: 'ml_drift_last_run_timestamp_seconds{service="chat"}', values: `0+60x${minutes}` }
      : gauge('ml_drift_last_run_timestamp_seconds{service="chat"}', -259_200, minutes),
  ];
}

const DAY = 1440;
const well = (minutes: number): Minute => ({ minutes, failing: 0.002, slow: 0.02, clientsFault: 0.05 });

type Scene = (
  name: string,
  story: readonly Minute[],
  firing: readonly string[],
  waiting?: number,
) => Scenario;
const sceneOf =
  (runtime: Runtime): Scene =>
  (name, story, firing, waiting = 0) => ({
    name,
    series: service(runtime, story, waiting),
    at: story.reduce((sum, { minutes }) => sum + minutes, 0) - 1,
    firing,
  });

/** What each runtime must do, after a quarter of a day: the slowest ticket, over three days, then sees an hour's failures too. */
function shortScenarios(runtime: Runtime): Scenario[] {
  const { latency, queue, tokens } = EXPORTED[runtime];
  const scene = sceneOf(runtime);
  const before = well(DAY / 4);
  return [
    scene("all is well, with one in twenty requests the client's fault", [well(DAY / 4)], []),
    scene(
      "many fail for the client's fault",
      [before, { minutes: 60, clientsFault: runtime === 'tgi' || runtime === 'ray-serve' ? 0.9 : 5 }],
      [],
    ),
    scene(
      '25 % fail for 50 minutes',
      [before, { minutes: 50, failing: 0.25 }],
      ['RequestFailuresPageFast', 'RequestFailuresTicketSlow'],
    ),
    ...(latency === undefined
      ? []
      : [
          scene(
            '90 % are slow for 58 minutes',
            [before, { minutes: 58, slow: 0.9 }],
            ['SlowRequestsPageFast', 'SlowRequestsTicketSlow'],
          ),
          scene('4 % are slow for six hours', [{ minutes: DAY / 4, slow: 0.04 }], []),
        ]),
    ...(queue === undefined || tokens === undefined
      ? []
      : [scene('50 of 100 tokens a second while requests wait', [before], ['ThroughputBelowCapacity'], 3)]),
    ...(tokens === undefined
      ? []
      : [
          {
            name: 'load near capacity',
            series: service(runtime, [well(120)], 0, 90),
            at: 119,
            firing: ['LoadNearCapacity'],
          },
        ]),
  ];
}

/** The four pairs of windows, told apart: long, so for one runtime. */
function longScenarios(): Scenario[] {
  const scene = sceneOf('vllm');
  const before = well(DAY);
  return [
    scene('20 % fail for 40 minutes: not yet over the hour', [before, { minutes: 40, failing: 0.2 }], []),
    scene('20 % fail for 50 minutes', [before, { minutes: 50, failing: 0.2 }], ['RequestFailuresPageFast']),
    scene(
      '20 % failed for 50 minutes, and for 10 minutes no more',
      [before, { minutes: 50, failing: 0.2 }, { minutes: 10 }],
      [],
    ),
    scene(
      '8 % fail for five and a half hours',
      [before, { minutes: 330, failing: 0.08 }],
      ['RequestFailuresPageSlow', 'RequestFailuresTicketSlow'],
    ),
    scene(
      '4 % fail for 22 hours',
      [well(240), { minutes: 1320, failing: 0.04 }],
      ['RequestFailuresTicketFast', 'RequestFailuresTicketSlow'],
    ),
    scene('1.2 % fail for a day', [{ minutes: DAY, failing: 0.012 }], ['RequestFailuresTicketSlow']),
    scene(
      'one of four requests an hour fails: too few to tell',
      [
        { minutes: DAY, requests: 1 / 15, failing: 0.002 },
        { minutes: 60, requests: 1 / 15, failing: 0.25 },
      ],
      [],
    ),
    scene(
      '6 % are slow for a day: a P95 over the limit, and no page',
      [{ minutes: DAY, slow: 0.06 }],
      ['SlowRequestsTicketSlow'],
    ),
  ];
}

const DRIFT_MINUTES = 130;
const DRIFT: readonly Scenario[] = (
  [
    ['drift beyond noise', { psi: 0.3, noise: 0.02 }, ['DriftSignificant']],
    ['a PSI that noise explains', { psi: 0.3, noise: 0.35 }, []],
    ['a real change under the band', { psi: 0.15, noise: 0.02 }, []],
    ['9 points more missing', { missing: 0.1 }, ['DataAnomalies']],
    ['9 points more missing, of 30 rows', { missing: 0.1, rows: 30 }, []],
    ['the check has not run for three days', { lastRun: false }, ['DriftCheckStale']],
  ] as const
).map(([name, values, firing]) => ({
  name,
  series: [
    ...service('vllm', [well(DRIFT_MINUTES)]).filter(({ series }) => !series.startsWith('ml_')),
    ...drifting(values, DRIFT_MINUTES),
  ],
  at: DRIFT_MINUTES - 1,
  firing,
}));

describe.skipIf('missing' in tool)('the rules, read and run by promtool', () => {
  test.each(SERVING_RUNTIMES)('%s: are sound, strictest lint', async (runtime) => {
    writeFileSync(join(folder, `${runtime}.yaml`), await rulesOf(runtime));
    const { status, said } = run(['check', 'rules', '--lint=all', '--lint-fatal', `${runtime}.yaml`]);
    expect(said).toContain('SUCCESS');
    expect(status).toBe(0);
  });

  test('hostile names of job and model are quoted', async () => {
    writeFileSync(
      join(folder, 'hostile.yaml'),
      await rulesOf('triton', { job: 'a"} or vector(1) #', modelName: 'o\'\\{{ $value }}:"' }),
    );
    const { status, said } = run(['check', 'rules', '--lint=all', '--lint-fatal', 'hostile.yaml']);
    expect(said).toContain('SUCCESS');
    expect(status).toBe(0);
  });

  test.each(SERVING_RUNTIMES)(
    '%s: fire where they must and nowhere else',
    async (runtime) => {
      writeFileSync(join(folder, `${runtime}.yaml`), await rulesOf(runtime));
      writeFileSync(
        join(folder, `${runtime}-tests.yaml`),
        ruleTests(`${runtime}.yaml`, shortScenarios(runtime)),
      );
      const { status, said } = run(['test', 'rules', `${runtime}-tests.yaml`]);
      expect(said).toContain('SUCCESS');
      expect(status).toBe(0);
    },
    240_000,
  );

  test('vllm: page fast, page slow, ticket fast, ticket slow', async () => {
    writeFileSync(join(folder, 'vllm.yaml'), await rulesOf('vllm'));
    writeFileSync(join(folder, 'long-tests.yaml'), ruleTests('vllm.yaml', longScenarios()));
    const { status, said } = run(['test', 'rules', 'long-tests.yaml']);
    expect(said).toContain('SUCCESS');
    expect(status).toBe(0);
  }, 240_000);

  test('drift, data quality and a check that stopped', async () => {
    writeFileSync(join(folder, 'vllm.yaml'), await rulesOf('vllm'));
    writeFileSync(join(folder, 'drift-tests.yaml'), ruleTests('vllm.yaml', DRIFT));
    const { status, said } = run(['test', 'rules', 'drift-tests.yaml']);
    expect(said).toContain('SUCCESS');
    expect(status).toBe(0);
  }, 240_000);

  test('metrics that are not there are a ticket, and nothing else can fire', async () => {
    writeFileSync(join(folder, 'vllm.yaml'), await rulesOf('vllm'));
    writeFileSync(
      join(folder, 'absent-tests.yaml'),
      ruleTests('vllm.yaml', [
        {
          name: 'nothing is scraped',
          series: [gauge('up', 1, 200)],
          at: 120,
          firing: ['DriftCheckStale', 'ServingMetricsAbsent'],
        },
        {
          name: 'the server has other buckets',
          series: service('vllm', [well(120)]).filter(({ series }) => !series.includes('_bucket')),
          at: 119,
          firing: ['ServingMetricsAbsent'],
        },
      ]),
    );
    const { said } = run(['test', 'rules', 'absent-tests.yaml']);
    expect(said).toContain('SUCCESS');
  });

  test('a mean latency against the same hour last week', async () => {
    writeFileSync(join(folder, 'torchserve.yaml'), await rulesOf('torchserve'));
    const week = 7 * 24 * 6; // in tens of minutes
    const of = (meanMs: number): Series[] =>
      service('torchserve', [{ minutes: week + 6 }, { minutes: 12, meanMs }]).filter(
        ({ series }) => !series.startsWith('ml_'),
      );
    const at = (week + 15) * 10;
    writeFileSync(
      join(folder, 'mean-tests.yaml'),
      ruleTests(
        'torchserve.yaml',
        [
          {
            name: 'three times as slow',
            series: of(600),
            at,
            step: 10,
            firing: ['DriftCheckStale', 'MeanLatencyDoubled'],
          },
          { name: 'half as slow again', series: of(300), at, step: 10, firing: ['DriftCheckStale'] },
        ],
        '30m',
      ),
    );
    const { said } = run(['test', 'rules', 'mean-tests.yaml']);
    expect(said).toContain('SUCCESS');
  }, 240_000);

  test('the sentences of an alert', async () => {
    writeFileSync(join(folder, 'vllm.yaml'), await rulesOf('vllm'));
    writeFileSync(
      join(folder, 'sentence-tests.yaml'),
      ruleTests('vllm.yaml', []).replace(
        'tests: []',
        `tests:
  - interval: 1m
    input_series:
${service('vllm', [{ minutes: 120, failing: 0.5 }])
  .map(({ series, values }) => `      - series: '${series}'\n        values: '${values}'`)
  .join('\n')}
    alert_rule_test:
      - eval_time: 110m
        alertname: RequestFailuresPageFast
        exp_alerts:
          - exp_labels: { service: chat, severity: page }
            exp_annotations:
              summary: "chat: 50% of requests fail"
              description: "Over 1h, and still over 5m: the error budget goes over 14.4 times as fast as it may."`,
      ),
    );
    const { said } = run(['test', 'rules', 'sentence-tests.yaml']);
    expect(said).toContain('SUCCESS');
  });
});
