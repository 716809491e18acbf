import { stalenessWarning } from '../contract/citations.ts';
import { formatNumber } from '../contract/markdown.ts';
import type { BurnAlert } from './burn-alerts.ts';
import type { CheckedAlert } from './firing-alerts.ts';
import type { MonitoringPlan } from './monitoring-plan.ts';
import type { QualityWatch } from './quality-watch.ts';
import type { Runtime } from './watched-metrics.ts';

/** Sentences of a monitoring plan. */

/** What the reader would otherwise find out too late. */
export function monitoringWarnings(runtime: Runtime, plan: MonitoringPlan, today: string): string[] {
  const { rules, latency, slowAlerts } = plan;
  const said: string[] = [];
  const blind = (what: string, alerts: readonly BurnAlert[]): void => {
    const off = alerts.filter(({ heldOff }) => heldOff);
    if (off.length === 0) return;
    const [first] = off;
    said.push(
      first?.fewestRequests === undefined
        ? `${what}: the usual share reaches ${off.map(({ pair }) => pair).join(', ')}; left out. Mend the service or lower the objective.`
        : `${what}: ${off.map(({ pair, fewestRequests, requestsInWindow }) => `${pair} needs ${formatNumber(fewestRequests ?? 0)} requests, has ${formatNumber(requestsInWindow ?? 0)}`).join('; ')}: held off. Synthetic requests, a joint objective or a lower one would help.`,
    );
  };
  if (plan.impossiblePairs.length > 0)
    said.push(
      `${plan.impossiblePairs.join(', ')} left out: a budget of ${formatNumber(plan.errorBudget * 100)} % cannot be spent that fast, not even by failing every request.`,
    );
  blind('Failures', rules.failures);
  blind('Slow requests', slowAlerts);
  if (rules.metrics.latency.type === 'counter')
    said.push(
      `${runtime} exports no latency percentiles: an alert on P95 is not written. Take a histogram from a proxy or OpenTelemetry in front.`,
    );
  if (rules.metrics.latency.status === 'opt-in')
    said.push(`Off as shipped: ${rules.metrics.latency.metric} (${rules.metrics.latency.note}).`);
  if (latency?.edgeMs !== undefined && Math.abs(Math.log(latency.edgeMs / latency.limitMs)) > Math.log(1.25))
    said.push(
      `The nearest bucket to ${formatNumber(latency.limitMs)} ms is ${formatNumber(latency.edgeMs)} ms: set the runtime's buckets if it can.`,
    );
  if (runtime === 'tgi') said.push('Text Generation Inference is in maintenance mode.');
  if (runtime === 'torchserve') said.push('TorchServe is no longer maintained.');
  if (runtime === 'kserve')
    said.push('Errors come from the Knative queue proxy: a standard deployment has none, use its gateway.');
  if (plan.drift.noise99 !== undefined && plan.drift.noise99 > rules.drift.psi)
    said.push(
      `At ${formatNumber(plan.drift.rows ?? 0)} rows a window noise reaches PSI ${formatNumber(plan.drift.noise99)}: ${formatNumber(plan.drift.rowsEachSide)} rows a side would do for ${formatNumber(rules.drift.psi)}.`,
    );
  const stale = stalenessWarning(
    `The row of ${rules.metrics.latency.metric}`,
    rules.metrics.latency.asOf,
    540,
    today,
  );
  if (stale !== undefined) said.push(stale);
  return said;
}

/** What to page on, or what holds now. */
export function monitoringVerdict(
  plan: MonitoringPlan,
  quality: QualityWatch,
  checked: readonly CheckedAlert[] | undefined,
): string {
  const { rules, errorBudget, slowBudget } = plan;
  if (checked !== undefined && checked.length > 0) {
    const named = (state: CheckedAlert['state']): string =>
      checked
        .filter((alert) => alert.state === state)
        .map(({ signal }) => signal)
        .join(', ');
    const parts = [
      ['fires', 'act on'],
      ['within_noise', 'over the threshold but within noise'],
      ['cannot_exclude', 'cannot be excluded'],
      ['quiet', 'quiet'],
    ] as const;
    return `${rules.service}: ${parts
      .map(([state, words]) => [named(state), words] as const)
      .filter(([names]) => names !== '')
      .map(([names, words]) => (words === 'act on' ? `${words} ${names}` : `${names} ${words}`))
      .join('; ')}.`;
  }
  const page = rules.failures.find(({ severity }) => severity === 'page');
  const slowPage = plan.slowAlerts.find(({ severity }) => severity === 'page');
  const latency =
    rules.slow === undefined
      ? rules.metrics.latency.type === 'counter'
        ? '; latency only as a mean against last week, for this runtime has no percentiles'
        : '; latency against last week, for no baseline was given'
      : ` or ${formatNumber((slowPage?.threshold ?? slowBudget) * 100)} % take over ${formatNumber(rules.slow.edgeMs)} ms`;
  const delay =
    quality.detectionDelayDays === undefined
      ? ''
      : ` A loss of quality shows after ${formatNumber(quality.detectionDelayDays)} days.`;
  return `${rules.service}: page when ${formatNumber((page?.threshold ?? errorBudget) * 100)} % of requests fail over ${formatNumber((page?.longMinutes ?? 60) / 60)} h${latency}; ticket from ${formatNumber(errorBudget * 100)} % failing; drift from PSI ${formatNumber(plan.drift.threshold)}.${delay}`;
}
