import { stringify } from 'yaml';

/** Synthetic series and expectations for `promtool test rules`. */

/** A counter that grows by so much a minute for so many minutes, stretch after stretch. */
export type Stretch = readonly [minutes: number, perMinute: number];

export type Series = { readonly series: string; readonly values: string };

export function counter(series: string, stretches: readonly Stretch[]): Series {
  let at = 0;
  const parts = ['0'];
  for (const [minutes, perMinute] of stretches) {
    parts.push(`${at + perMinute}+${perMinute}x${minutes - 1}`);
    at += perMinute * minutes;
  }
  return { series, values: parts.join(' ') };
}

export function gauge(series: string, value: number, minutes: number): Series {
  return { series, values: `${value}x${minutes}` };
}

export type Scenario = {
  readonly name: string;
  readonly series: readonly Series[];
  /** Minutes after the start at which alerts are looked at. */
  readonly at: number;
  /** Minutes between samples; 1 unless said. */
  readonly step?: number;
  /** Names of the alerts that fire then; all others must not. */
  readonly firing: readonly string[];
};

/** A test file of promtool; alerts are compared by name, one series each. Rules are evaluated every five minutes: it is slow. */
export function ruleTests(
  ruleFile: string,
  scenarios: readonly Scenario[],
  evaluation = '5m',
  service = 'chat',
): string {
  return stringify({
    rule_files: [ruleFile],
    evaluation_interval: evaluation,
    // promtool runs groups in random order otherwise; a server runs each by its own clock, a minute apart at most
    group_eval_order: ['recorded', 'objectives', 'drift', 'watching'].map((group) => `${service}-${group}`),
    tests: scenarios.map(({ name, series, at, step = 1, firing }) => ({
      name,
      interval: `${step}m`,
      input_series: series,
      promql_expr_test: [
        {
          expr: 'count by (alertname) (ALERTS{alertstate="firing"})',
          eval_time: `${at}m`,
          exp_samples: firing.map((alertname) => ({ labels: `{alertname="${alertname}"}`, value: 1 })),
        },
      ],
    })),
  });
}
